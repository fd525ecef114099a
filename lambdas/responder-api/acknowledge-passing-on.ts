import { mayRing } from '../../domain/change';
import { mayUseLink, mostByLink } from '../../domain/commands';
import { declineOf, mayDecline, passesTo } from '../../domain/decline';
import { everybodyPagedAt } from '../../domain/escalation-plan';
import { isOpen } from '../../domain/incident';
import type { Instant } from '../../domain/instant';
import { nextToAsk } from '../../domain/next-to-ask';
import { longestNote } from '../../domain/note';
import { clockTime } from '../../domain/zoned-time';
import { html, type Markup } from '../../status-page/markup';
import { button } from './acknowledge-button';
import type { AcknowledgeView } from './acknowledge-page';

/** For whoever is being called: "I can't", and who comes instead. */
export function passOn({ incident, reader, action, nameOf, now, onCall }: AcknowledgeView): Markup | undefined {
  const time = (instant: Instant) => clockTime(instant, reader.timeZone);
  const declined = declineOf(incident, reader.id);
  if (declined) {
    const at = time(declined.at);
    const said = declined.gaveBack ? `You gave it back at ${at}.` : `You said at ${at} that you can't come.`;
    return html`<p>${said} You are paged again only with everybody.</p>`;
  }
  if (!mayDecline(incident, reader.id)) return undefined;
  const instead = passesTo(incident, reader.id, onCall);
  const can = (label: string, under?: string) =>
    html`${button(action, label, 'second', 'decline')}
    ${under === undefined ? undefined : html`<p class="under">${under}</p>`}`;
  const names = 'people' in instead ? instead.people.map(nameOf).join(', ') : '';
  const rings = mayRing(incident, now);
  if (instead.to === 'level') return can(`I can't, page ${names} ${rings ? 'now' : 'next'}`);
  if (instead.to === 'called')
    return can("I can't", `${names} was called already. You are paged again only with everybody.`);
  if (rings && instead.to === 'everybody') return can("I can't, page everybody else now");
  if (rings && instead.to === 'chain-of-command')
    return can(`I can't, page ${nameOf(instead.person)} now`, 'All others have said so.');
  const why = instead.to === 'nobody' ? 'Nobody else is left' : 'Nobody is at work';
  const again = everybodyPagedAt(incident);
  return can("I can't", again === undefined ? `${why}.` : `${why}: everybody is paged again at ${time(again)}.`);
}

/** For whoever has it: call the next level too, give it back. */
export function companyOrBack({ incident, reader, action, nameOf }: AcknowledgeView): Markup {
  const next = nextToAsk(incident, reader.id);
  const company =
    next && button(action, `Page ${next.people.map(nameOf).join(', ')} too`, 'second', `page-${next.level}`);
  const back = mayUseLink(incident, 'unacknowledge', reader.id);
  return html`${company} ${back ? button(action, 'Give it back', 'second', 'give-back') : undefined}`;
}

/** A line for the timeline, while it is open; once the link takes no more, where it is written instead. */
export function noteForm({ incident, reader, action }: AcknowledgeView): Markup | undefined {
  if (!isOpen(incident)) return undefined;
  if (!mayUseLink(incident, 'note', reader.id))
    return html`<p>
      ${mostByLink.note} notes are the most by link. To write more: <code>tocsin note ${incident.id} --text "…"</code>
    </p>`;
  return html`<form method="post" action="${action}">
    <input type="hidden" name="do" value="note" />
    <label for="note">Note for the team (customers do not read it)</label>
    <textarea id="note" name="note" rows="2" maxlength="${longestNote}" required></textarea>
    <button class="second" type="submit">Add the note</button>
  </form>`;
}
