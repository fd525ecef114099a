import { askForHelp } from '../../domain/ask-for-help';
import { acknowledge, hold, type CommandContext, type Decision } from '../../domain/commands';
import { decline } from '../../domain/decline';
import { markFalsePositive, withdrawFalsePositive } from '../../domain/false-positive';
import { unacknowledge } from '../../domain/give-back';
import { note } from '../../domain/note';
import type { ApiEvent } from './http';

/** What a press behind a link does. */
export interface Press {
  /** As the log names it. */
  readonly name: string;
  /** True where it may call people at once: who that is, is looked up then. */
  readonly calls?: boolean;
  decide(context: CommandContext): Decision;
}

/** The presses that have an address of their own below the link. */
export const pressesByPath = {
  hold: { name: 'hold', decide: (context) => hold(context) },
  'false-alarm': { name: 'false-alarm', decide: markFalsePositive },
  'no-false-alarm': { name: 'no-false-alarm', decide: withdrawFalsePositive },
} satisfies Readonly<Record<string, Press>>;

const acknowledgePress: Press = { name: 'acknowledge', decide: acknowledge };

/** A note of 500 characters, each of four bytes written as `%F0`, and what stands around it. */
const longestForm = 7_000;

/**
 * What a POST of the link itself does. It acknowledges, whatever it carries; only a form with exactly one `do` that the page
 * could have sent does something else. Of a longer form than the page sends the beginning counts.
 */
export function pressOf(event: ApiEvent): Press {
  const form = formOf(event);
  const deeds = form?.getAll('do') ?? [];
  if (!form || deeds.length !== 1) return acknowledgePress;
  const deed = deeds[0]!;
  const level = /^page-([1-9])$/.exec(deed)?.[1];
  if (level !== undefined)
    return { name: deed, calls: true, decide: (context) => askForHelp(context, { level: Number(level) }) };
  if (deed === 'decline') return { name: deed, calls: true, decide: (context) => decline(context) };
  if (deed === 'give-back') return { name: deed, calls: true, decide: (context) => unacknowledge(context) };
  if (deed === 'note') return { name: deed, decide: (context) => note(context, form.get('note') ?? '') };
  return acknowledgePress;
}

function formOf({ headers, body = '', isBase64Encoded }: ApiEvent): URLSearchParams | undefined {
  const type = headers?.['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return undefined;
  const text = isBase64Encoded ? Buffer.from(body.slice(0, 2 * longestForm), 'base64').toString('utf8') : body;
  return new URLSearchParams(text.slice(0, longestForm));
}
