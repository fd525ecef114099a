import { acknowledge } from '../../domain/commands';
import { decline } from '../../domain/decline';
import { htmlFindings } from '../support/html-findings';
import { apiScene } from './support/api-scene';

const words = (body: string) =>
  body
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'");

test('"I can\'t" stands under the acknowledge button, says who comes, and calls them', async () => {
  const { link, form, tokenOf, incident, world } = await apiScene();
  const token = await tokenOf(1);
  const before = words((await link('GET', token)).body);
  expect(before).toContain("Paging stops. Nothing is resolved or published. I can't, page Sam now");
  expect((await form(token, 'do=decline')).statusCode).toBe(303);
  expect(incident.pages()).toEqual(['0 alex 1.1 first-page', '0 sam 2.1 declined']);
  const after = words((await link('GET', token)).body);
  expect(after).toContain("You said at 03:02 that you can't come. You are paged again only with everybody.");
  expect(after).toContain('Acknowledge as Alex');
  world.skip(1);
  await form(token, 'do=decline');
  expect(incident.pages(0)).toEqual([]);
});

test('the label of "I can\'t" says the truth: everybody, or who was called already', async () => {
  const { link, tokenOf, world, incident } = await apiScene();
  const alex = await tokenOf(1);
  world.skip(6);
  expect(words((await link('GET', alex)).body)).toContain("I can't Sam was called already.");
  world.skip(5);
  const kim = world.messages.find(({ to, kind }) => to === 'kim' && kind === 'page')!.number;
  expect(words((await link('GET', await tokenOf(kim))).body)).toContain("I can't, page everybody else now");
  for (const person of ['sam', 'kim']) incident.command(person, (context) => decline(context));
  expect(words((await link('GET', alex)).body)).toContain(
    "I can't Nobody else is left: everybody is paged again at 03:22.",
  );
  incident.command('alex', (context) => decline(context));
  expect(incident.timeline.at(-1)!.text).toBe('There is nobody else. Everybody is paged at 01:22 UTC.');
});

test('the last one to say "I can\'t" reads who of the chain of command is called', async () => {
  const { link, form, tokenOf, incident, world } = await apiScene({ levels: [['alex'], ['sam']] });
  await form(await tokenOf(1), 'do=decline');
  const sam = await tokenOf(world.messages.find(({ to, kind }) => to === 'sam' && kind === 'page')!.number);
  expect(words((await link('GET', sam)).body)).toContain("I can't, page Kim now All others have said so.");
  await form(sam, 'do=decline');
  expect(incident.pages().at(-1)).toBe('0 kim 2.1 declined');
});

test('whoever gave it back reads that, and not that they cannot come', async () => {
  const { link, form, tokenOf, world } = await apiScene();
  const token = await tokenOf(1);
  await link('POST', token);
  world.skip(2);
  await form(token, 'do=give-back');
  const page = words((await link('GET', token)).body);
  expect(page).toContain('You gave it back at 03:04. You are paged again only with everybody.');
  expect(page).not.toContain("can't come");
});

test('"I can\'t" on a page from before the acknowledgement does not give it back', async () => {
  const { link, form, tokenOf, incident } = await apiScene();
  const token = await tokenOf(1);
  await link('POST', token);
  const held = incident.incident;
  await form(token, 'do=decline');
  expect(incident.incident).toBe(held);
  expect(words((await link('GET', token)).body)).toContain('You have it, Alex');
});

test('after acknowledging: still on it, call the next one, give it back, a note, in this order; each does what it says', async () => {
  const { link, form, tokenOf, incident, world } = await apiScene();
  const token = await tokenOf(1);
  await link('POST', token);
  const page = words((await link('GET', token)).body);
  const order = ['You have it, Alex', 'Still on it', 'Page Sam too', 'Give it back', 'Add the note', 'Customers see'];
  const places = order.map((label) => page.indexOf(label));
  expect(places).not.toContain(-1);
  expect([...places].sort((one, other) => one - other)).toEqual(places);

  for (let press = 0; press < 2; press++) await form(token, 'do=page-2');
  expect(incident.told().filter(({ says }) => says === 'asked-for')).toMatchObject([{ to: 'sam', kind: 'notice' }]);
  expect(words((await link('GET', token)).body)).toContain('Page Kim too');

  world.skip(2);
  await form(
    token,
    'do=note&note=The+queue%0D%0Ais+full+%F0%9F%94%A5',
    'application/x-www-form-urlencoded; charset=utf-8',
  );
  expect(incident.timeline.at(-1)).toMatchObject({ type: 'NoteAdded', by: 'Alex', text: 'The queue is full 🔥' });

  await form(token, 'do=give-back');
  expect(incident.incident.acknowledgement).toBeUndefined();
  expect(incident.pages(1)).toEqual(['2 sam 2.1 given-back']);
});

test('only the form that the page sends does anything else: every other POST acknowledges', async () => {
  const odd: readonly [body: string, type?: string][] = [
    ['', undefined],
    ['do=decline', 'text/plain'],
    ['do=decline', 'application/json'],
    ['do=decline&do=decline'],
    ['do=Decline'],
    ['do=page-'],
    ['do=page-10'],
    ['do=__proto__'],
    ['dont=decline'],
    [`${'x'.repeat(7_000)}&do=decline`],
    ['{"do":"decline"}'],
  ];
  for (const [body, type] of odd) {
    const { form, tokenOf, incident } = await apiScene();
    expect((await form(await tokenOf(1), body, type)).statusCode).toBe(303);
    expect([body, incident.incident.acknowledgement?.by]).toEqual([body, 'alex']);
  }
});

