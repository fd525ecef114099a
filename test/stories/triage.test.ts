import { Story } from '../support/story';

const form = (what: string) =>
  new URLSearchParams({ what, component: 'checkout', since: 'this morning', contact: 'robin@example.com' }).toString();

test('M19 M32 M35: a report pages nobody, is mailed to the triage owner, and becomes an incident that a customer noticed', async () => {
  const story = await Story.begin();
  const api = story.stack.outputs['ResponderApiUrl']!;
  const post = async (body: string) =>
    fetch(`${api}/report`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }).then(async (answer) => {
      await story.clock.quiet();
      return { status: answer.status, body: await answer.text() };
    });
  const page = await story.get(`${api}/report`);
  expect(page.status).toBe(200);
  expect(page.body.length).toBeLessThan(10_000);
  expect(page.body).not.toContain('<script');
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");

  for (const what of ['Cards are refused', 'Cards are refused', 'I cannot pay', 'Paying hangs'])
    expect(await post(form(what))).toMatchObject({ status: 200, body: expect.stringContaining('Thank you') as string });
  await post(`${form('Buy my pills')}&website=https%3A%2F%2Fspam.example`);
  expect((await post('')).status).toBe(400);
  expect(await story.incidents()).toEqual([]);

  await story.wait(3);
  const mails = story.messages();
  expect(mails.map(({ channel, responder }) => `${channel} ${responder}`)).toEqual(['email alex']);
  expect(mails[0]!.subject).toBe('3 reports wait for you');
  expect(mails[0]!.body).toMatch(/^3 reports about Checkout within 15 minutes: is it an incident\?\n/);
  expect(mails[0]!.body).not.toContain('robin@example.com');
  await story.wait(20);
  story.expectMessages([]);
  await story.wait(15);
  story.expectMessages(['notice email alex 1']);

  const waiting = async () =>
    (JSON.parse((await story.api('GET', '/triage')).body) as { items: { id: string; contact?: string }[] }).items;
  const [first, second, third] = await waiting();
  expect(first!.contact).toBe('robin@example.com');
  expect((await story.api('POST', `/triage/${first!.id}/open`, { severity: 'SEV-2' })).status).toBe(200);
  const incident = await story.incident();
  expect(incident).toMatchObject({ severity: 'SEV-2', service: 'checkout' });
  expect((await story.api('POST', `/triage/${second!.id}/attach`, { incident: incident.id })).status).toBe(200);
  expect((await story.timeline(incident.id)).map(({ type }) => type)).toContain('ReportAttached');
  expect((await story.api('POST', `/triage/${third!.id}/dismiss`, { reason: 'The same.' })).status).toBe(200);
  expect((await story.api('POST', `/triage/${third!.id}/dismiss`, { reason: 'Again.' })).status).toBe(404);
  expect(await waiting()).toEqual([]);
  expect(story.everythingPublic()).not.toContain('robin@example.com');
  story.messages();
  await story.end();
}, 30_000);
