import { answer, type Command } from '../command';
import { storyOf } from '../incident-story';
import { rowForMachines } from '../incident-shapes';
import { whichIncident } from '../which-incident';

export const showCommand: Command = {
  name: 'show',
  usage: '[<incident>]',
  says: 'tells one incident as a story, with times and reasons',
  about: ['Who has it, what happens next, what customers read, and all that has happened, oldest first.'],
  flags: {},
  mostWords: 1,
  run: async (call) => {
    const { api } = await call.open();
    const story = await api.incident(await whichIncident(api, call.words[0]));
    const { incident, changes = [], timeline } = story;
    answer(
      call,
      { ...incident, ...rowForMachines(incident), changes, timeline },
      storyOf(story, call.terminal.timeZone),
    );
  },
};
