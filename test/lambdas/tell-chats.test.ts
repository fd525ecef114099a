import { configuration } from '@tocsin/config';
import type { Configuration } from '../../domain/configuration';
import type { TimelineEntry } from '../../domain/timeline';
import { chatBody, chatText } from '../../domain/texts/chat';
import { chatRooms } from '../../lambdas/adapters/chat-rooms';
import type { HttpsPost } from '../../lambdas/adapters/https-post';
import { tellChats } from '../../lambdas/tell-chats/tell-chats';
import { World } from '../support/domain-world';
import { recorders } from './support/recorders';

const chats = [
  { id: 'payments', format: 'slack', teams: ['payments'] },
  { id: 'identity', format: 'slack', teams: ['identity'] },
  { id: 'everything', format: 'teams' },
] as const;

/** An open incident of the team `payments`, and what the rooms read. */
function scene({ broken = '' } = {}) {
  (configuration as { paging?: Configuration['paging'] }).paging = { chats };
  const incident = new World().open();
  const read: string[] = [];
  const recorded = recorders();
  const deps = {
    incidents: { incident: async () => incident.incident, timeline: async () => incident.timeline },
    write: async ({ id }: { id: string }, _incident: string, text: string) => {
      if (id === broken) throw new Error('down');
      read.push(`${id}: ${text}`);
    },
    log: recorded.log,
  };
  return { tell: (seq: number) => tellChats({ incidentId: 'K7MQ', seq }, deps), read, ...recorded };
}

afterEach(() => delete (configuration as { paging?: unknown }).paging);

test('the room of the team and the room for all read what happened; others do not', async () => {
  const { tell, read, codes } = scene();
  await tell(1);
  expect(read.map((line) => line.slice(0, line.indexOf(' (K7MQ)')))).toEqual([
    'payments: SEV-1 checkout-5xx',
    'everything: SEV-1 checkout-5xx',
  ]);
  expect(read.join()).not.toMatch(/https?:/);
  expect(codes()).toEqual(['T315']);
});

test('a room that fails is named, the others have read it, and the news comes again', async () => {
  const { tell, read, codes } = scene({ broken: 'payments' });
  await expect(tell(1)).rejects.toThrow('1 of 2 chat rooms were not told of K7MQ.');
  expect([read.length, codes()]).toEqual([1, ['T316', 'T315']]);
});

test('old news is none', async () => {
  const { tell, read } = scene();
  await tell(999);
  expect(read).toEqual([]);
});

test('B4 B5: foreign words make no mention, link or markup in a chat', () => {
  const { incident } = new World().open();
  const entry = { text: 'a <!channel> & [b](https://evil.example.com)\n*c*', by: 'tocsin' } as TimelineEntry;
  const text = chatText(incident, entry);
  expect(text).not.toMatch(/https?:|\n/);
  const slack = JSON.parse(chatBody('slack', text)) as { text: string };
  expect(slack.text).toContain('&lt;!channel&gt; &amp; ');
  expect(chatBody('teams', text)).not.toMatch(/\*c|\]\(|<!/);
});

test('each room has an address of its own in the secret', async () => {
  const posted: HttpsPost[] = [];
  const rooms = chatRooms(
    async (name) => (name === 'chat/payments' ? { url: 'https://hooks.example.com/x' } : {}),
    async (post) => void posted.push(post),
  );
  await rooms(chats[0], 'K7MQ', 'text');
  expect(posted).toMatchObject([{ url: 'https://hooks.example.com/x', headers: { 'tocsin-kind': 'notice' } }]);
  await expect(rooms(chats[2], 'K7MQ', 'text')).rejects.toThrow('The address of chat/everything has no "url".');
});
