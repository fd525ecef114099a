import { isOpen } from '../../domain/incident';
import { nearTime } from '../../domain/zoned-time';
import { html, type Markup } from '../../status-page/markup';
import { button } from './acknowledge-button';
import type { AcknowledgeView } from './acknowledge-page';

/** For whoever has it, and for everybody once it is over: one tap to say that nothing was wrong, or that something was after all. */
export function falseAlarm({ incident, reader, action, now }: AcknowledgeView): Markup | undefined {
  const { falsePositive, acknowledgement } = incident;
  if (falsePositive) {
    const at = nearTime(falsePositive.at, now, reader.timeZone);
    return html`<p>${falsePositive.name} called it a false alarm at ${at}.</p>
      ${button(`${action}/no-false-alarm`, 'It was no false alarm', 'second')}`;
  }
  if (isOpen(incident) && acknowledgement?.by !== reader.id) return undefined;
  return html`${button(`${action}/false-alarm`, 'It is a false alarm', 'second')}
    <p class="under">It is counted. Nothing is resolved or published.</p>`;
}
