import { arrive } from '../../domain/alert-arrival';
import { serversAreWatched } from '../../domain/customers-fail';
import { open } from '../../domain/opening';
import { classified, nextWord } from '../support/domain-alerts';
import { World } from '../support/domain-world';

const probe = { name: 'checkout-canary', detectionSource: 'synthetic' } as const;

function opened(
  patch: Parameters<typeof nextWord>[2],
  serversWatched = true,
  about: { readonly service?: string } = { service: 'checkout' },
) {
  const world = new World();
  const classification = classified(3, { ...about, because: 'rule checkout-canary' });
  const facts = { id: 'K7MQ', alertKey: 'probe', classification, levels: [['alex']], serversWatched };
  world.apply(open(nextWord('firing', world.now, patch), facts, world.moment));
  return { world, incident: () => world.incidents.get('K7MQ')! };
}

test('a probe fails and no alarm of the servers does: it is said, at least SEV-2, and pages', () => {
  const { world, incident } = opened(probe);
  expect(incident()).toMatchObject({
    customersFailServersOk: true,
    severity: 2,
    severityBecause: 'rule checkout-canary, and customers fail, servers say OK',
  });
  expect(world.entries.map(({ text }) => text)).toContain('Customers fail, servers say OK.');
  expect(world.messages.filter(({ kind }) => kind === 'page')).toHaveLength(1);
});

test('without a service, without alarms of servers, or raised by those alarms, it says nothing', () => {
  for (const { incident } of [opened(probe, false), opened({}), opened(probe, true, { service: undefined })])
    expect(incident()).toMatchObject({ severity: 3, customersFailServersOk: undefined });
  const { classificationRules, services } = {
    classificationRules: [
      { name: 'probe', when: { detectionSource: 'synthetic' as const }, severity: 2 as const, service: 'shop' },
      { name: 'errors', when: { name: '5xx' }, severity: 2 as const, service: 'checkout' },
    ],
    services: [{ id: 'bank', name: 'Bank', owner: 'x', alarms: ['bank-*'] }],
  };
  const watched = (service?: string) => serversAreWatched(service, { classificationRules, services });
  expect([watched(), watched('shop'), watched('checkout'), watched('bank')]).toEqual([false, false, true, true]);
});

test('an alarm of the servers that joins takes the words back, never the severity; a probe that joins a mild one raises it', () => {
  const { world, incident } = opened(probe);
  const facts = { classification: classified(3), serversWatched: true };
  world.apply(arrive(nextWord('firing', world.now), 'servers', incident(), world.moment, facts)!);
  expect(incident()).toMatchObject({ customersFailServersOk: false, severity: 2 });

  const mild = opened({ detectionSource: 'internal' });
  expect(mild.incident().severity).toBe(3);
  mild.world.apply(arrive(nextWord('firing', mild.world.now, probe), 'p', mild.incident(), mild.world.moment, facts)!);
  expect(mild.incident()).toMatchObject({
    customersFailServersOk: true,
    severity: 2,
    severityBecause: 'customers fail, servers say OK',
  });
});
