import { readWebhook } from '../../../../domain/alert-sources/webhooks/read-webhook';
import { bodyOf, readAs } from '../../../support/webhook-bodies';

describe('the generic form', () => {
  test('is read by the mapping; a status that does not resolve fires', () => {
    expect(readAs('generic', bodyOf('generic')).alerts).toEqual([
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
    expect(readAs('generic', { ...bodyOf('generic'), status: 'UP' }).alerts[0]).toMatchObject({ status: 'resolved' });
    expect(readAs('generic', { id: 9, name: 'n' }).alerts[0]).toMatchObject({ dedupKey: '9', status: 'firing' });
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
    expect(readAs('generic', [bodyOf('generic'), bodyOf('generic')]).alerts).toHaveLength(2);
  });
});
