import fc from 'fast-check';
import { instant } from '../../domain/instant';
import { publishStatusPage } from '../../lambdas/publish-status-page/publish-status-page';
import { paths } from '../../status-page/public-file';
import { MemoryPages, MemoryRecord } from './support/memory-pages';
import { chance, randomPause, recorders } from './support/recorders';

function scene() {
  const pages = new MemoryPages();
  const record = new MemoryRecord();
  const { log, codes } = recorders();
  const counted: string[] = [];
  const clock = { time: Date.parse('2027-07-03T01:00:00.000Z') };
  const deps = {
    record,
    pages,
    pageUrl: 'https://status.example.com',
    now: () => clock.time,
    sleep: async () => pages.pause(),
    log,
    count: (metric: string) => void counted.push(metric),
  };
  const publish = () => publishStatusPage(deps);
  const tell = (id = 'notice1') => record.tell(id, instant(clock.time));
  const later = (seconds: number) => void (clock.time += seconds * 1_000);
  return { pages, record, publish, tell, later, codes, counted };
}
const front = 'index.html';

test('the first run begins the page and writes every file, the front page last', async () => {
  const { pages, publish, record } = scene();
  await publish();
  expect(record.state?.version).toBe(1);
  expect([...pages.files.keys()]).toEqual(
    expect.arrayContaining(['404.html', ...Object.values(paths).filter((path) => path !== paths.calendar), front]),
  );
  expect([...pages.files.keys()].filter((path) => /checkout/.test(path))).toHaveLength(5);
  expect(pages.puts.at(-1)).toBe(front);
});

test('with nothing new and a young page, nothing is written', async () => {
  const { pages, publish, later, codes, counted } = scene();
  await publish();
  const puts = pages.puts.length;
  later(200);
  await publish();
  expect(pages.puts).toHaveLength(puts);
  expect(codes().at(-1)).toBe('T601');
  expect(counted).toEqual(['PageFresh', 'PageFresh']);
});

test('a renewal writes only the files that tell their age', async () => {
  const { pages, publish, later, tell } = scene();
  tell();
  await publish();
  pages.puts.length = 0;
  later(300);
  await publish();
  expect([...pages.puts].sort()).toEqual(['api/v2/status.json', 'api/v2/summary.json', front]);
  expect(pages.files.get(front)).toMatchObject({ version: 1, renderSeq: 2 });
});

test('a change writes what it changed, and leaves the pages of other incidents', async () => {
  const { pages, publish, later, tell } = scene();
  tell('notice1');
  later(120);
  await publish();
  later(600);
  tell('notice2');
  pages.puts.length = 0;
  await publish();
  expect(pages.puts).toContain('incidents/notice2.html');
  expect(pages.puts).not.toContain('incidents/notice1.html');
  expect(pages.puts).not.toContain('components/sign-in.html');
  expect(pages.files.get(front)?.version).toBe(2);
});

test('a new day renews what tells of days, and leaves incidents and feeds alone', async () => {
  const { pages, publish, later, tell } = scene();
  tell();
  await publish();
  pages.puts.length = 0;
  later(24 * 3_600);
  await publish();
  expect(pages.puts).toEqual(expect.arrayContaining(['components/api.html', 'uptime/api.json', 'history/index.html']));
  expect(pages.puts.filter((path) => /^incidents|feed|rss|badge/.test(path))).toEqual([]);
});

test('a page that looks different is written anew, every file of it', async () => {
  const { pages, publish, later } = scene();
  await publish();
  const all = pages.puts.length;
  pages.puts.length = 0;
  later(30);
  pages.files.set(front, { ...pages.files.get(front)!, design: 'of yesterday' });
  await publish();
  expect(pages.puts).toHaveLength(all);
});

