import { situationOf } from '../../../lambdas/adapters/situation-table';
import { serviceKey } from '../../../lambdas/adapters/incident-items';

test('the situation names the incident of each service, without what only the table needs', () => {
  const row = { incidentId: 'K7MQ', openedAt: '2027-07-03T01:00:00.000Z', joinedAt: '2027-07-03T01:02:00.000Z' };
  const items = [
    { ...serviceKey('checkout'), ...row, ttl: 1_814_576_400 },
    { pk: 'SITUATION', sk: 'ANOTHER#kind', incidentId: 'X' },
  ];
  expect(situationOf(items)).toEqual({
    services: new Map([['checkout', row]]),
    silences: [],
    maintenances: [],
    overrides: [],
  });
  expect(situationOf([])).toEqual({ services: new Map(), silences: [], maintenances: [], overrides: [] });
});
