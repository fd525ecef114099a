import fc from 'fast-check';
import { askForHelp } from '../../domain/ask-for-help';
import { acknowledge } from '../../domain/commands';
import { decline } from '../../domain/decline';
import { isPaging, nextPageAt } from '../../domain/escalation-plan';
import { unacknowledge } from '../../domain/give-back';
import type { OnCall } from '../../domain/on-call';
import { behaviours, type Severity } from '../../domain/severity';
import { World } from '../support/domain-world';

const onCall: OnCall = { rotations: [], overrides: [], managers: {}, chainOfCommand: [], lastResort: 'duty' };

test('whatever people pass on, give back and take: somebody is called next, and nobody who declined before everybody is', () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom('wait', 'wait', 'ack', 'decline', 'decline', 'give-back', 'take', 'ask'),
      fc.constantFrom('alex', 'robin', 'sam', 'kim'),
      fc.integer({ min: 0, max: 25 }),
    ),
    { maxLength: 20 },
  );
  const policies = fc.constantFrom(
    [['alex'], ['sam'], ['kim']],
    [['alex', 'robin'], ['sam'], ['alex']],
    [['alex']],
    [['alex'], ['alex', 'robin']],
  );
  fc.assert(
    fc.property(fc.constantFrom<Severity>(1, 2), policies, steps, (severity, levels, life) => {
      const world = new World();
      world.onCall = onCall;
      const incident = world.open({ severity, levels });
      for (const [what, who, minutes] of life) {
        if (what === 'wait') world.skip(minutes);
        if (what === 'ack') incident.command(who, acknowledge);
        if (what === 'decline') incident.command(who, (context) => decline(context));
        if (what === 'give-back') incident.command(who, (context) => unacknowledge(context));
        if (what === 'take') incident.command(who, (context) => unacknowledge(context, 'x'));
        if (what === 'ask') incident.command(who, (context) => askForHelp(context));
        const { acknowledgement, escalation } = incident.incident;
        expect(isPaging(incident.incident)).toBe(acknowledgement === undefined);
        if (acknowledgement) continue;
        const wait = Date.parse(nextPageAt(incident.incident)!) - Date.parse(world.now);
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(behaviours[severity].everybodyEvery as number);
        for (const { by, at } of escalation.declined ?? []) {
          const pages = world.messages.filter(
            ({ to, kind, queuedAt }) => to === by && kind === 'page' && queuedAt > at,
          );
          expect(pages.map(({ saying }) => saying.says).filter((says) => says !== 'nobody-came')).toEqual([]);
        }
      }
    }),
    { numRuns: 200 },
  );
});
