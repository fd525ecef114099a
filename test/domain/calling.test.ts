import fc from 'fast-check';
import { coveredAt } from '../../domain/covered-hours';
import { escalationStep, highestLevel, type EscalationPlan } from '../../domain/escalation-plan';
import { instant, plus } from '../../domain/instant';
import type { OnCall } from '../../domain/on-call';
import { behaviours, severities, type Severity } from '../../domain/severity';
import { night } from '../support/domain-alerts';
import { World } from '../support/domain-world';
import { rotation } from '../support/on-call-mistakes';

const day = { ...rotation.layers[0]!, startsOn: '2026-01-05', turn: { weeks: 1 } as const };
const alone = (person: string): OnCall => ({
  rotations: [{ ...rotation, layers: [{ ...day, people: [person] }] }],
  ...{ overrides: [], managers: {}, chainOfCommand: ['robin'], lastResort: 'lee' },
});
const levels = [[{ rotation: 'shop' }], ['kim']];

/** An incident of a policy with a rotation, in a world in which it is somebody's turn. */
function scene(onCall: OnCall) {
  const world = new World();
  world.onCall = onCall;
  const incident = world.open({ levels });
  return { world, incident, pages: (since = -1) => incident.pages(since) };
}

test('M92: a rotation that has nobody pages the chain of command, and the timeline says why', () => {
  const { pages, incident } = scene({
    ...alone('alex'),
    rotations: [{ ...rotation, layers: [{ ...day, startsOn: '2099-01-05' }] }],
  });
  expect(pages()).toEqual(['0 robin 1.1 first-page']);
  expect(incident.timeline.map(({ text }) => text).join('\n')).toMatch(
    /level 1 Robin \(shop has nobody.*: chain of command\)/,
  );
});

test('M92: without a manager or a chain of command the last resort is paged', () => {
  const { pages } = scene({ ...alone('alex'), rotations: [], chainOfCommand: [] });
  expect(pages()).toEqual(['0 lee 1.1 first-page']);
});

test('a configuration edited in the middle strands nobody: a rotation that is gone keeps its people, one that changed has its new ones', () => {
  const { world, pages } = scene(alone('alex'));
  expect(pages()).toEqual(['0 alex 1.1 first-page']);
  world.onCall = { ...alone('alex'), rotations: [] };
  world.skip(2);
  expect(pages(0)).toEqual(['2 alex 1.2 again']);
  world.onCall = alone('sam');
  world.skip(2);
  expect(pages(2)).toEqual(['4 sam 1.1 again']);
  world.onCall = undefined;
  world.skip(1);
  expect(pages(4)).toEqual(['5 kim 2.1 escalated']);
});

/** How many pages a plan has sent until then, everybody counted. */
function pagesUntil(plan: EscalationPlan, until: string): number {
  if (!behaviours[plan.severity].pages) return 0;
  let pages = 0;
  for (let index = 0; ; index++) {
    const step = escalationStep(plan, index);
    if (!step || step.at > until) return pages;
    pages += step.level === 0 ? highestLevel(plan) : 1;
  }
}

test('M7 M8 M9 M10: a lower severity is never louder, until any time, in any hours', () => {
  const hours = fc.record({
    from: fc.constantFrom('00:00', '08:00', '09:00', '22:00'),
    until: fc.constantFrom('06:00', '17:00', '24:00'),
  });
  const coverage = fc.record({
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns'),
    hours: fc.option(fc.array(hours, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  });
  const minutes = (days: number) => fc.integer({ min: 0, max: days * 1440 });
  let covered = 0;
  fc.assert(
    fc.property(
      coverage,
      minutes(365),
      minutes(5),
      fc.integer({ min: 1, max: 5 }),
      (given, start, later, levelCount) => {
        const since = plus(night, start * 60_000);
        if (coveredAt(given, since).covered) covered++;
        const until = instant(Date.parse(since) + later * 60_000);
        const loudness = severities.map((severity: Severity) =>
          pagesUntil({ severity, levelCount, fromLevel: 1, since, coverage: given }, until),
        );
        expect(loudness).toEqual([...loudness].sort((one, other) => other - one));
      },
    ),
    { numRuns: 150 },
  );
  expect(covered).toBeGreaterThan(10);
});
