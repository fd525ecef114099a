import type { Instant } from '../instant';
import type { PageCount } from '../page-load';
import { clockTimeWithZone, dayInZone } from '../zoned-time';
import { toSubject } from './plain';
import type { Mail } from './responder-mail';

/** Somebody who was paged more than a shift should bear, and who may take over. */
export interface Relief {
  readonly name: string;
  readonly shift: PageCount & { readonly since: Instant };
  readonly rotation: { readonly id: string; readonly name: string };
  /** Whether at least half of these pages came by the rotation alone, so that somebody else could have them. */
  readonly byRotation: boolean;
  /** Who is behind them, and was not paged as much. */
  readonly backup?: { readonly id: string; readonly name: string };
  /** The name of whoever is to hear of it where nobody can take over. */
  readonly talkTo: string;
}

const keepSubscription = 'Do not use the unsubscribe link below: it stops your pages.';

/** The mail to both: what it was, and how the other takes over; where that would not help, with whom to talk. */
export function reliefMail({ name, shift, rotation, byRotation, backup, talkTo }: Relief, timeZone: string): Mail {
  const since = `${dayInZone(shift.since, timeZone)}, ${clockTimeWithZone(shift.since, timeZone)}`;
  const taking = `npx tocsin on-call override --rotation ${rotation.id} --person ${backup?.id}`;
  const way = !byRotation
    ? [`Most did not come by ${rotation.name} alone, so no override takes them away. Please talk to ${talkTo}.`]
    : backup === undefined
      ? [`Nobody who is called after ${name} was paged less. Please talk to ${talkTo}.`]
      : [
          `${backup.name} could take over, if you two agree:`,
          `${taking} --until "..." --reason "${shift.pages} pages this shift"`,
        ];
  return {
    subject: toSubject(`${shift.pages} pages this shift: ${name}, ${rotation.name}`),
    body: [
      `${name} was paged ${shift.pages} times since ${since}${nightsOf(shift)}. That is more than a shift should bear.`,
      ...way,
      '',
      keepSubscription,
    ].join('\n'),
  };
}

/** The mail in the morning after a page at night. */
export function lateStartMail(night: number, rotation: { readonly id: string } | undefined): Mail {
  return {
    subject: 'After this night: start late today',
    body: [
      `You were paged ${night === 1 ? 'once' : `${night} times`} between 00:00 and 06:00. Please start late today, and tell your team.`,
      ...(rotation === undefined
        ? []
        : [
            'Somebody can have your pages this morning:',
            `npx tocsin on-call override --rotation ${rotation.id} --person <id> --until "..." --reason "paged at night"`,
          ]),
      '',
      keepSubscription,
    ].join('\n'),
  };
}

function nightsOf({ nights }: PageCount): string {
  return nights === 0 ? '' : `, ${nights} of them between 00:00 and 06:00`;
}
