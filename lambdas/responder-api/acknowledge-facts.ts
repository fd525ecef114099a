import { customersFailText } from '../../domain/customers-fail';
import { graphsOf } from '../../domain/graphs';
import type { Incident } from '../../domain/incident';
import { severityName } from '../../domain/severity';
import { alertLines } from '../../domain/texts/alert-list';
import { changeInWords } from '../../domain/texts/changes';
import { cut } from '../../domain/texts/plain';
import { objectiveInWords } from '../../domain/texts/objective';
import { asItHappened, happened, type TimelineEntry } from '../../domain/timeline';
import { nearTime } from '../../domain/zoned-time';
import { safeLink } from '../../status-page/links';
import { html, type Markup } from '../../status-page/markup';
import type { AcknowledgeView } from './acknowledge-page';

/** Lines of each part of the history. */
const linesShown = 5;

/** The number against its limit, why the severity, where, and what changed before. */
export function measurements(view: AcknowledgeView): Markup {
  const { incident, accountName, service } = view;
  const alerts = Object.keys(incident.alerts).length;
  const graphs = graphsOf(incident, service).flatMap((link) => safeLink(link) ?? []);
  const where = [accountName ?? incident.account, incident.region, `${alerts} alert${alerts === 1 ? '' : 's'}`]
    .filter((part) => part)
    .join(', ');
  const listed = alertLines(Object.values(incident.alerts), 10);
  return html`<dl>
    ${
      incident.customersFailServersOk
        ? html`<div>
            <dt>Note</dt>
            <dd>${customersFailText}</dd>
          </div>`
        : undefined
    }
    ${
      incident.measured
        ? html`<div>
            <dt>Why</dt>
            <dd>${incident.measured}</dd>
          </div>`
        : undefined
    }
    <div>
      <dt>Severity</dt>
      <dd>${severityName(incident.severity)} because ${incident.severityBecause}</dd>
    </div>
    <div>
      <dt>Where</dt>
      <dd>${where}</dd>
    </div>
    ${
      listed.length > 0
        ? html`<div>
            <dt>Alerts</dt>
            <dd>
              <ul>
                ${listed.map((line) => html`<li>${line}</li>`)}
              </ul>
            </dd>
          </div>`
        : undefined
    }
    ${
      view.changes.length > 0
        ? html`<div>
            <dt>Changed</dt>
            <dd>
              In the last 2 hours before it opened:
              <ul>
                ${view.changes.map((note) => html`<li>${changeInWords(note, view.reader.timeZone)}</li>`)}
              </ul>
            </dd>
          </div>`
        : undefined
    }
    ${
      graphs.length > 0
        ? html`<div>
            <dt>Graph</dt>
            ${graphs.map((link) => html`<dd><a href="${link}" rel="noreferrer">${graphName(link, view)}</a></dd>`)}
          </div>`
        : undefined
    }
    ${
      service?.slo
        ? html`<div>
            <dt>Promised</dt>
            <dd>${objectiveInWords(service.slo)}</dd>
          </div>`
        : undefined
    }
  </dl>`;
}

/** The alarm's own graph is told apart from the dashboards of its service, which are told apart by their addresses. */
function graphName(link: string, { incident, service }: AcknowledgeView): string {
  if (link === incident.link) return 'Open the graph';
  return `${service?.name ?? 'Dashboard'}: ${cut(link.replace('https://', ''), 60)}`;
}

/** What to do: the link to the runbook, and its first three steps. */
export function runbook(incident: Incident): Markup | undefined {
  const link = safeLink(incident.runbook);
  if (link === undefined && incident.firstSteps.length === 0) return undefined;
  return html`<section aria-labelledby="runbook">
    <h2 id="runbook">${link ? html`<a href="${link}" rel="noreferrer">Runbook</a>` : 'First steps'}</h2>
    ${
      incident.firstSteps.length > 0
        ? html`<ol>
            ${incident.firstSteps.slice(0, 3).map((step) => html`<li>${step}</li>`)}
          </ol>`
        : undefined
    }
  </section>`;
}

/** Who was paged, when and how, and the last lines of the timeline. */
export function history({ entries: known, reader, now }: AcknowledgeView): Markup {
  const entries = asItHappened(known);
  const lines = (shown: readonly TimelineEntry[]) =>
    html`<ul>
      ${shown.map((entry) => html`<li><time datetime="${happened(entry)}">${nearTime(happened(entry), now, reader.timeZone)}</time> ${entry.text}</li>`)}
    </ul>`;
  const paged = entries.filter(({ type }) => type === 'LevelPaged' || type === 'HelpAsked').slice(-linesShown);
  return html`${
      paged.length > 0
        ? html`<section aria-labelledby="paged">
            <h2 id="paged">Who was paged</h2>
            ${lines(paged)}
          </section>`
        : undefined
    }
    <section aria-labelledby="history">
      <h2 id="history">What happened last</h2>
      ${lines(entries.slice(-linesShown))}
    </section>`;
}
