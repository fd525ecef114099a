import { escapeText } from './escape';
import type { OutboxMessage } from './outbox';
import { OUTBOX_STYLE } from './outbox-style';
import { smsLength } from './sms-parts';

/** What the outbox page shows. Times are epoch milliseconds. */
export interface OutboxView {
  readonly messages: readonly OutboxMessage[];
  readonly now: number;
  /** Whole minutes that the clock is ahead of this machine's. */
  readonly minutesAhead: number;
}

/** The footer that SNS itself puts under every mail. */
const MAIL_FOOTER = `--
If you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe:
(a real mail carries SNS's unsubscribe link here)

Please do not reply directly to this email. If you have any questions or comments regarding this email, please contact us at https://aws.amazon.com/support`;

/** The outbox as a page: every message that would have been sent, newest first, and a button that skips ahead. */
export function renderOutbox({ messages, now, minutesAhead }: OutboxView): string {
  const anchored = new Set<string>();
  const items = [...messages].reverse().map((message) => {
    const first = message.incidentId !== null && !anchored.has(message.incidentId);
    if (first) anchored.add(message.incidentId);
    return item(message, first ? message.incidentId : undefined);
  });
  const ahead = minutesAhead > 0 ? ` <span class="ahead">clock skipped ahead ${minutesAhead} min</span>` : '';
  const none = '<p class="none">No message yet. Ring an alarm: <code>npx tocsin alarm</code></p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tocsin outbox</title>
<style>${OUTBOX_STYLE}</style>
</head>
<body>
<header>
<h1>Outbox</h1>
<p>Every message that would have been sent. Nothing leaves this machine.</p>
<p role="status">It is <time datetime="${new Date(now).toISOString()}">${stamp(now)}</time>.${ahead}</p>
<form method="post" action="/clock">Skip ahead ${[1, 5, 15].map(skipButton).join(' ')}</form>
</header>
<main>${items.length > 0 ? `<ol>${items.join('')}</ol>` : none}</main>
</body>
</html>
`;
}

function skipButton(minutes: number): string {
  return `<button name="minutes" value="${minutes}">${minutes} min</button>`;
}

function item(message: OutboxMessage, anchor: string | undefined): string {
  const id = anchor === undefined ? '' : ` id="${escapeText(anchor)}"`;
  return `<li${id} class="${message.channel}">${shown(message)}</li>`;
}

function shown(message: OutboxMessage): string {
  if (message.channel === 'sms') return sms(message);
  return message.channel === 'voice' ? call(message) : mail(message);
}

function call(message: OutboxMessage): string {
  return `<h2>Call to ${escapeText(message.to)}</h2>${about(message)}<p class="bubble">${escapeText(message.body)}</p><p class="length">spoken</p>`;
}

function sms(message: OutboxMessage): string {
  const { characters, parts, alphabet } = smsLength(message.body);
  const length = `${characters} characters, ${parts === 1 ? '1 part' : `${parts} parts`}, ${alphabet}`;
  return `<h2>SMS to ${escapeText(message.to)}</h2>${about(message)}<p class="bubble">${linked(message.body)}</p><p class="length">${length}</p>`;
}

function mail(message: OutboxMessage): string {
  const isMail = message.channel === 'email';
  const headers = isMail ? [['From', 'AWS Notifications <no-reply@sns.amazonaws.com>']] : [];
  headers.push([isMail ? 'To' : 'POST', message.to]);
  if (message.subject !== null) headers.push(['Subject', message.subject]);
  const list = headers.map(([name, value]) => `<dt>${name}</dt><dd>${escapeText(value!)}</dd>`).join('');
  const footer = isMail ? `<pre class="footer">${escapeText(MAIL_FOOTER)}</pre>` : '';
  return `<h2>${isMail ? 'Mail' : 'HTTPS'} to ${escapeText(message.to)}</h2>${about(message)}<dl>${list}</dl><pre>${linked(message.body)}</pre>${footer}`;
}

function about({ at, kind, incidentId, responder, level }: OutboxMessage): string {
  const parts = [kind, incidentId, responder, level === null ? null : `level ${level}`].filter((part) => part !== null);
  const words = parts.map((part) => escapeText(part)).join(' · ');
  return `<p class="about"><time datetime="${at}">${stamp(Date.parse(at))}</time>${words && ` · ${words}`}</p>`;
}

/** Escaped text with its web addresses as links. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escapeText(part)}">${escapeText(part)}</a>` : escapeText(part),
    )
    .join('');
}

function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
