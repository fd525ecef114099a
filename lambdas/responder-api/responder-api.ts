import type { Instant } from '../../domain/instant';
import type { IncidentReader, IncidentStore, LinkKeys, Log, Outbox } from '../ports';
import { answerLink } from './acknowledge-link';
import { classifyEvent } from './classify-event';
import { runCommand } from './commands';
import { refused, type ApiAnswer, type ApiEvent } from './http';
import { listIncidents, showIncident } from './incident-views';

export interface ResponderApi {
  readonly incidents: IncidentStore & IncidentReader;
  readonly outbox: Pick<Outbox, 'message'>;
  readonly linkKeys: LinkKeys;
  readonly pageUrl: string;
  readonly newNoticeId: () => string;
  readonly now: () => Instant;
  readonly log: Log;
}

/** What responders' links and the command line talk to. Which routes need a signature is the API's business, in `lib/`. */
export function responderApi(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  switch (event.routeKey) {
    case 'GET /a/{token}':
    case 'HEAD /a/{token}':
      return answerLink(event, 'look', deps);
    case 'POST /a/{token}':
      return answerLink(event, 'acknowledge', deps);
    case 'POST /a/{token}/hold':
      return answerLink(event, 'hold', deps);
    case 'GET /incidents':
      return listIncidents(event, deps);
    case 'GET /incidents/{id}':
      return showIncident(event, deps);
    case 'POST /incidents/{id}/{command}':
      return runCommand(event, deps);
    case 'POST /classify':
      return classifyEvent(event, deps);
    default:
      return Promise.resolve(refused(404, `There is no ${event.routeKey} here.`));
  }
}
