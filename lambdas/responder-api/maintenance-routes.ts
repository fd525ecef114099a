import { configuration } from '@tocsin/config';
import * as v from 'valibot';
import type { Already, Refusal } from '../../domain/commands';
import { readInstant, type Instant } from '../../domain/instant';
import { isOver, type Maintenance } from '../../domain/maintenance';
import { firingAlarms } from '../firing-alarms';
import { callOff, edit, finish, isMaintenance, plan, start, tellMore } from '../../domain/maintenance-commands';
import { publicText } from '../../domain/notice';
import { publicTime } from '../../domain/zoned-time';
import { callerOf } from './caller';
import { forCustomers, readAs, said } from './command-bodies';
import { json, jsonBody, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

const attempts = 6;

const time = (field: string) =>
  v.pipe(
    said(field, 40),
    v.check((value) => readInstant(value) !== undefined, `${field} must be a time like 2027-03-07T02:00:00Z.`),
    v.transform((value) => readInstant(value)!),
  );
const names = (field: string) => v.pipe(v.array(said(field, 100), `${field} must be a list.`), v.maxLength(50));
const flag = (field: string) => v.boolean(`${field} must be true or false.`);

const planned = v.strictObject({
  title: forCustomers('title', 120),
  impact: v.optional(forCustomers('impact', 500)),
  services: v.optional(names('services')),
  components: v.optional(names('components')),
  from: time('from'),
  until: time('until'),
  autoComplete: v.optional(flag('autoComplete')),
  note: v.optional(said('note', 500)),
});
const edited = v.strictObject({
  title: v.optional(forCustomers('title', 120)),
  impact: v.optional(forCustomers('impact', 500)),
  from: v.optional(time('from')),
  until: v.optional(time('until')),
  autoComplete: v.optional(flag('autoComplete')),
  note: v.optional(said('note', 500)),
});
const told = v.strictObject({
  public: forCustomers('public', 1_000),
  nextIn: v.optional(v.pipe(v.number('nextIn must be milliseconds.'), v.minValue(60_000), v.maxValue(86_400_000))),
});
const nothing = v.strictObject({});

export async function listMaintenances(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const all = event.queryStringParameters?.['all'] === '1';
  const maintenances = (await deps.quiet.maintenances())
    .filter((known) => all || !isOver(known))
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  return json(200, { maintenances });
}

/** Plans one: customers read of it at once, and its services are quiet while it lasts. */
export async function planMaintenance(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const body = jsonBody(event);
  if (!body) return refused(400, 'The body is no JSON object.');
  const read = readAs('maintenance', planned, body);
  if ('refused' in read) return refused(400, read.refused);
  const about = whatItIsAbout(read.body.services ?? [], read.body.components ?? []);
  if (typeof about === 'string') return refused(400, `maintenance: ${about}`);
  const { title, impact, from, until, autoComplete = false, note } = read.body;
  const words = { title: publicText(title), impact: impact === undefined ? undefined : publicText(impact) };
  const by = callerOf(event);
  const decided = plan({ id: deps.newNoticeId(), ...words, ...about, from, until, autoComplete, by, note }, deps.now());
  if (!isMaintenance(decided)) return refused(409, decided.refused);
  if (!(await deps.quiet.keepMaintenance(decided))) return refused(409, 'maintenance: try again.');
  deps.log('T121', { maintenance: decided.id, state: decided.state, by: by.id });
  const quiet = about.services.length > 0 ? ` Alarms of ${about.services.join(', ')} are quiet while it lasts.` : '';
  const done = `Planned ${decided.id}: ${title}, ${span(decided, deps.now())}. Customers can read it now.${quiet}`;
  return json(200, { done, maintenance: decided });
}

/** `edit`, `start`, `update`, `complete` or `cancel`. */
export async function changeMaintenance(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const { id = '', command = '' } = event.pathParameters ?? {};
  const body = jsonBody(event);
  if (!body) return refused(400, 'The body is no JSON object.');
  const decide = await decisionOf(command, body, id, deps);
  if (decide === undefined) return refused(404, `There is no command "${command}" for a maintenance.`);
  if (typeof decide === 'string') return refused(400, decide);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const known = await deps.quiet.maintenance(id);
    if (!known) return refused(404, `There is no maintenance ${id}. See: tocsin maintenance list --all`);
    const decided = decide(known, deps.now());
    if ('refused' in decided) return refused(409, decided.refused);
    if (!isMaintenance(decided)) return json(200, { already: decided.already, maintenance: known });
    if (!(await deps.quiet.keepMaintenance(decided))) continue;
    deps.log('T121', { maintenance: id, state: decided.state, command, by: callerOf(event).id });
    return json(200, { done: doneWords(decided, command, deps.now()), maintenance: decided });
  }
  return refused(409, `${id} is being changed by others right now. Try again.`);
}

