import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configuration } from '../../../../config';
import { readEventsApi } from '../../../../domain/alert-sources/webhooks/pagerduty';
import { readWebhook } from '../../../../domain/alert-sources/webhooks/read-webhook';

type Body = Record<string, unknown>;

const fixture = (name: string) =>
  JSON.parse(readFileSync(join(__dirname, `../../../fixtures/webhooks/${name}.json`), 'utf8')) as Body;
const read = (id: string, body: unknown) =>
  readWebhook(
    body,
    configuration.webhooks!.find((source) => source.id === id)!,
  );

describe('a webhook of Alertmanager', () => {
  test('M18: one alert per fingerprint, each with a state of its own, whatever the group says', () => {
    const { alerts, unreadable } = read('alertmanager', fixture('alertmanager'));
    expect(unreadable).toBeUndefined();
    expect(alerts).toEqual([
      {
        schemaVersion: 1,
        dedupKey: '6f1c2d3e4b5a6978',
        status: 'firing',
        title: 'QueueStuck',
        description:
          'Orders wait for 12 minutes\nNothing has left the queue since 02:10.\nAlertmanager left 2 more alerts of this group out (max_alerts).',
        severity: 'SEV-1',
        service: 'checkout',
        detectedAt: '2026-11-21T02:10:04.271Z',
        startedAt: '2026-11-21T02:10:04.271Z',
        runbook: 'https://wiki.example.com/runbooks/queue',
        links: ['https://prometheus.example.com/graph?g0.expr=queue_age', 'https://alerts.example.com'],
        tags: {
          alertname: 'QueueStuck',
          severity: 'critical',
          service: 'checkout',
          queue: 'orders',
          'tocsin:severity': 'SEV-2',
        },
      },
      expect.objectContaining({
        dedupKey: '0a1b2c3d4e5f6071',
        status: 'resolved',
        detectedAt: '2026-11-21T02:12:30.500Z',
      }),
    ]);
  });

  test('one that cannot be read hurts no other, and is told of', () => {
    const { alerts } = fixture('alertmanager');
    const { alerts: readable, unreadable } = read('alertmanager', {
      alerts: [...(alerts as []), { status: 'maybe' }, 7],
    });
    expect(readable).toHaveLength(2);
    expect(unreadable).toBe('2 of 4 alerts: status is not "firing" or "resolved"');
  });

  test('all alerts of a body are read, however many there are', () => {
    const [alert] = fixture('alertmanager')['alerts'] as object[];
    const many = Array.from({ length: 1_500 }, (_, index) => ({ ...alert, fingerprint: `print-${index}` }));
    expect(read('alertmanager', { alerts: many }).alerts).toHaveLength(1_500);
  });

  test('without a fingerprint its labels are its key, in any order', () => {
    const keyOf = (labels: object) =>
      read('alertmanager', { alerts: [{ status: 'firing', labels }] }).alerts[0]!.dedupKey;
    expect(keyOf({ alertname: 'A', b: '1' })).toBe(keyOf({ b: '1', alertname: 'A' }));
    expect(keyOf({ alertname: 'A', b: '1' })).not.toBe(keyOf({ alertname: 'A', b: '2' }));
  });

  test('no alerts at all are no alert; a missing list cannot be read', () => {
    expect(read('alertmanager', { alerts: [] })).toEqual({ alerts: [] });
    expect(read('alertmanager', []).unreadable).toBe('alerts is missing or not a list');
  });
});

test('M18: a webhook of Grafana tells the values and leads to the panel', () => {
  expect(read('grafana', fixture('grafana')).alerts).toEqual([
    expect.objectContaining({
      dedupKey: 'c0ffee0123456789',
      status: 'firing',
      title: 'Sign-in slow',
      severity: 'SEV-3',
      startedAt: '2026-11-21T02:02:03.157Z',
      description: 'Sign-in is slow in eu\nHalf of all sign-ins take more than 4 s\nB = 4.273, C = 1',
      links: [
        'https://grafana.example.com/d/shop?viewPanel=4',
        'https://grafana.example.com/d/shop',
        'https://grafana.example.com/alerting/grafana/ab12/view',
      ],
    }),
  ]);
});

