import { answerLink, badLink } from './acknowledge-link';
import { listChanges } from './changes';
import { changeComponent } from './change-component';
import { classifyEvent } from './classify-event';
import { runCommand } from './commands';
import { declareIncident } from './declare-incident';
import { contactFacts, doctorFacts } from './doctor-facts';
import { refused, type ApiAnswer, type ApiEvent } from './http';
import { listIncidents, showIncident } from './incident-views';
import { noise } from './noise';
import { showReportForm, takeReport } from './report';
import { listSources } from './sources';
import { orderTestPage } from './test-pages';
import { listTriage, runTriage } from './triage';
import { changeMaintenance, listMaintenances, planMaintenance } from './maintenance-routes';
import type { ResponderApi } from './needs';
import { listUnmatched } from './unmatched';
import { giveFeedback, showLoad } from './on-call-report';
import { showOnCall } from './on-call-routes';
import { endOverride, listOverrides, override } from './override-routes';
import { endSilence, listSilences, listSuppressed, silence } from './silence-routes';

/** What responders' links and the command line talk to. Which routes need a signature is the API's business, in `lib/`. */
export function responderApi(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  switch (event.routeKey) {
    case 'GET /a/{token}':
    case 'HEAD /a/{token}':
      return answerLink(event, 'look', deps);
    case 'GET /a':
    case 'GET /a/{proxy+}':
      return Promise.resolve(badLink(deps, 'not ours'));
    case 'POST /a/{token}':
      return answerLink(event, 'press', deps);
    case 'POST /a/{token}/false-alarm':
      return answerLink(event, 'false-alarm', deps);
    case 'POST /a/{token}/no-false-alarm':
      return answerLink(event, 'no-false-alarm', deps);
    case 'POST /a/{token}/hold':
      return answerLink(event, 'hold', deps);
    case 'GET /incidents':
      return listIncidents(event, deps);
    case 'POST /incidents':
      return declareIncident(event, deps);
    case 'GET /incidents/{id}':
      return showIncident(event, deps);
    case 'POST /incidents/{id}/{command}':
      return runCommand(event, deps);
    case 'GET /changes':
      return listChanges(event, deps);
    case 'GET /report':
    case 'HEAD /report':
      return Promise.resolve(showReportForm());
    case 'POST /report':
      return takeReport(event, deps);
    case 'GET /triage':
      return listTriage(deps);
    case 'POST /triage/{id}/{command}':
      return runTriage(event, deps);
    case 'GET /noise':
      return noise(event, deps);
    case 'GET /sources':
      return listSources(deps);
    case 'GET /unmatched':
      return listUnmatched(deps);
    case 'POST /components/{component}':
      return changeComponent(event, deps);
    case 'GET /on-call':
      return showOnCall(event, deps);
    case 'GET /on-call/report':
      return showLoad(event, deps);
    case 'POST /on-call/feedback':
      return giveFeedback(event, deps);
    case 'POST /on-call/overrides':
      return override(event, deps);
    case 'GET /on-call/overrides':
      return listOverrides(event, deps);
    case 'POST /on-call/overrides/{id}/end':
      return endOverride(event, deps);
    case 'POST /silences':
      return silence(event, deps);
    case 'GET /silences':
      return listSilences(event, deps);
    case 'POST /silences/{id}/end':
      return endSilence(event, deps);
    case 'GET /suppressed':
      return listSuppressed(event, deps);
    case 'POST /maintenances':
      return planMaintenance(event, deps);
    case 'GET /maintenances':
      return listMaintenances(event, deps);
    case 'POST /maintenances/{id}/{command}':
      return changeMaintenance(event, deps);
    case 'POST /test-pages':
      return orderTestPage(event, deps);
    case 'GET /doctor':
      return doctorFacts(deps);
    case 'GET /contact-card':
      return Promise.resolve(contactFacts());
    case 'POST /classify':
      return classifyEvent(event, deps);
    default:
      return Promise.resolve(refused(404, `There is no ${event.routeKey} here.`));
  }
}
