import { stateWords } from '../../../domain/texts/customers';
import { answer, text, written, type Command } from '../command';
import { aboutConfirming, confirmPublic, yesFlag } from '../confirm';
import { readDuration } from '../duration';
import { UsageMistake } from '../mistakes';
import { didYouMean } from '../../../domain/nearest';

const states = Object.keys(stateWords) as (keyof typeof stateWords)[];

export const componentCommand: Command = {
  name: 'component',
  usage: '<component> <state> --reason "…" [--public "…"] [--for 2h | --until 2027-03-07T18:00Z]',
  says: 'sets a component of the status page by hand, or sets it free with "operational"',
  about: [
    `The states: ${states.join(', ')}.`,
    'It counts for the uptime while it lasts. Where a notice claims something worse, that is shown.',
    ...aboutConfirming,
  ],
  flags: {
    public: { type: 'string', says: 'what customers read beside it, in one sentence' },
    reason: { type: 'string', says: 'why (internal)' },
    for: { type: 'string', value: '2h', says: 'ends by itself after this long' },
    until: { type: 'string', value: '<time>', says: 'ends by itself then' },
    ...yesFlag,
  },
  mostWords: 2,
  run: async (call) => {
    const [id, typed] = call.words;
    if (id === undefined || typed === undefined)
      throw new UsageMistake(
        'component wants a component and a state: npx tocsin component api degraded_performance …',
      );
    const state = states.find((each) => each === typed.replaceAll('-', '_'));
    if (state === undefined) throw new UsageMistake(`"${typed}" is no state.${didYouMean(typed, states)}`);
    const reason = written(call, 'reason', 'why is it set by hand');
    const [forCustomers, length] = [text(call, 'public'), text(call, 'for')];
    if (state !== 'operational' && forCustomers === undefined)
      throw new UsageMistake('say what customers shall read beside it: --public "Exports take an hour longer."');
    const [lasts, until] = [length === undefined ? undefined : readDuration(length), text(call, 'until')];
    if (forCustomers !== undefined) await confirmPublic(call, [stateWords[state], forCustomers]);
    const { api } = await call.open();
    const outcome = await api.component(id, { state, public: forCustomers, until, lasts, reason });
    answer(call, outcome, [outcome.done ?? outcome.already ?? 'Done.']);
  },
};
