import { Draft } from './change';
import { begin, type CommandContext, type Decision } from './commands';
import { highestLevel, planOf } from './escalation-plan';
import { concerned, type Acknowledgement, type Incident } from './incident';
import { pagesPeople } from './observe';
import { pageFrom } from './page-levels';
import { withReason } from './texts/plain';
import { clockTimeWithZone } from './zoned-time';

/**
 * The acknowledgement ends, and paging begins anew at once. Whoever gives it back has just said that they cannot, so it
 * begins with the lowest level that has somebody else. Taking it from somebody else needs a reason.
 */
export function unacknowledge(context: CommandContext, reason?: string): Decision {
  const { incident, by } = context;
  const draft = begin(context, 'unacknowledge');
  if (!(draft instanceof Draft)) return draft;
  const { acknowledgement: held } = incident;
  if (!held) return { already: `Nobody has ${incident.id}.` };
  const own = held.by === by.id;
  if (!own && !reason)
    return {
      refused: `${held.name} has had ${incident.id} since ${clockTimeWithZone(held.at, 'UTC')}. To take it back, say why: tocsin unack ${incident.id} --reason "…"`,
    };
  draft.set({ acknowledgement: undefined }).amendNotice({ acknowledged: false });
  const what = own ? `${held.name} gave it back` : `${by.name} took it back from ${held.name}`;
  draft.tell('GivenBack', by.name, withReason(what, reason));
  if (incident.okCountedAt === undefined) pageOthers(draft, held, own ? undefined : by.name);
  tellWhoWasPaged(draft, held, own ? 'gave it back' : 'taken back', by.id);
  return draft.done();
}

function pageOthers(draft: Draft, held: Acknowledgement, by: string | undefined): void {
  const { incident, moment } = draft;
  const level = by === undefined && pagesPeople(incident) ? lowestWithout(incident, held.by) : undefined;
  const declined = level === undefined ? undefined : [{ by: held.by, at: moment.now, gaveBack: true as const }];
  pageFrom(draft, level ?? 1, (next) => ({ says: 'given-back', who: held.name, by, next }), declined);
}

/** The lowest level that has somebody besides this person; undefined where there is nobody besides. */
function lowestWithout(incident: Incident, person: string): number | undefined {
  const levels = incident.levels.slice(0, highestLevel({ ...planOf(incident), fromLevel: 1 }));
  const place = levels.findIndex((level) => level.some((each) => each !== person));
  return place < 0 ? undefined : place + 1;
}

/** Whoever was paged, and the person who had it, hear that it is over, but who is paged now or did it. */
export function tellWhoWasPaged(
  draft: Draft,
  held: Acknowledgement,
  why: 'gave it back' | 'taken back' | 'lapsed',
  doer?: string,
): void {
  const { incident, moment } = draft;
  const told = concerned({ ...incident, acknowledgement: held }).filter((person) => person !== doer);
  const paged = [...new Set(incident.levels.flat())].filter((person) => draft.sendsTo(person, 'page'));
  const names = paged.map(moment.nameOf).join(', ');
  for (const person of told.filter((each) => !draft.sendsTo(each))) {
    const own = person === held.by;
    const saying = { says: 'let-go', who: held.name, why, at: moment.now, paged: names || undefined } as const;
    if (own) draft.send('notice', person, { ...saying, own });
    else draft.send('notice', person, saying, { channels: ['email'] });
  }
}
