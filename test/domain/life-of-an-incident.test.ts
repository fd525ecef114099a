import fc from 'fast-check';
import { acknowledge, changeSeverity, hold, update } from '../../domain/commands';
import { dueTimes } from '../../domain/clocks';
import { publicText } from '../../domain/notice';
import { resolve, retract, updatePublicly } from '../../domain/public-commands';
import { behaviours, type Severity } from '../../domain/severity';
import { checkout, World, type Scene } from '../support/domain-world';

type Step = readonly [what: string, who: string, minutes: number];

const people = ['alex', 'sam', 'kim', 'visitor'];
const steps = fc.array(
  fc.tuple(
    fc.constantFrom(
      'wait',
      'wait',
      'firing',
      'ok',
      'unknown',
      'ack',
      'ack',
      'note',
      'identified',
      'monitoring',
      'raise',
      'lower',
      'hold',
      'public',
      'resolve',
      'retract',
    ),
    fc.constantFrom(...people),
    fc.integer({ min: 0, max: 45 }),
  ),
  { maxLength: 24 },
);

function take(incident: Scene, [what, who, minutes]: Step): void {
  const { severity, status } = incident.incident;
  switch (what) {
    case 'wait':
      return incident.world.skip(minutes);
    case 'firing':
    case 'ok':
    case 'unknown':
      return void incident.alarmSays(what);
    case 'ack':
      return void incident.command(who, acknowledge);
    case 'note':
      return void incident.command(who, (context) => update(context, { note: 'x' }));
    case 'identified':
    case 'monitoring':
      return void incident.command(who, (context) => update(context, { status: what }));
    case 'raise':
    case 'lower': {
      const wanted = Math.min(4, Math.max(1, severity + (what === 'raise' ? -1 : 1))) as Severity;
      return void incident.command(who, (context) => changeSeverity(context, wanted, 'x'));
    }
    case 'hold':
      return void incident.command(who, (context) => hold(context));
    case 'public':
      return void incident.command(who, (context, view) =>
        updatePublicly(
          context,
          {},
          { text: publicText('x'), nextIn: (5 + minutes) * 60_000 },
          { ...view, component: checkout },
        ),
      );
    case 'resolve':
      if (status === 'resolved') return;
      return void incident.command(who, (context) => resolve(context, { reason: 'x', text: publicText('Works.') }));
    default:
      return void incident.command(who, (context) => retract(context, 'x'));
  }
}

/** Plays a life of two incidents of one component; the world throws where the table would refuse a write for ever. */
function play(severity: Severity, life: readonly Step[], check: (incident: Scene) => void): World {
  const world = new World();
  const both = [world.open({ severity, publishes: true }), world.open({ id: 'B222', severity: 1, publishes: true })];
  life.forEach((step, index) => {
    const incident = both[index % 3 === 2 ? 1 : 0]!;
    take(incident, step);
    both.forEach(check);
  });
  world.skip(90);
  both.forEach(check);
  return world;
}

const anySeverity = fc.constantFrom<Severity>(1, 2, 3, 4);

test('whatever people and alarms do: no clock is stuck, no write is lost for ever, entries and messages have no gap', () => {
  fc.assert(
    fc.property(anySeverity, steps, (severity, life) => {
      const world = play(severity, life, (incident) => {
        const { status, clocks, messageCount, entryCount } = incident.incident;
        for (const clock of ['escalation', 'update-cadence'] as const) {
          expect(clocks[clock].dueAt).toBe(dueTimes(incident.incident)[clock]);
          if (status === 'resolved') expect(clocks[clock].dueAt).toBeUndefined();
        }
        const own = incident.world.messages.filter(({ incidentId }) => incidentId === incident.id);
        expect(own.map(({ number }) => number)).toEqual(Array.from({ length: messageCount }, (_, index) => index + 1));
        expect(incident.timeline).toHaveLength(entryCount);
      });
      expect([...world.openNotices.values()].length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 100 },
  );
});

test('whatever happens: while SEV-1 or SEV-2 burns and nobody has it, the next page is never further away than the table allows', () => {
  fc.assert(
    fc.property(anySeverity, steps, (severity, life) => {
      play(severity, life, (incident) => {
        const { status, acknowledgement, okCountedAt, severity: now, clocks } = incident.incident;
        const { everybodyEvery } = behaviours[now];
        if (status === 'resolved' || acknowledgement || okCountedAt || typeof everybodyEvery !== 'number') return;
        const wait = Date.parse(clocks.escalation.dueAt!) - Date.parse(incident.world.now);
        expect(wait).toBeLessThanOrEqual(everybodyEvery);
      });
    }),
    { numRuns: 100 },
  );
});

test('whatever happens: nobody is paged while somebody has it, and each page is one of its kind', () => {
  fc.assert(
    fc.property(anySeverity, steps, (severity, life) => {
      const world = play(severity, life, () => undefined);
      const keys = world.messages
        .filter(({ kind }) => kind === 'page')
        .map(({ incidentId, to, level, attempt }) => `${incidentId} ${to} ${level} ${attempt}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const id of world.incidents.keys()) {
        const held: string[] = [];
        for (const { type, at, incidentId } of world.entries) {
          if (incidentId !== id) continue;
          if (type === 'Acknowledged') held.push(at);
          if (['AcknowledgementLapsed', 'GivenBack', 'FailedAgain', 'IncidentReopened'].includes(type)) held.length = 0;
          if (type === 'LevelPaged') expect(held).toEqual([]);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('whatever happens: what customers read names nothing internal, and "next update by" moves only by a public word', () => {
  fc.assert(
    fc.property(anySeverity, steps, (severity, life) => {
      let before: string | undefined;
      let words = 0;
      play(severity, life, ({ world }) => {
        const notice = world.notices.get('notice-1');
        const said = world.said.get('notice-1')?.length ?? 0;
        if (notice && !notice.resolvedAt && !notice.retractedAt && said === words)
          expect(notice.nextUpdateBy).toBe(before);
        before = notice?.nextUpdateBy;
        words = said;
        expect(JSON.stringify([...world.said.values()])).not.toMatch(/K7MQ|B222|checkout-5xx|alex|sam|kim/i);
      });
    }),
    { numRuns: 100 },
  );
});
