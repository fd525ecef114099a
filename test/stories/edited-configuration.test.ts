import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Story } from '../support/story';
import { assemblyOf } from '../support/synthesize';

const place = mkdtempSync(join(tmpdir(), 'tocsin-edited-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const tags = { 'tocsin:severity': 'SEV-2', 'tocsin:service': 'warehouse' };
const minutes = 60_000;

/** What left since the story last looked, but for copies by other channels. */
function told(story: Story): string[] {
  const fresh = story.messages().filter(({ kind, channel }) => kind !== 'page' || channel === 'sms');
  return fresh.map(({ kind, responder, level }) => `${kind} ${responder} ${level}`).sort();
}

test('a deploy in mid-incident strands nobody; what opens after it finds nobody on call, and pages the chain of command', async () => {
  const directory = join(place, 'data');
  const before = await Story.begin({ directory });
  await before.alarm('warehouse-load', 'ALARM', { tags });
  expect(told(before)).toEqual(['notice alex 2', 'page sam 1']);
  const start = before.now;
  await before.stack.stop();

  const assembly = assemblyOf(join(__dirname, 'fixtures', 'edited-config'), place);
  const after = await Story.begin({ directory, assembly, start: start + minutes });
  after.messages();
  await after.wait(4);
  expect(told(after)).toEqual(['page sam 1']);
  await after.wait(5);
  expect(told(after)).toEqual(['page alex 2']);
  await after.command((await after.incident()).id, 'ack');
  told(after);

  // M92 M45: Saturday, three in the morning, when the day rotation has nobody.
  await after.alarm('ServerCpuTooHigh', 'ALARM', { tags: { 'tocsin:severity': 'SEV-2' } });
  expect(told(after)).toEqual(['notice alex 1', 'notice sam 2', 'page kim 1']);
  const opened = (await after.incidents()).find(({ title }) => title === 'ServerCpuTooHigh')!;
  const timeline = (await after.timeline(opened.id)).map(({ text }) => text).join('\n');
  expect(timeline).toContain('level 1 Kim (day has nobody until Mon 23 November, 08:00 UTC: chain of command)');
  expect(timeline).toMatch(/Incident manager: Alex \(turn in chiefs.*\), by mail\./);
  await after.end();
}, 120_000);
