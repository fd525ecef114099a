import { Story } from '../support/story';

interface Shown {
  readonly incident: { readonly publicNotice: { readonly link: string; readonly updates: readonly object[] } };
}

describe('what customers see', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(async () => {
    story.messages();
    await story.end();
  });

  const text = async (path = '/') =>
    (await story.page(path)).body
      .replace(/<style>.*?<\/style>|<script>.*?<\/script>/gs, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');

  test('day one: no incidents, and never a claim that all is well', async () => {
    const page = await text();
    expect(page).toContain('No incidents reported.');
    expect(page).toMatch(/This page started on 21 November 2026 ?\. There is no history yet\./);
    expect(page).not.toMatch(/operational/i);
  });

  test('M71: nothing before the delay; then the notice, sentence by sentence', async () => {
    await story.alarm('checkout-5xx');
    await story.wait(4);
    expect((await story.summary()).incidents).toEqual([]);
    await story.wait(1);
    const page = await text();
    expect(page).toContain('We are investigating a problem with Checkout.');
    expect(page).toContain('Paying by card may fail or be slow.');
    expect(page).toMatch(/Our monitoring has seen this since 02:02 UTC ?, and our engineers were alerted\./);
    expect(page).toMatch(/Next update by 02:22 UTC ?\./);
    expect(page).toMatch(/This first notice was posted automatically at 02:07 UTC ?\./);
    expect(page).toContain('No problem is reported with: Sign-in, API, Dashboard.');
    const summary = await story.summary();
    expect(summary.incidents).toMatchObject([
      { name: 'We are investigating a problem with Checkout.', status: 'investigating' },
    ]);
    expect(summary.components.find(({ name }) => name === 'Checkout')!.status).toBe('partial_outage');
  });

  test('an edited update shows its new text, when it was edited, and its first wording; after the end too', async () => {
    await story.alarm('checkout-5xx');
    await story.wait(6);
    const { id } = await story.incident();
    const edit = (said: Record<string, unknown>) => story.command(id, 'update', said);
    expect((await edit({ edit: 1, public: 'Paying by card fails on 10.2.3.4.' })).status).toBe(400);
    expect((await edit({ edit: 7, public: 'x' })).status).toBe(409);
    expect((await edit({ edit: 1, public: 'x', note: 'y' })).status).toBe(400);
    expect((await edit({ edit: 1, public: 'Paying by card fails in Europe.' })).status).toBe(200);
    expect(await text()).toMatch(
      /Paying by card fails in Europe\..*Edited at 02:08 UTC ?\. +As first posted +Paying by/,
    );
    await story.command(id, 'resolve', { reason: 'x', public: 'Paying by card works.' });
    await story.alarm('checkout-5xx', 'OK');
    expect((await edit({ edit: 2, public: 'Paying by card works again.' })).status).toBe(200);
    const { publicNotice } = (JSON.parse((await story.api('GET', `/incidents/${id}`)).body) as Shown).incident;
    expect(publicNotice.updates).toMatchObject([
      { number: 1, text: 'Paying by card fails in Europe.' },
      { number: 2, kind: 'resolved', text: 'Paying by card works again.' },
    ]);
    const page = await text(new URL(publicNotice.link).pathname);
    expect(page).toContain('Paying by card works again.');
    expect(page).toMatch(/As first posted +Paying by card works\. /);
    expect((await story.timeline(id)).map(({ type }) => type)).toContain('PublicUpdateEdited');
  });

  test('an alarm whose rule does not publish is never public', async () => {
    await story.alarm('ServerCpuTooHigh');
    await story.wait(120);
    expect((await story.summary()).incidents).toEqual([]);
    expect(story.everythingPublic()).not.toContain('ServerCpu');
  });

  test('an acknowledgement leaves 5 minutes, but customers never wait longer than 15', async () => {
    await story.alarm('checkout-5xx');
    await story.wait(4);
    await story.press(story.linkOf('alex'));
    await story.wait(4);
    expect((await story.summary()).incidents).toEqual([]);
    await story.wait(1);
    const page = await text();
    expect(page).toMatch(/Our monitoring has seen this since 02:02 UTC ?, and an engineer is working on it\./);
  });

  test('OK before its time: the notice does not go out', async () => {
    await story.alarm('checkout-5xx');
    await story.wait(3);
    await story.alarm('checkout-5xx', 'OK');
    await story.wait(30);
    expect((await story.summary()).incidents).toEqual([]);
  });

  test('held twice, it asks for a decision and publishes nothing by itself', async () => {
    await story.alarm('checkout-5xx');
    const { id } = await story.incident();
    await story.press(story.linkOf('alex'));
    expect((await story.command(id, 'hold')).status).toBe(200);
    expect((await story.command(id, 'hold')).status).toBe(200);
    const third = await story.command(id, 'hold');
    expect([third.status, JSON.parse(third.body)]).toMatchObject([
      409,
      { refused: expect.stringContaining('held twice already') as string },
    ]);
    await story.wait(20);
    await story.press(story.linkOf('alex'));
    story.messages();
    await story.wait(16);
    expect(
      story
        .messages()
        .filter(({ kind, channel }) => kind === 'reminder' && channel === 'sms')
        .map(({ body }) => body.split('\n')[0]),
    ).toContain(`${id} SEV-1: notice waits, held twice. Decide what customers read`);
    expect((await story.summary()).incidents).toEqual([]);
  });

  test('M65 M67 M68 M70: --public text shows, internal text is in no file; late is said; then it resolves', async () => {
    await story.alarm('checkout-5xx');
    await story.wait(5);
    await story.press(story.linkOf('alex'));
    const { id } = await story.incident();
    await story.command(id, 'update', {
      status: 'identified',
      impact: 'db-7 is out of connections',
      actions: 'restarting hikari',
      eta: 'Unknown',
    });
    expect(story.everythingPublic()).not.toMatch(/db-7|hikari/);
    expect((await story.summary()).incidents[0]!.status).toBe('investigating');

    await story.command(id, 'update', {
      public: 'We found the cause and are restoring card payments.',
      status: 'identified',
      nextIn: 20 * 60_000,
    });
    expect(await text()).toContain('We found the cause and are restoring card payments.');
    expect(await text()).toMatch(/Next update by 02:27 UTC ?\./);
    story.messages();

    await story.wait(15);
    story.expectMessages(['reminder sms alex 1', 'reminder email alex 1']);
    await story.wait(5);
    story.expectMessages(['reminder sms alex 1', 'reminder email alex 1', 'overdue email sam 2']);
    expect(await text()).toMatch(
      /An update was due at 02:27 UTC ?and has not been posted\. The incident is still open, and our team has been reminded\. The last update is below\./,
    );

    const refused = await story.command(id, 'resolve', { reason: 'pool resized' });
    expect(refused.status).toBe(409);
    await story.command(id, 'resolve', { reason: 'pool resized', public: 'Paying by card works again.' });
    expect(await text()).toMatch(
      /Resolved at 02:27 UTC ?\. Paying by card works again\. The problem lasted 25 minutes \( ?02:02 to 02:27 UTC ?\)\. We do not yet know the cause\./,
    );
    expect((await story.summary()).incidents).toEqual([]);
    expect((await story.summary()).status.indicator).toBe('none');
    expect(story.everythingPublic()).not.toMatch(/db-7|hikari|pool resized|alex/i);
  });

  test('our measurements returned to normal: one line, and no public word changes', async () => {
    await story.alarm('checkout-5xx');
    await story.wait(6);
    await story.alarm('checkout-5xx', 'OK');
    await story.wait(5);
    expect(await text()).toMatch(
      /Our measurements returned to normal at 02:08 UTC ?\. A person has not confirmed this yet\./,
    );
    expect((await story.summary()).incidents[0]!.status).toBe('investigating');
  });

  test('retracted: posted in error, and said so', async () => {
    await story.alarm('checkout-5xx');
    await story.wait(5);
    const { id } = await story.incident();
    await story.command(id, 'retract', { reason: 'the probe was broken' });
    expect(await text()).toMatch(
      /Posted in error at 02:07 UTC ?\. Checkout was working normally\. We are sorry for the false alarm\./,
    );
    expect((await story.summary()).components.find(({ name }) => name === 'Checkout')!.status).toBe('operational');
  });

  test('I7: the page is renewed every 5 minutes although nothing changes', async () => {
    const renewed = async () => /Renewed at (<time[^>]*>)?([0-9:]+)/.exec((await story.page()).body)![2];
    expect(await renewed()).toBe('02:02');
    for (const minute of ['02:12', '02:19', '02:31']) {
      await story.wait((Date.parse(`2026-11-21T${minute}:00.000Z`) - story.now) / 60_000);
      const age = story.now - Date.parse(`2026-11-21T${await renewed()}:00.000Z`);
      expect(age).toBeLessThanOrEqual(5 * 60_000);
    }
  });

  test('a missing page is a real 404; headers forbid what no page needs, tell the age, and let other sites read JSON', async () => {
    const missing = await story.page('/nothing-here');
    expect(missing.status).toBe(404);
    expect((await story.page('/robots.txt')).body).toMatch(/^User-agent: \*\nAllow: \/\n/m);
    const front = await story.page('/');
    expect(front.headers['strict-transport-security']).toContain('max-age=');
    expect(front.headers['x-content-type-options']).toBe('nosniff');
    expect(front.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(front.body).not.toContain('unsafe-');
    const asked = { headers: { origin: 'https://other.example' } };
    const page = `http://127.0.0.1:${story.stack.ports.page}`;
    const [status, html] = await Promise.all([fetch(`${page}/api/v2/status.json`, asked), fetch(`${page}/`, asked)]);
    expect(status.headers.get('access-control-allow-origin')).toBe('*');
    expect(html.headers.get('access-control-allow-origin')).toBeNull();
    const { tocsin } = (await status.json()) as { tocsin: { generatedAt: string; nextRefreshBy: string } };
    for (const { headers } of [status, html])
      expect([headers.get('x-amz-meta-generated-at'), headers.get('x-amz-meta-next-refresh-by')]).toEqual([
        tocsin.generatedAt,
        tocsin.nextRefreshBy,
      ]);
  });
});
