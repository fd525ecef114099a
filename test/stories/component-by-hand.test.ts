import { Story } from '../support/story';

describe('a component that a person sets by hand', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(async () => await story.end());

  const set = (body: Readonly<Record<string, unknown>>, id = 'api') => story.api('POST', `/components/${id}`, body);
  const apiRow = async () => (await story.summary()).components.find(({ name }) => name === 'API')!;

  test('appears with its words, ends by itself, and counts for the uptime; the reason stays inside', async () => {
    const words = 'Exports take about an hour longer.';
    const slow = { state: 'degraded_performance', public: words, reason: 'queue q-7 is stuck', lasts: 60 * 60_000 };
    expect((await set(slow)).status).toBe(200);
    expect((await apiRow()).status).toBe('degraded_performance');
    expect((await story.page()).body).toContain(words);
    expect((await story.page()).body).toContain('There is a problem with API.');

    await story.wait(66);
    expect((await apiRow()).status).toBe('operational');
    expect((await story.page('/components/api.html')).body).not.toContain(words);
    const uptime = JSON.parse((await story.page('/uptime/api.json')).body) as { intervals: unknown };
    expect(uptime.intervals).toEqual([
      { from: '2026-11-21T02:02:00.000Z', to: '2026-11-21T03:02:00.000Z', state: 'degraded_performance' },
    ]);
    expect(story.everythingPublic()).not.toMatch(/q-7|alex/);
  });

  test('can be changed and set free; what is asked wrongly is answered in one sentence', async () => {
    const refusedFor = async (body: Readonly<Record<string, unknown>>, id?: string) => {
      const answer = await set(body, id);
      return [answer.status, (JSON.parse(answer.body) as { refused: string }).refused];
    };
    const free = { state: 'operational', reason: 'over' };
    expect(await refusedFor({ state: 'major_outage', reason: 'x' })).toEqual([
      409,
      expect.stringContaining('--public'),
    ]);
    expect(await refusedFor({ ...free, public: 'See i-0abc12345def67890' })).toEqual([
      400,
      expect.stringContaining('the name of a server'),
    ]);
    expect(await refusedFor(free, 'nope')).toEqual([404, expect.stringContaining('checkout')]);
    expect(
      await refusedFor({ state: 'major_outage', public: 'Gone.', until: '2020-01-01T00:00:00Z', reason: 'x' }),
    ).toEqual([409, expect.stringContaining('has passed')]);

    await set({ state: 'major_outage', public: 'The API does not answer.', reason: 'x' });
    await story.wait(1);
    await set({ state: 'partial_outage', public: 'A part of the API answers.', reason: 'x' });
    expect((await apiRow()).status).toBe('partial_outage');
    await story.wait(1);
    await set(free);
    expect((await apiRow()).status).toBe('operational');
    expect((JSON.parse((await set(free)).body) as { already: string }).already).toContain('Nothing is set for api');
  });
});
