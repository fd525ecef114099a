import { intake, message } from '../../test/lambdas/support/intake-scene';
import { Alertmanager, installed } from '../../test/support/alertmanager';
import { atLeast, atMost, exactly, forInformation, type Figure, type Row } from '../figure';
import { median } from '../timing';
import { alertmanagerSide, alerts, coreSide, intakeSide, keys, takeAll, type Side } from './sides';

/** Odd, so that the median was measured. */
const rounds = 7;

/** It takes everything in and tells nobody: only its intake is compared. */
const config = `
route:
  receiver: nobody
  group_by: [alertname]
receivers:
  - name: nobody
`;

/** Ten thousand alerts at once: what becomes of them, and how fast, against Alertmanager's own intake in the same run. */
export const alertStorm: Figure = {
  name: 'alert-storm',
  measure: async () => {
    const ends: Row[][] = [];
    const intakes = intakeSide((scene) => {
      ends.push(outcome(scene));
    });
    const alertmanager = installed ? await Alertmanager.start(config) : undefined;
    try {
      const peer = alertmanager && alertmanagerSide(alertmanager.url);
      const [took, core, peers] = await inTurn([intakes, coreSide, ...(peer ? [peer] : [])]);
      return [...ends.at(-1)!, ...compared(took!, core!, peers), await duplicates()];
    } finally {
      await alertmanager?.stop();
    }
  },
};

/** The median of each side, in milliseconds. The first round only warms up. */
async function inTurn(sides: readonly Side[]): Promise<number[]> {
  const times = sides.map((side) => ({ side, took: [] as number[] }));
  for (let round = -1; round < rounds; round++) {
    for (const { side, took } of round % 2 === 0 ? times : [...times].reverse()) {
      const milliseconds = await side(round);
      if (round >= 0) took.push(milliseconds);
    }
  }
  return times.map(({ took }) => median(took));
}

function outcome({ world, store, dead }: ReturnType<typeof intake>): Row[] {
  const paged = world.messages.filter(({ kind }) => kind === 'page').map(({ incidentId }) => incidentId);
  const storm = `storm of ${alerts} alerts with ${keys} keys`;
  return [
    exactly(`${storm}: opened`, world.incidents.size, keys, 'incidents'),
    exactly(`${storm}: queued, for different incidents`, new Set(paged).size, keys, 'first pages'),
    exactly(`${storm}: queued in all`, paged.length, keys, 'pages'),
    exactly(`${storm}: neither kept nor refused`, alerts - store.kept.size - dead.length, 0, 'alerts'),
  ];
}

function compared(took: number, core: number, peer: number | undefined): Row[] {
  const perSecond = (milliseconds: number) => `${Math.round(alerts / (milliseconds / 1_000)).toLocaleString('en')}/s`;
  const [ours, pure] = [`storm through intake (${perSecond(took)})`, `storm through its core (${perSecond(core)})`];
  if (peer === undefined) {
    const absent = 'no Alertmanager here: apt-get install prometheus-alertmanager';
    return [forInformation(`${ours}, to Alertmanager`, absent), forInformation(`${pure}, to Alertmanager`, absent)];
  }
  const to = `to Alertmanager, an alert per POST (${perSecond(peer)})`;
  return [atLeast(`${ours}, ${to}`, peer / took, 2, '×', 1), atLeast(`${pure}, ${to}`, peer / core, 15, '×', 1)];
}

/** Duplicates of one key within ten seconds: how often its incident is written anew. */
async function duplicates(): Promise<Row> {
  const scene = intake();
  await scene.take([message('ALARM')]);
  const before = scene.store.calls.filter((call) => call === 'commit').length;
  const repeated = Array.from({ length: alerts }, () => message('ALARM'));
  await takeAll(scene, repeated, (start) => start / alerts / 6);
  const commits = scene.store.calls.filter((call) => call === 'commit').length - before;
  return atMost(`${alerts} duplicates of one key in 10 s: of the incident's item`, commits, 20, 'writes');
}
