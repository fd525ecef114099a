import { callWhoIsOnCall } from './calling';
import { Draft, levelOf, mayRing } from './change';
import { begin, type CommandContext, type Decision } from './commands';
import { escalationStep, everybodyPagedAt, highestLevel, isPaging, planOf } from './escalation-plan';
import { unacknowledge } from './give-back';
import { hasDeclined, type Decline, type Incident } from './incident';
import type { NextPaged, Saying } from './message';
import type { OnCall } from './on-call';
import { everybody, pageLevelNow, type CalledLevel } from './page-levels';
import { withReason } from './texts/plain';
import { clockTimeWithZone, publicTime } from './zoned-time';

/** Who comes instead when somebody declines. */
export type PassesTo =
  /** The next level with somebody who has not declined: its time has come. */
  | ({ readonly to: 'level' } & CalledLevel)
  /** There is no such level: everybody else. */
  | { readonly to: 'everybody'; readonly people: readonly string[] }
  /** They were called already. */
  | { readonly to: 'called'; readonly people: readonly string[] }
  /** All have declined: somebody of the chain of command. */
  | { readonly to: 'chain-of-command'; readonly person: string }
  /** Nobody is left until everybody is paged again. */
  | { readonly to: 'nobody' };

/** Whom a person's "I can't" calls, were it said now. Without `onCall` there is no chain of command. */
export function passesTo(incident: Incident, person: string, onCall: OnCall | undefined): PassesTo {
  const plan = planOf(incident);
  const highest = highestLevel(plan);
  const reached = Math.max(1, incident.escalation.level);
  const left = incident.levels.map((level) => level.filter((each) => each !== person && !hasDeclined(incident, each)));
  const called = left.slice(plan.fromLevel - 1, reached);
  const above = called.slice(Math.max(0, levelOf(incident, person) - plan.fromLevel + 1)).flat();
  if (above.length > 0) return { to: 'called', people: above };
  for (let level = reached + 1; level <= highest; level++) {
    const people = left[level - 1] ?? [];
    if (people.length > 0) return { to: 'level', level, people };
  }
  const others = [...new Set(left.slice(0, highest).flat())];
  if (others.length === 0) {
    const above = inChainOfCommand(incident, person, onCall);
    return above === undefined ? { to: 'nobody' } : { to: 'chain-of-command', person: above };
  }
  const { done } = incident.escalation;
  const wereCalled = done > 0 && escalationStep(plan, done - 1)?.level === 0;
  return { to: wereCalled ? 'called' : 'everybody', people: others };
}

/**
 * "I can't": whoever was called passes it on, at once. They are not paged again but with everybody, until the paging begins
 * anew. Said by the person who has it, it gives it back; but not behind a link, where the button was on an older page.
 */
export function decline(context: CommandContext, reason?: string): Decision {
  const { incident, by, moment } = context;
  const { acknowledgement, escalation } = incident;
  if (acknowledgement?.by === by.id && !context.byLink) return unacknowledge(context, reason);
  const draft = begin(context, 'decline');
  if (!(draft instanceof Draft)) return draft;
  if (acknowledgement)
    return {
      already: `${acknowledgement.name} has had it since ${clockTimeWithZone(acknowledgement.at, 'UTC')}: nobody is being called.`,
    };
  const before = declineOf(incident, by.id);
  if (before)
    return {
      already: `${by.name} ${before.gaveBack ? 'gave it back' : 'declined'} at ${clockTimeWithZone(before.at, 'UTC')}.`,
    };
  if (!isPaging(incident))
    return { refused: `Nobody is being paged about ${incident.id}: there is nothing to pass on.` };
  if (!wasCalled(incident, by.id))
    return { refused: `${by.name} was not called about ${incident.id}: there is nothing to pass on.` };
  callWhoIsOnCall(draft);
  const instead = passesTo(draft.incident, by.id, moment.onCall);
  const declined = [...(escalation.declined ?? []), { by: by.id, at: moment.now }];
  draft.set({ escalation: { ...draft.incident.escalation, declined } });
  draft.tell('Declined', by.name, withReason(`${by.name} can't come`, reason));
  callInstead(draft, instead, by.name);
  return draft.done();
}

function callInstead(draft: Draft, instead: PassesTo, who: string): void {
  const saying = (next: NextPaged | undefined): Saying => ({ says: 'declined', who, next });
  const { now, nameOf } = draft.moment;
  const names = (people: readonly string[]) => people.map(nameOf).join(', ');
  const tell = (text: string) => draft.tell('PeopleInformed', 'tocsin', text);
  if (instead.to === 'called') return void tell(`${names(instead.people)} was called already.`);
  if (instead.to === 'level') return pageLevelNow(draft, instead, { saying, because: `${who} can't come` });
  const again = everybodyPagedAt(draft.incident);
  const later = again === undefined ? '' : ` Everybody is paged at ${publicTime(again, now)}.`;
  if (!mayRing(draft.incident, now)) return void tell(`Nobody is at work.${later}`);
  if (instead.to === 'nobody') return void tell(`There is nobody else.${later}`);
  const called =
    instead.to === 'everybody'
      ? everybodyOf(draft, instead.people)
      : [{ person: instead.person, level: highestLevel(planOf(draft.incident)) }];
  for (const { person, level } of called)
    draft.page(person, level, saying(again === undefined ? undefined : { at: again }));
  const whom = instead.to === 'everybody' ? 'everybody else' : 'the chain of command';
  const people = names(called.map(({ person }) => person));
  draft.tell('LevelPaged', 'tocsin', `${who} can't come: paging ${whom}: ${people}.${later}`);
}

function everybodyOf(draft: Draft, people: readonly string[]) {
  return everybody(draft.incident).filter(({ person }) => people.includes(person));
}

/** The first of the chain of command, or else the last resort, who stands on no level and was not called in vain. */
function inChainOfCommand(incident: Incident, person: string, onCall: OnCall | undefined): string | undefined {
  const chain = onCall ? [...onCall.chainOfCommand, onCall.lastResort] : [];
  const known = [...incident.levels.flat(), person];
  return chain.find((each) => !known.includes(each) && !hasDeclined(incident, each));
}

function wasCalled({ levels, escalation, paged }: Incident, person: string): boolean {
  return (
    paged.includes(person) || levels.slice(0, Math.max(1, escalation.level)).some((level) => level.includes(person))
  );
}

/** That a person declined, or gave it back, if they did since the plan began. */
export function declineOf({ escalation }: Incident, person: string): Decline | undefined {
  return escalation.declined?.find(({ by }) => by === person);
}

/** True while "I can't" would be taken from this person. */
export function mayDecline(incident: Incident, person: string): boolean {
  return isPaging(incident) && !hasDeclined(incident, person) && wasCalled(incident, person);
}
