import { Story } from '../support/story';

/** Quiet that people arrange: it holds, it ends, and what still fires then pages then. */
describe('quiet', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(async () => {
    story.messages();
    await story.end();
  });

  const pages = () =>
    story
      .messages()
      .filter(({ kind, channel }) => kind === 'page' && channel === 'sms')
      .map(({ responder }) => responder);
  const body = <T>(answer: { readonly body: string }) => JSON.parse(answer.body) as T;
  const suppressed = async () =>
    body<{ suppressed: { name: string; ended?: string }[] }>(await story.api('GET', '/suppressed')).suppressed;
  const silence = (said: object) => story.api('POST', '/silences', said);
  const maintenances = async () =>
    body<{ maintenances: { id: string; state: string }[] }>(await story.api('GET', '/maintenances?all=1')).maintenances;
  const at = (minutes: number) => new Date(story.now + minutes * 60_000).toISOString();

  test('I1 I5: a silence that ends pages for what still fires within 90 seconds, and not for what is OK', async () => {
    expect((await silence({ what: 'checkout', lasts: 600_000, reason: 'deploy' })).status).toBe(200);
    await story.alarm('checkout-5xx');
    await story.alarm('checkout-latency');
    await story.alarm('sign-in-errors');
    expect((await story.incidents()).map(({ title }) => title)).toEqual(['sign-in-errors']);
    await story.alarm('checkout-latency', 'OK');
    expect(await suppressed()).toMatchObject([
      { name: 'checkout-5xx' },
      { name: 'checkout-latency', ended: 'it was OK' },
    ]);
    await story.wait(9);
    expect(await story.incidents()).toHaveLength(1);
    await story.wait(2.5);
    expect((await story.incidents()).map(({ title }) => title)).toEqual(['checkout-5xx', 'sign-in-errors']);
    expect(pages()).toContain('alex');
  });

  test('a silence ended early lets go of what it kept within two minutes, and stays listed with who ended it', async () => {
    const made = body<{ silence: { id: string } }>(
      await silence({ what: 'check*', lasts: 86_400_000, reason: 'deploy' }),
    );
    await story.alarm('checkout-5xx');
    expect(await story.incidents()).toEqual([]);
    await story.wait(3);
    expect((await story.api('POST', `/silences/${made.silence.id}/end`, {}, 'sam')).status).toBe(200);
    await story.wait(2);
    expect(await story.incident()).toMatchObject({ title: 'checkout-5xx' });
    expect(await suppressed()).toMatchObject([{ ended: 'it was taken in again' }]);
    const listed = body<{ silences: unknown[] }>(await story.api('GET', '/silences?all=1')).silences;
    expect(listed).toMatchObject([{ reason: 'deploy', by: { id: 'alex' }, endedBy: { id: 'sam' }, lasts: false }]);
  });

  test('a maintenance moves by its times, keeps its services quiet, and what fires at its end pages then', async () => {
    const said = { title: 'Database upgrade', services: ['checkout'], from: at(5), until: at(65) };
    expect((await story.api('POST', '/maintenances', said)).status).toBe(200);
    const stateAfter = async (minutes: number) => {
      await story.wait(minutes);
      return (await maintenances())[0]!.state;
    };
    expect(await stateAfter(4)).toBe('scheduled');
    expect(await stateAfter(3)).toBe('in_progress');
    await story.alarm('checkout-5xx');
    expect(await story.incidents()).toEqual([]);
    const { id } = (await maintenances())[0]!;
    const refused = await story.api('POST', `/maintenances/${id}/complete`, {});
    expect(refused).toMatchObject({
      status: 409,
      body: expect.stringContaining('Still firing: checkout-5xx') as string,
    });
    expect(await stateAfter(57)).toBe('in_progress');
    expect(await story.incidents()).toEqual([]);
    expect(await stateAfter(3)).toBe('in_progress');
    expect(await story.incident()).toMatchObject({ title: 'checkout-5xx' });
    expect(pages()).toContain('alex');
    expect(await story.api('POST', `/maintenances/${id}/complete`, {})).toMatchObject({ status: 409 });
  });

  test('M68: at its end a quiet maintenance is checked, completes by itself only if it may, and its words hold nothing internal', async () => {
    const said = { title: 'Upgrade', from: at(1), until: at(10) };
    const leak = { ...said, title: 'Upgrade of 10.0.0.12', services: ['checkout'] };
    expect((await story.api('POST', '/maintenances', leak)).status).toBe(400);
    await story.api('POST', '/maintenances', { ...said, services: ['checkout'] });
    await story.api('POST', '/maintenances', { ...said, services: ['api'], autoComplete: true });
    await story.wait(12);
    expect((await maintenances()).map(({ state }) => state)).toEqual(['verifying', 'verifying']);
    await story.wait(8);
    expect((await maintenances()).map(({ state }) => state).sort()).toEqual(['completed', 'verifying']);
    const open = (await maintenances()).find(({ state }) => state === 'verifying')!;
    expect((await story.api('POST', `/maintenances/${open.id}/complete`, {})).status).toBe(200);
    await story.alarm('checkout-5xx');
    expect(await story.incident()).toMatchObject({ title: 'checkout-5xx' });
  });
});