type Decide = (known: Maintenance, now: Instant) => Maintenance | Refusal | Already;

/** What the command asks for; a text says what is wrong with its body. */
async function decisionOf(
  command: string,
  body: unknown,
  id: string,
  deps: ResponderApi,
): Promise<Decide | string | undefined> {
  if (command === 'edit') {
    const read = readAs(command, edited, body);
    if ('refused' in read) return read.refused;
    const { title, impact, ...rest } = read.body;
    if (Object.keys(read.body).length === 0) return 'edit: say what changes: --title, --impact, --from, --until …';
    const words = {
      title: title === undefined ? undefined : publicText(title),
      impact: impact === undefined ? undefined : publicText(impact),
    };
    return (known, now) => edit(known, { ...rest, ...words }, now);
  }
  if (command === 'update') {
    const read = readAs(command, told, body);
    if ('refused' in read) return read.refused;
    const { public: text, nextIn } = read.body;
    return (known, now) => tellMore(known, publicText(text), nextIn, now);
  }
  if (!['start', 'complete', 'cancel'].includes(command)) return undefined;
  const read = readAs(command, nothing, body);
  if ('refused' in read) return read.refused;
  if (command === 'start') return start;
  if (command === 'cancel') return callOff;
  const maintenance = await deps.quiet.maintenance(id);
  const firing = maintenance ? await firingAlarms(maintenance, deps) : [];
  return (known, now) => finish(known, firing, now);
}

/** Services by id, components by id or name; where only one side is named, the other follows from it. */
function whatItIsAbout(services: readonly string[], components: readonly string[]) {
  const known = configuration.services;
  const unknown = services.find((wanted) => !known.some(({ id }) => id === wanted));
  if (unknown !== undefined)
    return `there is no service "${unknown}". There are: ${known.map(({ id }) => id).join(', ')}.`;
  const shown = configuration.statusPage.components;
  const missing = components.find((wanted) => !shown.some(({ id, name }) => id === wanted || name === wanted));
  if (missing !== undefined)
    return `there is no component "${missing}". There are: ${shown.map(({ id }) => id).join(', ')}.`;
  const named = shown.filter(({ id, name }) => components.includes(id) || components.includes(name));
  const own = known.filter(({ id }) => services.includes(id)).flatMap(({ component }) => component ?? []);
  const about = components.length > 0 ? named : shown.filter(({ id }) => own.includes(id));
  const behind = known.filter(({ component }) => about.some(({ id }) => id === component)).map(({ id }) => id);
  return {
    services: services.length > 0 ? services : behind,
    components: about.map(({ id, name }) => ({ id, name })),
  };
}

function doneWords(maintenance: Maintenance, command: string, now: Instant): string {
  const { id } = maintenance;
  switch (command) {
    case 'start':
      return `${id} is in progress until ${publicTime(maintenance.until, now)}. Customers can read that now.`;
    case 'complete':
      return `${id} is completed. Customers can read that now; its services page again.`;
    case 'cancel':
      return `${id} is cancelled. Customers can read that now; what still fires pages within two minutes.`;
    case 'update':
      return `Customers can read it now.`;
    default:
      return `Changed ${id}: ${span(maintenance, now)}.`;
  }
}

function span({ from, until }: Maintenance, now: Instant): string {
  return `${publicTime(from, now)} to ${publicTime(until, now)}`;
}
