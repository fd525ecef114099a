import { changeInWords } from '../../../domain/texts/changes';
import { answer, text, type Command } from '../command';
import { readDuration } from '../duration';
import { bothTimes, dayIn } from '../times';

export const changesCommand: Command = {
  name: 'changes',
  usage: '[--since 2h]',
  says: 'lists what was deployed or changed lately, newest first',
  about: [
    'Deployments of CodeDeploy, CodePipeline, CodeBuild and ECS, stacks of CloudFormation, and what your own programs tell.',
    'Those of the two hours before an incident stand with it: npx tocsin show.',
  ],
  flags: { since: { type: 'string', value: '2h', says: 'how far back, a week at most' } },
  mostWords: 0,
  run: async (call) => {
    const { timeZone } = call.terminal;
    const { api } = await call.open();
    const { since, changes } = await api.changes(readDuration(text(call, 'since') ?? '2h'));
    const lines = changes.map(
      ({ at, changed, by, link }) =>
        `${dayIn(at, timeZone)}  ${changeInWords({ at, changed, by: by ?? undefined }, timeZone)}${link ? `  ${link}` : ''}`,
    );
    const none = `Nothing is known to have changed since ${bothTimes(since, timeZone)}, ${dayIn(since, timeZone)}.`;
    answer(call, changes, lines.length > 0 ? lines : [none]);
  },
};
