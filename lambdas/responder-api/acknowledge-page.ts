import type { ChangeNote } from '../../domain/alert';
import { everybodyPagedAt, nextPageAt, nextPaged, lapsesAt } from '../../domain/escalation-plan';
import type { Service } from '../../domain/configuration';
import { isOpen, type Incident } from '../../domain/incident';
import type { Instant } from '../../domain/instant';
import type { OnCall } from '../../domain/on-call';
import { behaviours, holdsAllowed, severityName } from '../../domain/severity';
import { cut, oneLine } from '../../domain/texts/plain';
import type { TimelineEntry } from '../../domain/timeline';
import { nearTime, nearTimeWithZone } from '../../domain/zoned-time';
import { html, type Markup } from '../../status-page/markup';
import { button } from './acknowledge-button';
import { frame } from './acknowledge-frame';
import { history, measurements, runbook } from './acknowledge-facts';
import { companyOrBack, noteForm, passOn } from './acknowledge-passing-on';
import { falseAlarm } from './false-alarm';

export interface AcknowledgeView {
  readonly incident: Incident;
  readonly reader: { readonly id: string; readonly name: string; readonly timeZone: string };
  /** The timeline, or the newest part of a long one, oldest first. */
  readonly entries: readonly TimelineEntry[];
  /** What changed in the two hours before it opened, what may have to do with it first. */
  readonly changes: readonly ChangeNote[];
  /** The address of this very page. */
  readonly action: string;
  readonly now: Instant;
  readonly accountName?: string;
  /** The service of the catalogue that it is about. */
  readonly service?: Service;
  readonly nameOf: (responderId: string) => string;
  /** Who may be called when all have declined. */
  readonly onCall?: OnCall;
}

/** The page behind the link in a message, from what matters most to what matters least. */
export function acknowledgePage(view: AcknowledgeView): string {
  const { incident } = view;
  return frame(
    `${severityName(incident.severity)} ${incident.title}`,
    html`<main>
      ${state(view)} ${what(view)} ${action(view)} ${customers(view)} ${falseAlarm(view)} ${measurements(view)}
      ${runbook(incident)} ${hasIt(view) ? undefined : noteForm(view)} ${history(view)}
      <footer>
        <p>
          <strong>${incident.id}.</strong> This link is ${view.reader.name}'s; if you are not ${view.reader.name}, do
          not use it.
        </p>
      </footer>
    </main>`,
  );
}

/** The one answer to every link that does not work. */
export function badLinkPage(): string {
  return frame(
    'This link does not work',
    html`<main>
      <h1>This link does not work.</h1>
      <p>Nothing was changed. Open the newest message about the incident, or run <code>tocsin list</code>.</p>
    </main>`,
  );
}

function state(view: AcknowledgeView): Markup {
  const { incident } = view;
  const since = `since ${nearTimeWithZone(incident.openedAt, view.now, view.reader.timeZone)}`;
  const severity = severityName(incident.severity);
  if (!isOpen(incident))
    return html`<p class="state over">
      <span class="sign" aria-hidden="true">✓</span> ${severity} · RESOLVED · ${since}
    </p>`;
  if (incident.acknowledgement)
    return html`<p class="state had">
      <span class="sign" aria-hidden="true">●</span> ${severity} · ACKNOWLEDGED · ${since}
    </p>`;
  return html`<p class="state open">
    <span class="sign" aria-hidden="true">▲</span> ${severity} · NOT ACKNOWLEDGED · ${since}
  </p>`;
}

function what({ incident, reader, nameOf, now }: AcknowledgeView): Markup {
  const next = nextPaged(incident, Math.max(1, incident.escalation.level), nameOf);
  const waits = isOpen(incident) && !incident.acknowledgement;
  const again = nextPageAt(incident) && everybodyPagedAt(incident);
  const then = next
    ? `${next.name} is paged at ${nearTime(next.at, now, reader.timeZone)}.`
    : incident.okCountedAt !== undefined
      ? 'All is OK again: nobody further is paged.'
      : again && `Everybody is paged again at ${nearTime(again, now, reader.timeZone)}.`;
  return html`<h1>${cut(oneLine(incident.title), 60)}: ${incident.summary ?? 'it is failing.'}</h1>
    ${incident.needsSeverity ? html`<p>It needs a severity, please check.</p>` : undefined}
    ${waits && then ? html`<p>${then}</p>` : undefined}`;
}

function action(view: AcknowledgeView): Markup {
  const { incident, reader } = view;
  const { acknowledgement } = incident;
  const at = (instant: Instant) => nearTime(instant, view.now, reader.timeZone);
  if (!isOpen(incident))
    return html`<p class="word">
      Resolved ${at(incident.resolvedAt ?? view.now)} by ${incident.resolvedBy ?? 'somebody'}. Nothing to do.
    </p>`;
  if (!acknowledgement) {
    return html`${button(view.action, `Acknowledge as ${reader.name}`, 'main')}
      <p class="under">Paging stops. Nothing is resolved or published.</p>
      ${passOn(view)}`;
  }
  if (!hasIt(view))
    return html`<p class="word">${acknowledgement.name} has had it since ${at(acknowledgement.at)}.</p>`;
  const due = incident.updates.dueAt;
  const lapses = lapsesAt(incident);
  const which = incident.publicNotice.state === 'none' ? 'Update' : 'Public update';
  const late = due !== undefined && due < view.now;
  const update =
    due === undefined ? '' : late ? ` ${which} was due at ${at(due)} and is late.` : ` ${which} by ${at(due)}.`;
  const lapse = lapses ? ` Your acknowledgement lapses at ${at(lapses)} unless you act.` : '';
  return html`<p class="word">
      You have it, ${reader.name}, ${at(acknowledgement.at)}. Nobody else will be paged.${update}${lapse}
    </p>
    ${lapses ? button(view.action, 'Still on it', 'main') : undefined} ${companyOrBack(view)} ${noteForm(view)}`;
}

function hasIt({ incident, reader }: AcknowledgeView): boolean {
  return incident.acknowledgement?.by === reader.id;
}

function customers({ incident, reader, action, now }: AcknowledgeView): Markup | undefined {
  const { publicNotice } = incident;
  if (publicNotice.state === 'public') return html`<p>Customers read a notice.</p>`;
  if (publicNotice.state === 'retracted') return html`<p>Customers read that the notice was posted in error.</p>`;
  if (publicNotice.state === 'needs-decision')
    return html`<p>
      Customers see: nothing yet. The notice was held twice: decide what they read with
      <code>tocsin update ${incident.id} --public "…"</code>
    </p>`;
  if (publicNotice.state !== 'waiting' || !isOpen(incident)) {
    return behaviours[incident.severity].notice ? html`<p>Customers see: nothing.</p>` : undefined;
  }
  const time = nearTime(publicNotice.dueAt, now, reader.timeZone);
  const sentence = html`<p>Customers see: nothing yet. At ${time} they will read: “${publicNotice.ifFailing}”</p>`;
  return publicNotice.holds < holdsAllowed
    ? html`${sentence} ${button(`${action}/hold`, 'Hold 15 min', 'second')}`
    : html`${sentence}
        <p>It was held twice: then you are asked to decide.</p>`;
}
