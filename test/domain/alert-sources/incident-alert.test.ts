import { isAlert, type Alert } from '../../../domain/alert';
import { readAlert } from '../../../domain/alert-sources/read-alert';
import { night } from '../../support/domain-alerts';
import { incidentAlert } from '../../support/domain-events';

const read = (detail: object) => {
  const alert = readAlert({ ...incidentAlert, detail: { ...incidentAlert.detail, ...detail } }, 'message-1', night);
  if (!isAlert(alert)) throw new Error(JSON.stringify(alert));
  return alert;
};

test('M18 M19: a custom alert in full', () => {
  expect(read({})).toEqual<Alert>({
    id: 'a-1',
    source: 'shop.support',
    dedupKey: 'shop.support refunds',
    signal: 'firing',
    name: 'Refunds do not arrive',
    description: 'Twelve customers wrote.',
    changedAt: '2027-03-03T09:58:00.000Z',
    sentAt: '2027-03-03T10:00:00.000Z',
    startedAt: '2027-03-03T09:30:00.000Z',
    dimensions: {},
    tags: { team: 'payments' },
    account: '123456789012',
    region: 'eu-central-1',
    detectionSource: 'customer',
    triggerClass: 'already-failing',
    link: 'https://graphs.example.com/refunds',
    claims: {
      severity: 2,
      because: 'shop.support says SEV-2',
      service: 'checkout',
      incidentType: 'availability',
      runbook: 'https://wiki.example.com/refunds',
    },
  });
});

test('"resolved" is an OK, and keys of two sources are two keys', () => {
  expect(read({ status: 'resolved' }).signal).toBe('ok');
  const other = readAlert({ ...incidentAlert, source: 'shop.payments' }, 'm', night) as Alert;
  expect(other.dedupKey).not.toBe(read({}).dedupKey);
});

test('the version may come as a text; M28: an early warning is one', () => {
  expect(read({ schemaVersion: '1' }).malformed).toBeUndefined();
  expect(read({ triggerClass: 'front' }).triggerClass).toBe('early-warning');
});

test('an unknown detection source is monitoring, and only https links are taken over', () => {
  expect(read({ detectionSource: 'constructor', triggerClass: 'toString' })).toMatchObject({
    detectionSource: 'monitoring',
    triggerClass: undefined,
  });
  expect(read({ runbook: 'http://wiki', links: ['https://a b', 'https://x"onclick'] })).toMatchObject({
    link: undefined,
    claims: { runbook: undefined },
  });
});

test.each([
  [{ schemaVersion: 2 }, 'detail.schemaVersion is not 1'],
  [{ dedupKey: ' ' }, 'detail.dedupKey is missing or not a text'],
  [{ title: 7 }, 'detail.title is missing or not a text'],
  [{ status: 'ALARM' }, 'detail.status is not "firing" or "resolved"'],
])('with %j it is malformed, and fires', (detail, malformed) => {
  expect(read(detail)).toMatchObject({
    malformed,
    signal: 'firing',
    name: 'unreadable Incident Alert from shop.support',
  });
});
