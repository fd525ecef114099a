import type { SuggestedRule } from '../../../domain/adopt';
import { answer, type Command } from '../command';
import { ruleSource } from '../rule-source';

export const adoptCommand: Command = {
  name: 'adopt',
  usage: '',
  says: 'prints rules for what no rule knew in the last 30 days, to paste',
  about: [
    'They go to the end of config/classification-rules.ts. Three names and more that begin alike become one rule with *.',
    'Check each severity; what a rule still lacks (a runbook, an owner), synth says.',
  ],
  flags: {},
  mostWords: 0,
  run: async (call) => {
    const { api } = await call.open();
    const report = await api.get<{ since: string; rules: readonly SuggestedRule[] }>('/unmatched');
    const none = `Every incident since ${report.since.slice(0, 10)} was opened by something that a rule knows.`;
    answer(call, report, report.rules.length === 0 ? [none] : report.rules.flatMap(ruleSource));
  },
};
