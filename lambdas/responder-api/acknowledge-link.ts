import { configuration } from '@tocsin/config';
import { isChange } from '../../domain/commands';
import { accountNameOf, nameOf, serviceOf } from '../../domain/configuration';
import { onCallOf } from '../../domain/on-call-settings';
import { readLinkToken } from '../link-token';
import { momentAt } from '../moment';
import type { QueuedMessage } from '../ports';
import { pagePolicy } from './acknowledge-frame';
import { acknowledgePage, badLinkPage } from './acknowledge-page';
import { pressesByPath, pressOf, type Press } from './acknowledge-press';
import { callingMoment } from './calling-moment';
import { changesBeforeIncident } from './changes';
import { page, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';
import { answerTestLink } from './test-link';

const attempts = 6;
/** The most of a timeline that the page looks through: who was paged stands in it, however much was said since. */
const linesRead = 100;

/** What is asked of a link: to show its page, to press its own button, or one with an address below it. */
type Wish = 'look' | 'press' | keyof typeof pressesByPath;

/**
 * Answers a link from a message. Looking changes nothing, whoever looks; a bare POST of the same address
 * acknowledges, once or often. A token that we did not sign is refused before anything is asked of AWS.
 */
export async function answerLink(event: ApiEvent, wish: Wish, deps: ResponderApi): Promise<ApiAnswer> {
  const token = event.pathParameters?.['token'] ?? '';
  const target = await readLinkToken(token, deps.linkKeys);
  if (!target) return (await answerTest(token, wish, deps)) ?? badLink(deps, 'not ours');
  const queued = await deps.outbox.message(target.incidentId, target.number);
  if (!queued || queued.message.linkExpiresAt <= deps.now()) return badLink(deps, queued ? 'expired' : 'unknown');
  if (wish === 'look') return show(queued, token, deps);
  const press = wish === 'press' ? pressOf(event) : pressesByPath[wish];
  let known: QueuedMessage | undefined = queued;
  for (let attempt = 0; known && !(await carryOut(press, known, deps)); attempt++) {
    if (attempt === attempts) throw new Error(`The race for incident ${target.incidentId} was lost ${attempts} times.`);
    known = await deps.outbox.message(target.incidentId, target.number);
  }
  return {
    statusCode: 303,
    headers: { location: `/a/${token}`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  };
}

/** A test page has one button, behind the link itself. */
async function answerTest(token: string, wish: Wish, deps: ResponderApi): Promise<ApiAnswer | undefined> {
  return wish === 'look' || wish === 'press' ? answerTestLink(token, wish, deps) : undefined;
}

/** The page of a link that does not work. */
export function badLink(deps: ResponderApi, because: string): ApiAnswer {
  deps.log('T502', { because });
  return page(404, badLinkPage(), pagePolicy);
}

/** True when there is nothing more to try; false after a lost race: the incident is to be read again. */
async function carryOut(press: Press, { message, incident }: QueuedMessage, deps: ResponderApi): Promise<boolean> {
  const { to, incidentId } = message;
  const known = incident.publicNotice.state === 'public' ? await deps.incidents.inContext(incidentId) : { incident };
  if (!known) return true;
  const moment = press.calls ? await callingMoment(deps) : momentAt(deps.now());
  const decision = press.decide({ ...known, moment, by: { id: to, name: moment.nameOf(to) }, byLink: true });
  if (!isChange(decision)) {
    deps.log('T501', {
      incident: incidentId,
      wish: press.name,
      because: 'refused' in decision ? decision.refused : decision.already,
    });
    return true;
  }
  const written = await deps.incidents.commit(decision);
  if (written === 'written') deps.log('T500', { incident: incidentId, command: press.name, by: to });
  return written === 'written';
}

async function show(queued: QueuedMessage, token: string, deps: ResponderApi): Promise<ApiAnswer> {
  const entries = await deps.incidents.timeline(queued.incident.id, linesRead);
  const person = configuration.responders.find(({ id }) => id === queued.message.to);
  const body = acknowledgePage({
    incident: queued.incident,
    reader: { id: queued.message.to, name: person?.name ?? queued.message.to, timeZone: person?.timeZone ?? 'UTC' },
    entries,
    changes: await changesBeforeIncident(queued.incident, deps),
    action: `/a/${token}`,
    now: deps.now(),
    accountName: accountNameOf(queued.incident.account, configuration),
    service: serviceOf(queued.incident.service, configuration),
    nameOf: (id) => nameOf(id, configuration),
    onCall: onCallOf(configuration, []),
  });
  return page(200, body, pagePolicy);
}
