import { configuration } from '@tocsin/config';
import { askForHelp } from '../../domain/ask-for-help';
import {
  acknowledge,
  changeSeverity,
  hold,
  isChange,
  update,
  type CommandContext,
  type Decision,
} from '../../domain/commands';
import { componentOf } from '../../domain/configuration';
import { decline } from '../../domain/decline';
import { markFalsePositive, withdrawFalsePositive } from '../../domain/false-positive';
import { editUpdate } from '../../domain/edit-update';
import { unacknowledge } from '../../domain/give-back';
import { note } from '../../domain/note';
import { publicText, type NoticeUpdate } from '../../domain/notice';
import { resolve, retract, updatePublicly } from '../../domain/public-commands';
import { momentAt } from '../moment';
import { callingMoment } from './calling-moment';
import type { IncidentInContext } from '../ports';
import { callerOf } from './caller';
import { isCommandName, readBody, type CommandName } from './command-bodies';
import { json, jsonBody, refused, type ApiAnswer, type ApiEvent } from './http';
import { summaryOf } from './incident-views';
import type { ResponderApi } from './needs';

const attempts = 6;

/** What may call people at once: who that is, is looked up then. */
const calls: ReadonlySet<CommandName> = new Set(['severity', 'unack', 'decline', 'escalate']);

/** Carries out one command of the command line, or says in one sentence why not. */
export async function runCommand(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const id = (event.pathParameters?.['id'] ?? '').toUpperCase();
  const name = event.pathParameters?.['command'] ?? '';
  if (!isCommandName(name)) return refused(404, `There is no command "${name}".`);
  const body = jsonBody(event);
  if (!body) return refused(400, 'The body is no JSON object.');
  const wish = commandOf(name, body, deps);
  if (typeof wish === 'string') return refused(400, wish);

  for (let attempt = 0; attempt < attempts; attempt++) {
    const known = await inContext(id, wish.component, deps);
    if (!known) return refused(404, `There is no incident ${id}. See: tocsin list --all`);
    // What pages nobody does not wait for one more read.
    const moment = calls.has(name) ? await callingMoment(deps) : momentAt(deps.now());
    const context: CommandContext = { ...known, moment, by: callerOf(event) };
    const said = wish.edits && known.notice ? await deps.incidents.saidIn(known.notice.id) : [];
    const decision = wish.decide(context, known, said);
    if ('refused' in decision) {
      deps.log('T501', { incident: id, command: name, because: decision.refused });
      return refused(409, decision.refused);
    }
    if (!isChange(decision))
      return json(200, { already: decision.already, incident: await summaryOf(known.incident, deps) });
    if ((await deps.incidents.commit(decision)) !== 'written') continue;
    deps.log('T500', { incident: id, command: name, by: context.by.id });
    const done = decision.entries.map(({ text }) => text).join('\n');
    return json(200, { done, incident: await summaryOf(decision.incident, deps) });
  }
  return refused(409, `${id} is being changed by others right now. Try again.`);
}

/** The incident with the notices that matter: a new one would be about the component that is named, else its service's. */
async function inContext(
  id: string,
  component: string | undefined,
  deps: ResponderApi,
): Promise<IncidentInContext | undefined> {
  if (component !== undefined) return deps.incidents.inContext(id, component);
  const incident = await deps.incidents.incident(id);
  return incident && deps.incidents.inContext(id, componentOf(incident.service, configuration)?.id);
}

interface Wish {
  readonly component?: string;
  /** True where the decision needs what customers were told so far. */
  readonly edits?: boolean;
  decide(context: CommandContext, known: IncidentInContext, said: readonly NoticeUpdate[]): Decision;
}

/** What the command asks for; a text says what is wrong with its body. */
function commandOf(name: CommandName, given: unknown, deps: ResponderApi): Wish | string {
  switch (name) {
    case 'ack':
      return wish('ack', given, () => acknowledge);
    case 'unack':
      return wish(
        'unack',
        given,
        ({ reason }) =>
          (context) =>
            unacknowledge(context, reason),
      );
    case 'decline':
      return wish(
        'decline',
        given,
        ({ reason }) =>
          (context) =>
            decline(context, reason),
      );
    case 'escalate':
      return wish('escalate', given, (asked) => (context) => askForHelp(context, asked));
    case 'note':
      return wish(
        'note',
        given,
        ({ text }) =>
          (context) =>
            note(context, text),
      );
    case 'severity':
      return wish(
        'severity',
        given,
        ({ severity, reason }) =>
          (context) =>
            changeSeverity(context, severity, reason),
      );
    case 'hold':
      return wish(
        'hold',
        given,
        ({ reason }) =>
          (context) =>
            hold(context, reason),
      );
    case 'retract':
      return wish(
        'retract',
        given,
        ({ reason }) =>
          (context) =>
            retract(context, reason),
      );
    case 'false-positive':
      return wish('false-positive', given, ({ undo }) => (undo ? withdrawFalsePositive : markFalsePositive));
    case 'resolve':
      return wish(
        'resolve',
        given,
        ({ reason, public: text, cause, falsePositive }) =>
          (context) =>
            resolve(context, {
              reason,
              falsePositive,
              text: text === undefined ? undefined : publicText(text),
              cause: cause === undefined ? undefined : publicText(cause),
            }),
      );
    case 'update':
      return updateWish(given, deps);
  }
}

function wish<Name extends CommandName>(
  name: Name,
  given: unknown,
  decide: (body: Extract<ReturnType<typeof readBody<Name>>, { body: unknown }>['body']) => Wish['decide'],
): Wish | string {
  const read = readBody(name, given);
  return 'refused' in read ? read.refused : { decide: decide(read.body) };
}

function updateWish(given: unknown, deps: ResponderApi): Wish | string {
  const read = readBody('update', given);
  if ('refused' in read) return read.refused;
  const { public: text, nextIn, component, edit: number, ...said } = read.body;
  if (number !== undefined) {
    if (text === undefined || nextIn !== undefined || component !== undefined || Object.keys(said).length > 0)
      return 'update: edit goes with public, the new wording, and with nothing else.';
    return {
      edits: true,
      decide: (context, _known, before) => editUpdate(context, before, { number, text: publicText(text) }),
    };
  }
  if (text === undefined) {
    if (nextIn !== undefined || component !== undefined) return 'update: nextIn and component go with public.';
    if (Object.keys(said).length === 0)
      return 'update: say something: --status, --impact, --actions, --next, --eta, --note or --public.';
    return { decide: (context) => update(context, said) };
  }
  const named = configuration.statusPage.components.find(({ id, name }) => id === component || name === component);
  if (component !== undefined && !named) {
    return `update: there is no component "${component}". There are: ${configuration.statusPage.components.map(({ id }) => id).join(', ')}.`;
  }
  return {
    component: named?.id,
    decide: (context, { openNotice }) => {
      const about = named ?? componentOf(context.incident.service, configuration);
      const subject = about && { id: about.id, name: about.name };
      return updatePublicly(
        context,
        said,
        { text: publicText(text), nextIn },
        { openNotice, newNoticeId: deps.newNoticeId(), component: subject, named: named !== undefined },
      );
    },
  };
}
