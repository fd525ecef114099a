import { millisecondsOf } from '../../../local/gateway/iso-duration';

it.each([
  ['PT15M', 900_000],
  ['P1DT2H', 93_600_000],
  ['PT1H0M0.5S', 3_600_500],
  ['P7D', 604_800_000],
])('%s is %d ms', (text, milliseconds) => {
  expect(millisecondsOf(text)).toBe(milliseconds);
});

it.each(['', 'P', 'PT', '15M', 'PT-5M', 5, undefined])('refuses %p and says what to send', (value) => {
  expect(() => millisecondsOf(value)).toThrow('"PT15M"');
});
