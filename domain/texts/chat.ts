import type { ChatFormat } from '../paging-settings';
import type { Incident } from '../incident';
import { severityName } from '../severity';
import type { EntryType, TimelineEntry } from '../timeline';
import { cut, oneLine } from './plain';

/** What a chat room reads of: where it stands, who has it, and how it ended. Looks and counts stay inside. */
export const toldInChats: readonly EntryType[] = [
  'IncidentOpened',
  'LevelPaged',
  'Acknowledged',
  'GivenBack',
  'AcknowledgementLapsed',
  'SeverityChanged',
  'FailedAgain',
  'IncidentReopened',
  'IncidentResolved',
];

/** One line: what the incident is, and what happened. Without a link: whoever has one of those acknowledges in their own name. */
export function chatText({ id, severity, title }: Incident, { text, by }: TimelineEntry): string {
  const who = by === 'tocsin' || by === 'alarm' ? '' : ` (${by})`;
  return cut(oneLine(`${severityName(severity)} ${title} (${id}): ${text}${who}`), 500);
}

/** The text as the body that a chat program's incoming webhook takes; nothing in it is a link, a mention or markup. */
export function chatBody(format: ChatFormat, text: string): string {
  if (format === 'slack') {
    const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    return JSON.stringify({ text: escaped, mrkdwn: false, unfurl_links: false, unfurl_media: false });
  }
  const block = { type: 'TextBlock', text: text.replace(/[[\]*_#`<>\\]/g, ' '), wrap: true };
  const content = { type: 'AdaptiveCard', version: '1.4', body: [block] };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content };
  return JSON.stringify({ type: 'message', attachments: [attachment] });
}