test('a run that dies between two files is made good by the next', async () => {
  const { pages, publish, tell, later } = scene();
  await publish();
  later(600);
  tell();
  pages.beforePublish = (path) => {
    if (path === 'feed.atom') throw new Error('S3 is down');
  };
  await expect(publish()).rejects.toThrow('S3 is down');
  expect(pages.files.get(front)?.version).toBe(1);
  pages.beforePublish = undefined;
  await publish();
  const live = ['api/v2/', 'components/checkout', 'uptime/checkout', 'badges/checkout', 'incidents/', 'feed.', 'index'];
  const touched = [...pages.files.values()].filter(({ path }) => live.some((start) => path.startsWith(start)));
  expect(touched.length).toBeGreaterThan(15);
  expect(new Set(touched.map(({ version }) => version))).toEqual(new Set([2]));
  expect(pages.wentBack).toEqual([]);
});

test('when somebody is faster, all is read again', async () => {
  const { pages, publish, tell, codes, later } = scene();
  await publish();
  later(60);
  tell();
  pages.beforePublish = (path) => {
    if (path !== front) return;
    pages.beforePublish = undefined;
    pages.files.set(front, { ...pages.files.get(front)!, etag: '"another"' });
  };
  await publish();
  expect(codes()).toEqual(expect.arrayContaining(['T602', 'T600']));
  expect(pages.files.get(front)?.version).toBe(2);
});

test('when others keep getting in between, it throws, so that the event is tried again', async () => {
  const { pages, publish, counted } = scene();
  pages.publish = () => Promise.resolve(false);
  await expect(publish()).rejects.toThrow('could not be published in 20 tries');
  expect(counted).toEqual([]);
});

test('any number of publishers while customers are told more, in any order of their calls: no file goes back in time, and the page ends at the newest state', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.integer({ min: 2, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      async (seed, publishers, changes) => {
        const { pages, record, publish, tell, later } = scene();
        const random = chance(seed);
        const pause = () => randomPause(random);
        pages.pause = pause;
        record.pause = pause;
        tell('notice0');
        const changing = (async () => {
          for (let change = 1; change <= changes; change++) {
            for (let turn = 0; turn < 5; turn++) await pause();
            later(random() * 400);
            tell(`notice${Math.floor(random() * 2)}`);
          }
        })();
        await Promise.all([changing, ...Array.from({ length: publishers }, () => publish())]);
        await publish();
        expect(pages.wentBack).toEqual([]);
        expect(pages.files.get(front)?.version).toBe(record.state?.version);
        for (const path of ['feed.atom', 'api/v2/summary.json', 'api/v2/status.json'])
          expect(pages.files.get(path)?.version).toBe(record.state?.version);
        for (const { notice } of record.notices) expect(pages.files.has(`incidents/${notice.id}.html`)).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

test('I7: a reading that saw a change in parts is put right by the next look, and nothing else is put', async () => {
  const { pages, record, publish, tell, later } = scene();
  tell('notice1');
  later(1_200);
  await publish();
  const before = record.notices;
  later(60);
  tell('notice2');
  const after = record.notices;
  record.notices = before;
  await publish();
  expect(pages.files.has('incidents/notice2.html')).toBe(false);
  record.notices = after;
  later(60);
  pages.puts.length = 0;
  await publish();
  expect(pages.files.get(front)).toMatchObject({ version: 2, renderSeq: 3 });
  expect(pages.files.get(front)?.body).toContain('notice2');
  expect(pages.puts).toContain('incidents/notice2.html');
  expect(pages.puts).not.toContain('incidents/notice1.html');
  pages.puts.length = 0;
  await publish();
  expect(pages.puts).toEqual([]);
});

test('I7: who read a change in parts puts nothing over what another made of the same version', async () => {
  const { pages, record, publish, tell, later } = scene();
  tell('notice1');
  later(1_200);
  await publish();
  later(60);
  const before = record.notices;
  tell('notice2');
  const after = record.notices;
  await publish();
  // Its look at the front page was before the other's: it takes itself for the first.
  const shown = pages.files.get(front)!;
  pages.files.set(front, { ...shown, version: 1, changes: 'of version 1' });
  let reads = 0;
  const torn: boolean[] = [];
  pages.beforePublish = () => void torn.push(record.notices === before);
  record.pause = async () => void (record.notices = reads++ < 2 ? before : after);
  await publish();
  expect(torn).not.toContain(true);
  expect(pages.files.get(front)?.body).toContain('notice2');
});
