import { acknowledge, changeSeverity } from '../../domain/commands';
import { resolve } from '../../domain/public-commands';
import { Scene } from '../support/domain-world';
import { intake, message } from './support/intake-scene';

const slow = { name: 'checkout-latency' };
const incidents = ({ world }: ReturnType<typeof intake>) => [...world.incidents.values()];
const texts = ({ world }: ReturnType<typeof intake>, type: string) =>
  world.entries.filter((entry) => entry.type === type).map(({ text }) => text);

describe('alarms of one service', () => {
  test('M24: within ten minutes of the last one join its open incident, with no page of their own', async () => {
    const scene = intake();
    await scene.take([message('ALARM')]);
    await scene.take([message('ALARM', 9, slow)], 9);
    await scene.take([message('ALARM', 18, { name: 'checkout-slow-db' })], 18);
    expect(incidents(scene)).toHaveLength(1);
    expect(Object.values(incidents(scene)[0]!.alerts).map(({ name }) => name)).toEqual([
      'checkout-5xx',
      'checkout-latency',
      'checkout-slow-db',
    ]);
    expect(scene.pages()).toEqual(['alex']);
    expect(texts(scene, 'AlertJoined')[0]).toBe('checkout-latency fires too (SEV-2 because rule checkout-slow).');
    expect([...scene.store.kept.values()].at(-1)?.outcome).toBe('joined the open incident of its service');
    expect(scene.key('checkout-latency')).toMatchObject({ incidentId: 'ID01', count: 1 });
  });

  test('later than that, or of another service, or of none, open their own', async () => {
    const scene = intake();
    await scene.take([message('ALARM')]);
    await scene.take([message('ALARM', 11, slow)], 11);
    await scene.take([message('ALARM', 11, { name: 'sign-in-errors' })], 11);
    await scene.take([message('ALARM', 11, { name: 'nobody-knows' }), message('ALARM', 11, { name: 'it' })], 11);
    expect(incidents(scene)).toHaveLength(5);
    expect(scene.pages()).toHaveLength(5);
  });

  test.each(['__proto__', 'constructor', 'toString'])(
    'B6: a service called %s is a service like any other',
    async (service) => {
      const scene = intake();
      const of = (name: string) => {
        const { messageId, body } = message('ALARM', 0, { name });
        const event = JSON.parse(body) as { detail: object };
        const detail = { ...event.detail, alarmTags: { 'tocsin:severity': 'SEV-1', 'tocsin:service': service } };
        return { messageId, body: JSON.stringify({ ...event, detail }) };
      };
      expect(await scene.take([of('first')])).toEqual([]);
      expect(await scene.take([of('second')], 1)).toEqual([]);
      expect(incidents(scene)).toMatchObject([{ service, severity: 1 }]);
      expect(scene.pages()).toEqual(['alex']);
    },
  );

  test('do not join what is resolved: a new incident opens, and pages', async () => {
    const scene = intake();
    await scene.take([message('ALARM')]);
    new Scene(scene.world, 'ID01').command('alex', (context) => resolve(context, { reason: 'x' }));
    await scene.take([message('ALARM', 2, slow)], 2);
    expect(incidents(scene)).toHaveLength(2);
    expect(scene.pages()).toEqual(['alex', 'alex']);
  });

  test('that join one which was thought to be over make it fail again: level 1 is paged', async () => {
    const scene = intake();
    await scene.take([message('ALARM')]);
    await scene.take([message('OK', 1)], 1);
    scene.world.skip(5);
    expect(incidents(scene)[0]?.status).toBe('monitoring');
    const before = scene.pages().length;
    await scene.take([message('ALARM', 7, slow)], 7);
    expect(incidents(scene)).toMatchObject([{ status: 'investigating' }]);
    expect(scene.pages().length).toBe(before + 1);
  });

  test('two that open at the same moment end as one incident and one page', async () => {
    const scene = intake();
    scene.store.beforeCommit = async () => void (await scene.take([message('ALARM', 0, slow)]));
    await scene.take([message('ALARM')]);
    expect(incidents(scene)).toHaveLength(1);
    expect(Object.keys(incidents(scene)[0]!.alerts)).toHaveLength(2);
    expect(incidents(scene)[0]?.severity).toBe(1);
  });

  test('ten of one batch are one incident, taken one after the other: no race is lost', async () => {
    const scene = intake();
    const names = Array.from({ length: 10 }, (_, index) => ({ name: `checkout-slow-${index}` }));
    expect(await scene.take(names.map((more) => message('ALARM', 0, more)))).toEqual([]);
    expect(incidents(scene)).toHaveLength(1);
    expect(scene.pages()).toEqual(['alex']);
    expect(scene.store.calls.filter((call) => call === 'commit')).toHaveLength(10);
  });

  test('an incident that is full takes in no more: the next one opens another', async () => {
    const scene = intake();
    await scene.take([message('ALARM')]);
    const [full] = incidents(scene);
    const alerts = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`key-${index}`, full!.alerts[Object.keys(full!.alerts)[0]!]!]),
    );
    scene.world.incidents.set('ID01', { ...full!, alerts });
    await scene.take([message('ALARM', 1, slow)], 1);
    expect(incidents(scene)).toHaveLength(2);
  });
});

