import { readEventsApi } from '../../../../domain/alert-sources/webhooks/pagerduty';
import { bodyOf, type Body } from '../../../support/webhook-bodies';

describe('an event of the Events API v2', () => {
  const event = bodyOf('pagerduty-trigger');
  const readEvent = (more: Body = {}) => readEventsApi({ ...event, ...more }, () => 'made-here');

  test('M18: a trigger is a firing alert; what its details say in a word, rules can match', () => {
    expect(readEvent()).toEqual({
      action: 'trigger',
      alert: {
        schemaVersion: 1,
        dedupKey: 'orders/lag',
        status: 'firing',
        title: 'Replication of orders lags by 340 s',
        description:
          'source: db-orders-2, component: postgres, group: orders, class: replication\nSent by Lag watcher.',
        severity: 'SEV-2',
        service: 'checkout',
        detectedAt: '2026-11-21T02:00:58.315Z',
        links: ['https://graphs.example.com/orders', 'https://lag.example.com/orders'],
        tags: {
          source: 'db-orders-2',
          component: 'postgres',
          group: 'orders',
          class: 'replication',
          client: 'Lag watcher',
          lag: '340',
          primary: 'db-orders-1',
          service: 'checkout',
        },
      },
    });
  });

  test.each([
    ['critical', 'SEV-1'],
    ['error', 'SEV-2'],
    ['warning', 'SEV-3'],
    ['info', 'SEV-4'],
  ])('its severity %s claims %s', (severity, claimed) => {
    expect(readEvent({ payload: { ...(event['payload'] as Body), severity } })).toMatchObject({
      alert: { severity: claimed },
    });
  });

  test('a trigger may leave its key out, the others may not', () => {
    expect(readEvent({ dedup_key: undefined })).toMatchObject({ alert: { dedupKey: 'made-here' } });
    for (const event_action of ['resolve', 'acknowledge'])
      expect(readEventsApi({ event_action }, () => 'made-here')).toEqual({
        errors: ["'dedup_key' is missing or blank"],
        closes: true,
      });
  });

  test('resolve and acknowledge need no payload', () => {
    expect(readEventsApi({ event_action: 'resolve', dedup_key: 'k' }, () => '')).toMatchObject({
      action: 'resolve',
      alert: { dedupKey: 'k', status: 'resolved', title: 'k' },
    });
    expect(readEventsApi({ event_action: 'acknowledge', dedup_key: 'k' }, () => '')).toEqual({
      action: 'acknowledge',
      dedupKey: 'k',
    });
  });

  test('the key may have 255 characters', () => {
    expect(readEvent({ dedup_key: 'k'.repeat(255) })).toHaveProperty('alert');
    expect(readEvent({ dedup_key: 'k'.repeat(256) })).toEqual({
      errors: ["'dedup_key' must be at most 255 characters"],
      closes: false,
    });
  });

  test('everything that is wrong is named at once', () => {
    expect(readEventsApi({ event_action: 'trigger', dedup_key: 7, payload: [] }, () => '')).toEqual({
      errors: [
        "'dedup_key' must be a text",
        "'payload.summary' is missing or blank",
        "'payload.source' is missing or blank",
        "'payload.severity' must be one of: critical, error, warning, info",
      ],
      closes: false,
    });
    expect(readEventsApi({ event_action: 'shout' }, () => '')).toMatchObject({ closes: false });
  });
});
