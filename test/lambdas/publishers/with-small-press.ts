/** Whoever imports this before the publisher has it print with the small press. */
jest.mock('../../../status-page/render-status-page', () => jest.requireActual<object>('./small-press'));
