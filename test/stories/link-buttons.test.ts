import { request } from 'node:http';
import { Story } from '../support/story';

/** Presses a button of the page behind a link: its form, as a browser sends it. */
function send(story: Story, link: string, form: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(form) };
    const call = request(link, { method: 'POST', headers, agent: false }, (response) => {
      response.resume();
      void story.clock.quiet().then(() => resolve(response.statusCode ?? 0), reject);
    });
    call.on('error', reject);
    call.end(form);
  });
}

const both = (kind: string, responder: string, level: number) => [
  `${kind} sms ${responder} ${level}`,
  `${kind} email ${responder} ${level}`,
];

describe('the buttons behind a link', () => {
  let story: Story;
  let alex: string;
  beforeEach(async () => {
    story = await Story.begin();
    await story.alarm('checkout-5xx');
    story.expectMessages([...both('page', 'alex', 1), 'notice email kim 3']);
    alex = story.linkOf('alex');
  });
  afterEach(() => story.end());

  test('M95: "I can\'t" pages the next level at once, the rest follows from there, and the clock is set anew', async () => {
    await story.wait(1);
    expect(await send(story, alex, 'do=decline')).toBe(303);
    const [sms] = story.messages().filter(({ channel }) => channel === 'sms');
    expect(sms!.body).toContain("Alex can't come. Kim paged at 03:08");
    await story.wait(4.5);
    story.expectMessages([...both('page', 'sam', 2), ...both('page', 'sam', 2)]);
    await story.wait(0.5);
    story.expectMessages(both('page', 'kim', 3));
    expect((await story.get(alex)).body).toContain('You said at 03:03 that you can');
  });

  test('M95: whoever has it calls the next one too, writes a note, and gives it back: each is told once what is true', async () => {
    await story.press(alex);
    expect(await send(story, alex, 'do=page-2')).toBe(303);
    expect(await send(story, alex, 'do=page-2')).toBe(303);
    const asked = story.messages();
    expect(asked.map(({ kind, channel, responder }) => `${kind} ${channel} ${responder}`).sort()).toEqual([
      'notice email sam',
      'notice sms sam',
    ]);
    expect(asked.find(({ channel }) => channel === 'sms')!.body).toContain('Alex has it and asks for you');
    expect(await send(story, alex, 'do=note&note=The+queue+is+full.')).toBe(303);
    await story.wait(1);
    expect(await send(story, alex, 'do=give-back')).toBe(303);
    const page = story.messages();
    expect(page.map(({ kind, responder }) => `${kind} ${responder}`)).toEqual(['page sam', 'page sam']);
    expect(page.find(({ channel }) => channel === 'sms')!.body).toContain('Alex gave it back. ACK by 03:08 or Kim');
    const { id, acknowledgedBy } = await story.incident();
    expect(acknowledgedBy).toBeNull();
    const told = (await story.timeline(id)).slice(-4).map(({ type, by }) => `${type} ${by}`);
    expect(told).toEqual(['HelpAsked Alex', 'NoteAdded Alex', 'GivenBack Alex', 'LevelPaged tocsin']);
    await story.press(story.linkOf('sam'));
    story.expectMessages(both('notice', 'alex', 1));
  });

  test('M95: one person alone with it for an hour is asked whether to page the next one too', async () => {
    await story.press(alex);
    for (let part = 0; part < 3; part++) {
      await story.wait(19);
      await story.press(alex);
    }
    story.messages();
    await story.wait(4);
    const alone = story.messages().filter(({ body }) => body.includes('alone with this for 60 min'));
    expect(alone.map(({ kind, channel, responder }) => `${kind} ${channel} ${responder}`).sort()).toEqual([
      'reminder email alex',
      'reminder sms alex',
    ]);
    expect(alone[0]!.body).toContain('Page Sam too?');
  });
});
