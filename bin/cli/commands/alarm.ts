import { storyOfOpening } from '../alarm-story';
import { answer, type Call, type Command, type LocalSession } from '../command';
import { explain, type Explanation } from '../explanation';
import { countedLine, happeningLines } from '../happening-lines';
import { rowForMachines, type IncidentRow } from '../incident-shapes';
import { Refused, UsageMistake } from '../mistakes';
import { movedToNow, wellAgain } from '../moved-event';
import type { OutboxMessage } from '../outbox-message';
import { putEvent } from '../put-event';
import { aboutSamples } from '../sample-list';
import { readEvent, type CloudEvent } from '../sample-events';
import { happenedSince, look, type Happening, type Sight } from '../watch';

/** Real milliseconds that an alarm may take until it can be seen, and how often it is looked for. */
const patience = 5_000;
const lookEvery = 200;

export const alarmCommand: Command = {
  name: 'alarm',
  usage: '[<file>|<name>] [--ok] | --list',
  says: 'sends a sample event to the local stack; without a name checkout-5xx',
  about: [
    'A sample happens now: its breach began some minutes ago by the local clock. A file is sent as it is.',
    'Tells what happens next. It acts on a local stack only.',
  ],
  flags: {
    list: { type: 'boolean', says: 'the samples, and what each shows' },
    ok: { type: 'boolean', says: 'the same source says that it is well again' },
  },
  mostWords: 1,
  run: async (call) => {
    if (call.flags['list'] === true) return listSamples(call);
    const name = call.words[0] ?? 'checkout-5xx';
    const event = await readEvent(name, call.terminal.folder);
    const ok = call.flags['ok'] === true;
    const meant = ok ? wellAgain(event.event) : event.event;
    if (!meant) throw new Refused(`${name} has no OK to send: its earlier state was not OK.`);
    const session = await call.openLocal();
    const toSend = event.sample || ok ? movedToNow(meant, await session.stack.now()) : meant;
    await ring(call, session, name, toSend);
  },
};

async function listSamples(call: Call): Promise<void> {
  if (call.words.length > 0) throw new UsageMistake('alarm --list takes no name.');
  const samples = await aboutSamples();
  const width = Math.max(...samples.map(({ name }) => name.length));
  answer(
    call,
    samples,
    samples.map(({ name, shows }) => `${name.padEnd(width)}  ${shows}`),
  );
}

async function ring(call: Call, session: LocalSession, name: string, event: CloudEvent): Promise<void> {
  const [explanation, before] = await Promise.all([session.api.classify(event), look(session.api)]);
  await putEvent(session.stack, event);
  const happenings = explanation.kind === 'ignored' ? [] : await happenedSoon(call, session, before);
  const incident = happenings[0]?.story.incident;
  answer(
    call,
    { sent: name, explanation, incident: incident ? rowForMachines(incident) : null },
    await linesOf(call, session, explanation, happenings),
  );
}

/** What an event that was just sent has changed; looks until something has, and a first message has left. */
async function happenedSoon(
  { terminal }: Pick<Call, 'terminal'>,
  { api, stack }: LocalSession,
  before: Sight,
): Promise<readonly Happening[]> {
  let happenings: readonly Happening[] = [];
  for (let waited = 0; waited < patience; waited += lookEvery) {
    happenings = await happenedSince(api, before);
    const opened = happenings.find((happening) => happening.opened)?.story.incident;
    if (happenings.length > 0 && !opened) return happenings;
    if (opened && hasLeft(await stack.messages(), opened)) return happenings;
    await terminal.pause(lookEvery);
  }
  return happenings;
}

/** True when its first page has left, or its first mail where nobody is paged. */
function hasLeft(messages: readonly OutboxMessage[], { id, level }: IncidentRow): boolean {
  return messages.some(({ incidentId, kind }) => incidentId === id && (kind === 'page' || level === 0));
}

async function linesOf(
  { terminal }: Call,
  { stack }: LocalSession,
  explanation: Explanation,
  happenings: readonly Happening[],
): Promise<string[]> {
  const { timeZone } = terminal;
  if (explanation.kind === 'ignored') return ['Sent.', ...explain(explanation, timeZone)];
  if (happenings.length === 0) return ['Sent, and no incident changed.', ...whyNothing(explanation, timeZone)];
  const scene = { messages: await stack.messages(), outbox: stack.outbox, timeZone };
  const [opened, known] = [happenings.filter((one) => one.opened), happenings.filter((one) => !one.opened)];
  return [
    ...opened.flatMap(({ story }) => storyOfOpening(story.incident, scene)),
    ...happeningLines(known, [], timeZone),
    ...known.filter(({ news }) => news.length === 0).map(countedLine),
  ];
}

/** An alarm that fires should have changed something; for all else the explanation is enough. */
function whyNothing(explanation: Explanation, timeZone: string): string[] {
  return explanation.alert?.signal === 'firing'
    ? [
        'It fires, so something should have within 5 seconds: npx tocsin list, and the terminal of npm start, may say more.',
      ]
    : explain(explanation, timeZone);
}