test('an empty note, and giving back what somebody else has, do nothing at all', async () => {
  const { form, tokenOf, incident } = await apiScene();
  const token = await tokenOf(1);
  incident.command('sam', acknowledge);
  const before = incident.incident;
  for (const body of ['do=note&note=', 'do=note', 'do=note&note=+%0A', 'do=give-back', 'do=decline'])
    expect((await form(token, body)).statusCode).toBe(303);
  expect(incident.incident).toBe(before);
});

test('a form that is longer than the page sends is what its beginning says, and acknowledges nothing', async () => {
  const { form, call, tokenOf, incident } = await apiScene();
  const token = await tokenOf(1);
  const body = `do=note&note=${'%F0%9F%94%A5'.repeat(5_000)}`;
  await form(token, body);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const coded = { headers, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  await call('POST /a/{token}', { pathParameters: { token }, ...coded });
  const notes = incident.timeline.filter(({ type }) => type === 'NoteAdded');
  expect(notes.map(({ text }) => text)).toEqual(Array(2).fill(`${'🔥'.repeat(498)}..`));
  expect(incident.incident.acknowledgement).toBeUndefined();
});

test('a note keeps no characters that control or turn the text around it', async () => {
  const { form, tokenOf, incident } = await apiScene();
  await form(
    await tokenOf(1),
    `do=note&note=${encodeURIComponent('The \u0000queue\u202E is\u0007 full\ud83d\udd25.')}`,
  );
  expect(incident.timeline.at(-1)!.text).toBe('The queue is full🔥.');
  const before = incident.incident;
  await form(await tokenOf(1), `do=note&note=${encodeURIComponent('\u0000\u202E')}`);
  expect(incident.incident).toBe(before);
});

test('a link takes 20 notes, each cut to 500 characters, and then says where more are written', async () => {
  const { link, form, tokenOf, incident } = await apiScene();
  const token = await tokenOf(1);
  expect((await link('GET', token)).body).toContain('maxlength="500"');
  for (let time = 0; time < 22; time++) await form(token, `do=note&note=${'x'.repeat(600)}`);
  const notes = incident.timeline.filter(({ type }) => type === 'NoteAdded');
  expect(notes).toHaveLength(20);
  expect(notes[0]!.text).toHaveLength(500);
  const page = (await link('GET', token)).body;
  expect(page).not.toContain('Add the note');
  expect(words(page)).toContain('20 notes are the most by link. To write more: tocsin note K7MQ --text "…"');
});

test('I11: a token that we did not sign does none of it, and a link that has expired neither', async () => {
  const { form, incident, store } = await apiScene();
  store.calls.length = 0;
  for (const body of ['do=decline', 'do=note&note=x', 'do=page-2']) {
    const answer = await form('A'.repeat(28), body);
    expect([answer.statusCode, answer.body.includes('This link does not work.')]).toEqual([404, true]);
  }
  expect([incident.timeline.length, store.calls]).toEqual([incident.incident.entryCount, []]);
});

test('html-validate finds nothing on the page, whoever looks and however it stands', async () => {
  const { link, form, tokenOf, world } = await apiScene();
  const pages: string[] = [];
  const look = async (number: number) => pages.push((await link('GET', await tokenOf(number))).body);
  await look(1);
  await form(await tokenOf(1), 'do=decline');
  await look(1);
  world.skip(1);
  await link('POST', await tokenOf(1));
  await look(1);
  await look(2);
  expect(new Set(pages).size).toBe(pages.length);
  for (const page of pages) expect(await htmlFindings(page)).toEqual([]);
});

describe('the commands of the command line', () => {
  test('each is carried out as the caller and answers what was done', async () => {
    const { command, incident } = await apiScene();
    expect((await command('decline', { reason: 'on a train' })).json()['done']).toBe(
      "Alex can't come: on a train.\nAlex can't come: paging Sam (level 2).",
    );
    await command('ack', {}, 'sam');
    expect((await command('escalate', { reason: 'the database' }, 'sam')).json()['done']).toBe(
      'Sam asked for level 3 (Kim) too: the database.',
    );
    expect((await command('note', { text: 'Looking.' })).json()['done']).toBe('Looking.');
    expect((await command('unack', {})).statusCode).toBe(409);
    expect((await command('unack', { reason: 'asleep' })).json()['done']).toContain(
      'Alex took it back from Sam: asleep.',
    );
    expect(incident.incident.acknowledgement).toBeUndefined();
  });

  test.each<[string, unknown, RegExp]>([
    ['note', {}, /text is missing/],
    ['note', { text: 'x'.repeat(501) }, /longer than 500/],
    ['escalate', { level: 0 }, /number of a level/],
    ['escalate', { level: 'two' }, /number of a level/],
    ['decline', { to: 'sam' }, /to is not something it takes/],
  ])('%s with %j is refused', async (name, body, why) => {
    const { command } = await apiScene();
    const answer = await command(name, body);
    expect([answer.statusCode, answer.json()['refused']]).toEqual([400, expect.stringMatching(why)]);
  });
});
