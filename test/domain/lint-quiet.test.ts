import { configuration } from '../../config';
import { lintMaintenanceWindows } from '../../domain/lint-quiet';
import type { MaintenanceWindow } from '../../domain/maintenance-window';

const window: MaintenanceWindow = {
  id: 'checkout-database',
  title: 'A newer database',
  impact: 'Paying by card will be unavailable for up to 10 minutes.',
  services: ['checkout'],
  zone: 'Europe/Berlin',
  every: 'week',
  on: 'sunday',
  at: '02:30',
  lasts: '2h',
};

const found = (own: MaintenanceWindow) => lintMaintenanceWindows({ ...configuration, maintenanceWindows: [own] });

test('M68: words for customers in a recurring window hold nothing internal', () => {
  expect(found(window)).toEqual([]);
  expect(
    found({ ...window, title: 'Restart of db-1.internal', impact: 'Ask ops@example.com.' }).map(
      ({ place, problem }) => `${place}: ${problem}`,
    ),
  ).toEqual([
    'maintenanceWindows[0] (checkout-database).title: customers would read the name of a server, db-1.internal',
    'maintenanceWindows[0] (checkout-database).impact: customers would read an e-mail address, ops@example.com',
  ]);
});