describe('a webhook of Datadog', () => {
  test('M18: with the payload of the documents it has a key, a severity and tags', () => {
    expect(read('datadog', fixture('datadog')).alerts).toEqual([
      {
        schemaVersion: 1,
        dedupKey: '9f86d081884c7d659a2feaa0c55ad015',
        status: 'firing',
        title: 'Host web-3 answers slowly',
        description: 'avg:http.latency was > 2 over the last 5 minutes\nThe 95th percentile is above 2 s.',
        severity: 'SEV-2',
        service: 'checkout',
        detectedAt: '2026-11-21T02:02:03.000Z',
        links: ['https://app.datadoghq.eu/event/event?id=7300112233445566778'],
        tags: {
          monitor: 'true',
          service: 'checkout',
          env: 'prod',
          url: 'https://shop.example.com',
          metric: 'http.latency',
          host: 'web-3',
        },
      },
    ]);
  });

  test.each([
    ['Recovered', 'resolved'],
    ['Triggered', 'firing'],
    ['Re-Triggered', 'firing'],
    ['No Data', 'firing'],
    ['Warn', 'firing'],
    ['Renotify', 'firing'],
    ['$ALERT_TRANSITION', 'firing'],
  ])('the transition %s means %s', (alert_transition, status) => {
    expect(read('datadog', { ...fixture('datadog'), alert_transition }).alerts[0]).toMatchObject({ status });
  });

  test('with its own payload the title tells the state, and is the key without its brackets', () => {
    const [recovered] = read('datadog', fixture('datadog-default')).alerts;
    const triggered = { ...fixture('datadog-default'), title: '[Triggered on {host:web-3}] Host web-3 answers slowly' };
    const [fired] = read('datadog', triggered).alerts;
    expect([fired!.status, recovered!.status]).toEqual(['firing', 'resolved']);
    expect(fired!.dedupKey).toBe('Host web-3 answers slowly');
    expect(recovered!.dedupKey).toBe(fired!.dedupKey);
  });

  test('a variable that was not filled in is not there', () => {
    const [alert] = read('datadog', { ...fixture('datadog'), aggreg_key: '$AGGREG_KEY', link: 'null' }).alerts;
    expect(alert).toMatchObject({ dedupKey: '4711 host:web-3' });
    expect(alert).not.toHaveProperty('links');
  });
});

describe('an event of the Events API v2', () => {
  const event = fixture('pagerduty-trigger');
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

describe('the generic form', () => {
  test('is read by the mapping; a status that does not resolve fires', () => {
    expect(read('generic', fixture('generic')).alerts).toEqual([
      {
        schemaVersion: 1,
        dedupKey: 'probe/checkout',
        status: 'firing',
        title: 'The probe cannot pay',
        severity: 'SEV-1',
        service: 'checkout',
        description: 'Three tries, three refusals.',
        startedAt: '2026-11-21T01:59:00.000Z',
        links: ['https://probe.example.com/runs/17'],
        tags: { probe: 'eu-1' },
      },
    ]);
    expect(read('generic', { ...fixture('generic'), status: 'UP' }).alerts[0]).toMatchObject({ status: 'resolved' });
    expect(read('generic', { id: 9, name: 'n' }).alerts[0]).toMatchObject({ dedupKey: '9', status: 'firing' });
  });

  test('its paths lead into lists and objects, and never into what is inherited', () => {
    const mapping = {
      alerts: 'data.checks',
      dedupKey: 'meta.ids.1',
      title: ['nothing.here', 'constructor.name', 'meta.name'],
      status: 'state',
      resolvedWhen: ['fine'],
      severity: 'level',
      severities: { Huge: 1 },
    } as const;
    const check = { meta: { ids: ['a', 'b'], name: 'Check b' }, state: 'fine', level: 'huge' };
    const source = { id: 'probe', format: 'generic', mapping } as const;
    expect(readWebhook({ data: { checks: [check, {}] } }, source)).toEqual({
      alerts: [expect.objectContaining({ dedupKey: 'b', title: 'Check b', status: 'resolved', severity: 'SEV-1' })],
      unreadable: 'there is no text at meta.ids.1, which is its key',
    });
    expect(readWebhook({}, source)).toEqual({ alerts: [], unreadable: 'there is no list at data.checks' });
  });

  test('a list of alerts will do where no path to one is named', () => {
    expect(read('generic', [fixture('generic'), fixture('generic')]).alerts).toHaveLength(2);
  });
});
