import type { Incident } from '../../domain/incident';
import { acknowledgePage } from '../../lambdas/responder-api/acknowledge-page';
import { nameOf, World } from '../support/domain-world';

const page = (incident: Incident, now: string, timeZone = 'UTC') =>
  acknowledgePage({
    incident,
    reader: { id: 'alex', name: 'Alex', timeZone },
    entries: [],
    changes: [],
    action: '/a/token',
    now,
    nameOf,
  });

test('once the OK has counted, the page promises no further page', () => {
  const world = new World();
  const incident = world.open({ severity: 1 });
  expect(page(incident.incident, world.now)).toContain('Sam is paged at 01:07.');
  incident.alarmSays('ok');
  world.skip(5);
  const quiet = page(incident.incident, world.now);
  expect(quiet).toContain('All is OK again: nobody further is paged.');
  expect(quiet).not.toContain('is paged at');
});

test('what is not today says on which day, in the zone of the reader', () => {
  const world = new World();
  const { incident } = world.open({ severity: 3 });
  const shown = page(incident, world.now, 'Europe/Berlin');
  expect(shown).toContain('SEV-3 · NOT ACKNOWLEDGED · since 03:02 CEST');
  expect(shown).toMatch(/is paged at Mon \d\d:\d\d\./);
  expect(page(incident, '2027-07-05T06:00:00.000Z', 'Europe/Berlin')).toContain('since Sat 03:02 CEST');
});