describe('what is worse', () => {
  test('raises the incident that it joins, pages at once, and is what people read first; a notice waits from then on', async () => {
    const scene = intake();
    await scene.take([message('ALARM', 0, slow)]);
    expect(incidents(scene)[0]?.publicNotice.state).toBe('none');
    await scene.take([message('ALARM', 3)], 3);
    expect(incidents(scene)).toMatchObject([
      {
        severity: 1,
        firstSeverity: 2,
        severityBecause: 'rule checkout-down',
        title: 'checkout-latency',
        summary: 'Paying by card is failing.',
        publicNotice: { state: 'waiting' },
      },
    ]);
    expect(scene.pages()).toEqual(['alex', 'alex']);
    expect(texts(scene, 'SeverityChanged')).toEqual([
      'SEV-2 became SEV-1: checkout-5xx fires, because rule checkout-down.',
    ]);
  });

  test('pages nobody anew where somebody has it, but tells that person', async () => {
    const scene = intake();
    await scene.take([message('ALARM', 0, slow)]);
    new Scene(scene.world, 'ID01').command('sam', acknowledge);
    await scene.take([message('ALARM', 3)], 3);
    expect(scene.pages()).toEqual(['alex']);
    const reminders = scene.world.messages.filter(({ saying }) => saying.says === 'worse');
    expect(reminders).toMatchObject([{ to: 'sam', kind: 'reminder', channels: ['sms', 'email'] }]);
  });

  test('under a known key is noticed although it repeats; milder ones, and what a person knew who lowered it, change nothing', async () => {
    const scene = intake();
    const tagged = (severity: string, minute: number) => {
      const { messageId, body } = message('ALARM', 0, { name: 'queue-depth', id: `tagged-${minute}` });
      const event = JSON.parse(body) as { detail: object };
      const detail = { ...event.detail, alarmTags: { 'tocsin:severity': severity } };
      return scene.take([{ messageId, body: JSON.stringify({ ...event, detail }) }], minute);
    };
    await tagged('SEV-3', 0);
    expect(scene.pages()).toEqual([]);
    await tagged('SEV-1', 1);
    expect(incidents(scene)[0]).toMatchObject({ severity: 1, firstSeverity: 3 });
    expect(scene.pages()).toEqual(['alex']);
    await tagged('SEV-4', 2);
    await tagged('SEV-1', 3);
    expect(scene.store.calls.slice(-2)).toEqual(['repeat', 'receipts']);
    expect(incidents(scene)[0]?.severity).toBe(1);
    expect(scene.key('queue-depth').count).toBe(4);
    new Scene(scene.world, 'ID01').command('alex', (context) => changeSeverity(context, 3, 'Only a test queue.'));
    await tagged('SEV-1', 4);
    await scene.take([message('OK', 5, { name: 'queue-depth' })], 5);
    await scene.take([message('ALARM', 6, { name: 'queue-depth' })], 6);
    expect(incidents(scene)).toMatchObject([{ severity: 3 }]);
  });
});
