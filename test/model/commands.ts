import fc from 'fast-check';
import type { Story } from '../support/story';
import { postAlerts } from '../support/webhook-sender';
import type { Reference } from './reference';

/** The running stack, and which of its messages were looked at. */
export interface Real {
  readonly story: Story;
  incident: string | undefined;
  readonly seen: Set<string>;
}

type Command = fc.AsyncCommand<Reference, Real>;

/** A step of a history: what it does to the model and to the stack; then both must agree. */
interface Deed {
  readonly name: string;
  readonly may?: (model: Readonly<Reference>) => boolean;
  readonly inModel: (model: Reference) => void;
  readonly inStack: (real: Real) => Promise<unknown>;
  /** For how many more half minutes the stack may be behind. */
  readonly late?: number;
}

const people = ['alex', 'sam', 'kim'] as const;
const isOpen = ({ open }: Readonly<Reference>) => open;

function command({ name, may = () => true, inModel, inStack, late = 0 }: Deed): Command {
  return {
    check: (model) => may(model),
    toString: () => name,
    async run(model, real) {
      inModel(model);
      await inStack(real);
      let owed: string[] = [...model.pages()];
      let extra = without(await newPages(real), owed);
      for (let round = 0; round < late && owed.length + extra.length > 0; round++) {
        await ticks(model, real, 1);
        owed = [...owed, ...model.pages()];
        extra = without([...extra, ...(await newPages(real))], owed);
      }
      expect({ after: name, owed, extra }).toEqual({ after: name, owed: [], extra: [] });
      await sameState(model, real);
    },
  };
}

/** Takes from both what they have in common; answers what is left of the first. */
function without(pages: readonly string[], owed: string[]): string[] {
  return pages.filter((person) => {
    const place = owed.indexOf(person);
    if (place >= 0) owed.splice(place, 1);
    return place < 0;
  });
}

/** Who was paged since the last look, once for each page, however many channels and copies it has. */
async function newPages({ story, seen }: Real): Promise<string[]> {
  await story.clock.quiet();
  const fresh = story.stack.messages().filter(({ kind, link }) => kind === 'page' && link && !seen.has(link));
  const links = new Map(fresh.map(({ link, responder }) => [link!, responder ?? 'nobody']));
  for (const link of links.keys()) seen.add(link);
  return [...links.values()];
}

async function sameState(model: Readonly<Reference>, real: Real): Promise<void> {
  const rows = await real.story.incidents();
  const [row] = rows;
  expect(rows).toHaveLength(model.open ? 1 : 0);
  if (!row) return;
  real.incident = row.id;
  const { severity, acknowledgedBy, status } = row;
  expect({ severity, acknowledgedBy, monitoring: status === 'monitoring' }).toEqual({
    severity: `SEV-${model.severity}`,
    acknowledgedBy: model.holder === undefined ? null : model.holder[0]!.toUpperCase() + model.holder.slice(1),
    monitoring: model.monitoring,
  });
}

async function ticks(model: Reference, { story }: Real, halves: number): Promise<void> {
  for (let each = 0; each < halves; each++) model.tick();
  await story.wait(halves / 2);
}

const tell = (name: string, body: object, by: string) => (real: Real) =>
  real.story.command(real.incident!, name, { ...body }, by);

const said =
  (status: string, severity: 1 | 2 = 1) =>
  (real: Real) =>
    postAlerts(real.story, 'generic', {
      ...{ id: 'load', title: 'The load hangs', service: 'warehouse', status },
      severity: severity === 1 ? 'critical' : 'error',
    });

const person = fc.constantFrom(...people);
const pass = (halves: number): Deed => ({
  name: `tick ${halves / 2} min`,
  inModel: (model) => {
    for (let each = 0; each < halves; each++) model.tick();
  },
  inStack: ({ story }) => story.wait(halves / 2),
});

/** Everything that can happen to one alarm and the people it calls. */
export const commands: fc.Arbitrary<Command>[] = [
  fc.constantFrom(1 as const, 2 as const).map((severity) => ({
    name: `alarm SEV-${severity}`,
    may: ({ open, firing, refires, isNew, alarmSeverity }: Readonly<Reference>) =>
      (open || !firing) && refires < 3 && (isNew || severity === alarmSeverity),
    inModel: (model: Reference) => model.alarm(severity),
    inStack: said('firing', severity),
  })),
  fc.constant({
    name: 'raise to SEV-1',
    may: ({ open, severity, monitoring }: Readonly<Reference>) => open && severity === 2 && !monitoring,
    inModel: (model: Reference) => model.raise(),
    inStack: tell('severity', { severity: 'SEV-1', reason: 'it is worse' }, 'alex'),
  }),
  fc.constant({ name: 'ok', inModel: (model: Reference) => model.ok(), inStack: said('ok') }),
  fc.integer({ min: 1, max: 24 }).map(pass),
  fc.integer({ min: 1, max: 24 }).map(pass),
  person.map((by) => ({
    name: `ack by ${by}`,
    may: isOpen,
    inModel: (model: Reference) => model.acknowledge(by),
    inStack: tell('ack', {}, by),
  })),
  person.map((by) => ({
    name: `unack by ${by}`,
    may: isOpen,
    inModel: (model: Reference) => model.giveBack(by),
    inStack: tell('unack', { reason: 'it is not mine' }, by),
  })),
  person.map((by) => ({
    name: `decline by ${by}`,
    may: isOpen,
    inModel: (model: Reference) => model.decline(by),
    inStack: tell('decline', {}, by),
  })),
  person.map((by) => ({
    name: `escalate by ${by}`,
    may: isOpen,
    inModel: (model: Reference) => model.escalate(by),
    inStack: tell('escalate', {}, by),
  })),
  person.map((by) => ({
    name: `resolve by ${by}`,
    may: isOpen,
    inModel: (model: Reference) => model.resolve(),
    inStack: tell('resolve', { reason: 'done' }, by),
  })),
  fc.constantFrom('kim', 'alex').map((who) => ({
    name: `override: ${who} stands in`,
    may: ({ standIn }: Readonly<Reference>) => standIn === undefined,
    inModel: (model: Reference) => void (model.standIn = who),
    inStack: ({ story }: Real) =>
      story.api('POST', '/on-call/overrides', {
        rotation: 'data',
        person: who,
        until: new Date(story.now + 24 * 3_600_000).toISOString(),
        reason: 'ill',
      }),
  })),
  fc.constant({
    name: 'deploy',
    inModel: () => undefined,
    inStack: async ({ story }: Real) => story.stack.lambda.resetContainers(),
  }),
  crash(),
].map((deed) => (deed as fc.Arbitrary<Deed>).map(command));

/** A function dies in the middle of a call; whoever was to be paged then is paged within the bound. */
function crash(): fc.Arbitrary<Deed> {
  const places = [
    ['sns', 'Publish'],
    ['dynamodb', 'TransactWriteItems'],
    ['dynamodb', 'BatchGetItem'],
    ['dynamodb', 'UpdateItem'],
    ['events', 'PutEvents'],
  ] as const;
  return fc
    .tuple(fc.constantFrom(...places), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 12 }))
    .map(([[service, operation], nth, halves]) => {
      const wait = pass(halves);
      return {
        ...wait,
        name: `crash at ${service} ${operation} ${nth}, ${wait.name}`,
        inStack: async (real) => {
          real.story.stack.faults.set([{ service, operation, nth, kind: 'crash' }]);
          await wait.inStack(real);
          real.story.stack.faults.set([]);
        },
        late: 4,
      };
    });
}
