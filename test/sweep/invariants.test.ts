import { acknowledged, duplicates } from './canonical-stories';
import { oneFault, unsound, violations } from './invariants';
import { tellWith } from './sweep';
import type { World } from './world';

/** An invariant that nobody has seen broken is decoration: each is broken here, in what is left of a run that was sound. */
describe('the invariants of the fault sweep can fail', () => {
  let resolved: World;
  let open: World;
  beforeAll(async () => {
    resolved = (await tellWith(acknowledged, [])).world;
    open = (await tellWith(duplicates, [])).world;
  }, 60_000);

  const page = (sent: World['outbox'][number]) => sent.kind === 'page' && sent.responder === 'sam';

  test.each<[string, () => [before: World, after: World], RegExp]>([
    [
      'I5: a page that is lost',
      () => [resolved, { ...resolved, outbox: resolved.outbox.filter((sent) => !page(sent)) }],
      /page sms sam 2, number 1, is lost/,
    ],
    [
      'I5: a page that is late',
      () => [resolved, { ...resolved, outbox: resolved.outbox.map((sent) => (page(sent) ? later(sent) : sent)) }],
      /page sms sam 2, number 1, came 91 s late/,
    ],
    [
      'I4: pages after the acknowledgement',
      () => [resolved, { ...resolved, outbox: [...resolved.outbox, ...afterwards(resolved)] }],
      /2 pages after the acknowledgement/,
    ],
    [
      'I4: a page long after the acknowledgement',
      () => [resolved, { ...resolved, outbox: [...resolved.outbox, afterwards(resolved)[0]!] }],
      /1 pages after the acknowledgement/,
    ],
    [
      'a message that was sent twice, though nobody had to send again',
      () => [resolved, { ...resolved, outbox: [...resolved.outbox, resolved.outbox[0]!] }],
      /Sent 2 times/,
    ],
    [
      'a message that is marked as sent and never left',
      () => [resolved, { ...resolved, outbox: resolved.outbox.filter((sent) => !page(sent)) }],
      /page sms sam 2: 1 marked as sent, 0 left/,
    ],
    [
      'I12: an execution near the end of its history',
      () => [open, { ...open, longestHistory: 20_000 }],
      /has 20000 events/,
    ],
    [
      'I7: a file that is older than the state',
      () => [
        resolved,
        { ...resolved, files: withVersions(resolved, 'index.html', (versions) => versions.slice(0, 1)) },
      ],
      /Shown: version 1; true: \d+/,
    ],
    [
      'I7: a file that went back in time',
      () => [
        resolved,
        { ...resolved, files: withVersions(resolved, 'feed.atom', (versions) => [...versions].reverse()) },
      ],
      /feed\.atom went back/,
    ],
    [
      'I7: a file that says something else',
      () => [resolved, { ...resolved, files: withVersions(resolved, 'api/v2/summary.json', scribbled) }],
      /api\/v2\/summary\.json is not what the table says/,
    ],
    ['I1: an alert that is nowhere', () => [open, { ...open, alerts: [...open.alerts, 'lost'] }], /lost is nowhere/],
    [
      'something on a dead-letter queue',
      () => [open, { ...open, queued: [{ queue: 'Dlq', body: 'x' }] }],
      /Left in Dlq/,
    ],
    [
      'I2: two open incidents of one key',
      () => [open, { ...open, items: [...open.items, ...open.items.filter(({ sk }) => sk === 'INCIDENT')] }],
      /Two open incidents of the key/,
    ],
    [
      'I2: a key that leads nowhere',
      () => [open, { ...open, keys: [{ ...open.keys[0]!, incidentId: 'ZZZZ' }] }],
      /A key leads to ZZZZ/,
    ],
    [
      'I10: another end',
      () => [open, { ...open, incidents: open.incidents.map((incident) => ({ ...incident, severity: 4 as const })) }],
      /It ended as/,
    ],
    [
      'I9: a gap in the timeline',
      () => [open, { ...open, items: open.items.filter(({ sk }) => sk !== 'ENTRY#00000002') }],
      /The timeline of \w{4} has 1,3/,
    ],
    [
      'a promise that nobody keeps',
      () => [open, { ...open, now: open.now + 3_600_000 }],
      /INCIDENT#\w{4} INCIDENT waits since/,
    ],
    [
      'I12: a clock that does not run',
      () => [open, { ...open, executions: [] }],
      /The escalation clock of \w{4} runs 0 times/,
    ],
    ['a refusal by IAM', () => [open, { ...open, denied: ['no'] }], /Refused: no/],
  ])('%s', (_, make, expected) => {
    const [before, after] = make();
    expect(violations(before, before)).toEqual([]);
    expect(violations(before, after).join('\n')).toMatch(expected);
  });

  test('pages that never leave are found in a real run, on the way and at the end', async () => {
    const { world, onTheWay } = await tellWith(duplicates, [
      { service: 'sns', operation: 'Publish', kind: 'before', rate: 0.97, seed: 7 },
    ]);
    expect(violations(open, world).join('\n')).toMatch(/page sms alex 1/);
    expect(unsound(world, oneFault).join('\n')).toMatch(/Left in DeliveryDlq/);
    expect(onTheWay.join('\n')).toMatch(/MESSAGE#\d+ waits since/);
  });
});

function later<T extends { readonly at: string }>(sent: T): T {
  return { ...sent, at: new Date(Date.parse(sent.at) + oneFault.latest + 1_000).toISOString() };
}

function afterwards({ outbox, now }: World): World['outbox'] {
  const at = new Date(now).toISOString();
  const pages = outbox.filter(({ kind }) => kind === 'page');
  return [pages[0]!, pages.at(-1)!].map((sent) => ({ ...sent, at }));
}

type Versions = NonNullable<ReturnType<World['files']['get']>>;

function withVersions(world: World, path: string, change: (versions: Versions) => Versions): World['files'] {
  return new Map(world.files).set(path, change(world.files.get(path)!));
}

function scribbled(versions: Versions): Versions {
  return versions.map((file) => ({ ...file, body: Buffer.from('{}') }));
}
