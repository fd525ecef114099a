import { isOpen } from '../../domain/incident';
import { clockTime } from '../../domain/zoned-time';
import { html, type Markup } from '../../status-page/markup';
import { button } from './acknowledge-button';
import type { AcknowledgeView } from './acknowledge-page';

/** For whoever has it, and for everybody once it is over: one tap to say that nothing was wrong, or that something was after all. */
export function falseAlarm({ incident, reader, action }: AcknowledgeView): Markup | undefined {
  const { falsePositive, acknowledgement } = incident;
  if (falsePositive) {
    const at = clockTime(falsePositive.at, reader.timeZone);
    return html`<p>${falsePositive.name} called it a false alarm at ${at}.</p>
      ${button(`${action}/no-false-alarm`, 'It was no false alarm', 'second')}`;
  }
  if (isOpen(incident) && acknowledgement?.by !== reader.id) return undefined;
  return html`${button(`${action}/false-alarm`, 'It is a false alarm', 'second')}
    <p class="under">It is counted. Nothing is resolved or published.</p>`;
}
