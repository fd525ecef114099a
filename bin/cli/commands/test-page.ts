import { channels } from '../../../domain/responder';
import { answer, text, type Command } from '../command';
import { UsageMistake } from '../mistakes';

interface Ordered {
  readonly done: string;
  readonly person: string;
  readonly channels: readonly string[];
  readonly number: number;
}

export const testPageCommand: Command = {
  name: 'test-page',
  usage: '<person> [--channel sms]',
  says: 'sends somebody a test page, to prove that pages reach them',
  about: [
    'It leaves as pages do, and asks to be acknowledged: each channel by its own link, and the press on it is the proof.',
    'It is no incident, never public, and in no figure. Everybody gets one each week; see: npx tocsin doctor',
  ],
  flags: { channel: { type: 'string', value: 'sms', says: 'by this channel alone: sms, voice, push or email' } },
  mostWords: 1,
  run: async (call) => {
    const [person] = call.words;
    if (person === undefined) throw new UsageMistake('test-page wants a person: npx tocsin test-page alex');
    const channel = text(call, 'channel');
    if (channel !== undefined && !(channels as readonly string[]).includes(channel))
      throw new UsageMistake(`--channel "${channel}" is no channel: ${channels.join(', ')}.`);
    const { api } = await call.open();
    const ordered = await api.post<Ordered>('/test-pages', { person, channel });
    answer(call, ordered, [ordered.done]);
  },
};
