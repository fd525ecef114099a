import { Story } from '../support/story';

interface Listed {
  readonly scheduled_maintenances: readonly { readonly name: string; readonly status: string }[];
}

interface Uptime {
  readonly intervals: readonly object[];
  readonly strict: number;
}

describe('a maintenance, as customers see it', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(async () => {
    story.messages();
    await story.end();
  });

  const at = (minutes: number) => new Date(story.now + minutes * 60_000).toISOString();
  const json = async <T>(path: string) => JSON.parse((await story.page(path)).body) as T;
  const listed = async (which: string) =>
    (await json<Listed>(`/api/v2/scheduled-maintenances/${which}.json`)).scheduled_maintenances.map(
      ({ name, status }) => `${name}: ${status}`,
    );
  const text = async (path = '/') =>
    (await story.page(path)).body
      .replace(/<style>.*?<\/style>|<script>.*?<\/script>|<[^>]+>/gs, '')
      .replace(/\s+/g, ' ');
  const checkout = async () => (await story.summary()).components.find(({ name }) => name === 'Checkout')!.status;

  test('M68: planned, under way, late, checked and completed: page, calendar, API and uptime tell the same', async () => {
    const title = 'A new database for Checkout';
    const impact = 'Paying by card will be unavailable for up to 10 minutes.';
    const plan = { title, impact, services: ['checkout'], from: at(60), until: at(120) };
    const answer = await story.api('POST', '/maintenances', plan);
    const { maintenance } = JSON.parse(answer.body) as { maintenance: { id: string } };
    expect(await text()).toContain(`Planned maintenance of Checkout, Sat 21 November, 03:02 to 04:02 UTC. ${impact}`);
    expect((await story.page('/maintenance.ics')).body).toMatch(
      /DTSTART:20261121T030200Z\r\nDTEND:20261121T040200Z\r\nSUMMARY:A new database for Checkout/,
    );
    expect(await listed('upcoming')).toEqual([`${title}: scheduled`]);
    expect(await listed('active')).toEqual([]);
    expect(await checkout()).toBe('operational');

    // The auditor, who looks once a minute, begins it at 03:03.
    await story.wait(62);
    expect(await text()).toContain('Maintenance is in progress until 04:02 UTC.');
    expect(await listed('upcoming')).toEqual([]);
    expect(await listed('active')).toEqual([`${title}: in_progress`]);
    expect(await checkout()).toBe('under_maintenance');

    await story.alarm('checkout-5xx');
    await story.wait(60);
    expect(await text()).toMatch(
      /This maintenance was planned to end at 04:02 UTC and is taking longer. Next update by 04:3\d UTC\./,
    );
    expect((await story.summary()).incidents).toEqual([]);

    await story.alarm('checkout-5xx', 'OK');
    await story.api('POST', `/maintenances/${maintenance.id}/complete`, {});
    const done = await text(`/maintenance/${maintenance.id}.html`);
    expect(done).toMatch(/Maintenance completed at 04:04 UTC\./);
    expect(done).toContain('Maintenance is in progress until 04:02 UTC.');
    expect(await listed('active')).toEqual([]);
    expect(await checkout()).toBe('operational');
    const { intervals, strict } = await json<Uptime>('/uptime/checkout.json');
    expect([intervals, strict]).toEqual([
      [{ from: '2026-11-21T03:03:00.000Z', to: '2026-11-21T04:04:00.000Z', state: 'under_maintenance' }],
      1,
    ]);
  });

  test('its end without an alarm is checked by a person before it is over', async () => {
    await story.api('POST', '/maintenances', { title: 'Upgrade', services: ['api'], from: at(1), until: at(10) });
    await story.wait(12);
    expect(await text()).toContain('The work is done. We are checking it.');
    expect(await listed('active')).toEqual(['Upgrade: verifying']);
  });
});
