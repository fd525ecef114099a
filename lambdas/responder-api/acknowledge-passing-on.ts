import { mayRing } from '../../domain/change';
import { mayUseLink, mostByLink } from '../../domain/commands';
import { declinedAt, mayDecline, passesTo } from '../../domain/decline';
import { isOpen } from '../../domain/incident';
import { nextToAsk } from '../../domain/next-to-ask';
import { longestNote } from '../../domain/note';
import { clockTime } from '../../domain/zoned-time';
import { html, type Markup } from '../../status-page/markup';
import { button } from './acknowledge-button';
import type { AcknowledgeView } from './acknowledge-page';

/** For whoever is being called: "I can't", and who comes instead. */
export function passOn({ incident, reader, action, nameOf, now }: AcknowledgeView): Markup | undefined {
  const declined = declinedAt(incident, reader.id);
  if (declined !== undefined)
    return html`<p>
      You said at ${clockTime(declined, reader.timeZone)} that you can't come. You are paged again only with everybody.
    </p>`;
  if (!mayDecline(incident, reader.id)) return undefined;
  const instead = passesTo(incident, reader.id);
  const can = (label: string, under?: string) =>
    html`${button(action, label, 'second', 'decline')}
    ${under === undefined ? undefined : html`<p class="under">${under}</p>`}`;
  const names = 'people' in instead ? instead.people.map(nameOf).join(', ') : '';
  switch (instead.to) {
    case 'level':
      return can(`I can't, page ${names} ${mayRing(incident, now) ? 'now' : 'next'}`);
    case 'everybody':
      return can("I can't, page everybody else now");
    case 'called':
      return can("I can't", `${names} was called already. You are paged again only with everybody.`);
    case 'chain-of-command':
      return can("I can't", 'All others have said so: the chain of command is called.');
  }
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
