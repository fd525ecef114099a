import { bodyOf, readAs } from '../../../support/webhook-bodies';

describe('a webhook of Alertmanager', () => {
  test('M18: one alert per fingerprint, each with a state of its own, whatever the group says', () => {
    const { alerts, unreadable } = readAs('alertmanager', bodyOf('alertmanager'));
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
    const { alerts } = bodyOf('alertmanager');
    const { alerts: readable, unreadable } = readAs('alertmanager', {
      alerts: [...(alerts as []), { status: 'maybe' }, 7],
    });
    expect(readable).toHaveLength(2);
    expect(unreadable).toBe('2 of 4 alerts: status is not "firing" or "resolved"');
  });

  test('all alerts of a body are read, however many there are', () => {
    const [alert] = bodyOf('alertmanager')['alerts'] as object[];
    const many = Array.from({ length: 1_500 }, (_, index) => ({ ...alert, fingerprint: `print-${index}` }));
    expect(readAs('alertmanager', { alerts: many }).alerts).toHaveLength(1_500);
  });

  test('without a fingerprint its labels are its key, in any order', () => {
    const keyOf = (labels: object) =>
      readAs('alertmanager', { alerts: [{ status: 'firing', labels }] }).alerts[0]!.dedupKey;
    expect(keyOf({ alertname: 'A', b: '1' })).toBe(keyOf({ b: '1', alertname: 'A' }));
    expect(keyOf({ alertname: 'A', b: '1' })).not.toBe(keyOf({ alertname: 'A', b: '2' }));
  });

  test('no alerts at all are no alert; a missing list cannot be read', () => {
    expect(readAs('alertmanager', { alerts: [] })).toEqual({ alerts: [] });
    expect(readAs('alertmanager', []).unreadable).toBe('alerts is missing or not a list');
  });
});

test('M18: a webhook of Grafana tells the values and leads to the panel', () => {
  expect(readAs('grafana', bodyOf('grafana')).alerts).toEqual([
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
    expect(readAs('datadog', bodyOf('datadog')).alerts).toEqual([
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
    expect(readAs('datadog', { ...bodyOf('datadog'), alert_transition }).alerts[0]).toMatchObject({ status });
  });

  test('with its own payload the title tells the state, and is the key without its brackets', () => {
    const [recovered] = readAs('datadog', bodyOf('datadog-default')).alerts;
    const triggered = { ...bodyOf('datadog-default'), title: '[Triggered on {host:web-3}] Host web-3 answers slowly' };
    const [fired] = readAs('datadog', triggered).alerts;
    expect([fired!.status, recovered!.status]).toEqual(['firing', 'resolved']);
    expect(fired!.dedupKey).toBe('Host web-3 answers slowly');
    expect(recovered!.dedupKey).toBe(fired!.dedupKey);
  });

  test('a variable that was not filled in is not there', () => {
    const [alert] = readAs('datadog', { ...bodyOf('datadog'), aggreg_key: '$AGGREG_KEY', link: 'null' }).alerts;
    expect(alert).toMatchObject({ dedupKey: '4711 host:web-3' });
    expect(alert).not.toHaveProperty('links');
  });
});
