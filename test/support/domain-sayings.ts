import type { NextPaged, Saying } from '../../domain/message';

type Kinds = { readonly [Says in Saying['says']]: Extract<Saying, { readonly says: Says }> };

/** One of everything that a message can say. The compiler asks for each new one. */
export function everySaying(next: NextPaged, who = 'Alexandra'): readonly Saying[] {
  const { at } = next;
  const all: Kinds = {
    'first-page': { says: 'first-page', next },
    again: { says: 'again', next },
    escalated: { says: 'escalated', silent: who, next },
    'nobody-came': { says: 'nobody-came', again: at },
    lapsed: { says: 'lapsed', who, next },
    declined: { says: 'declined', who, next },
    'given-back': { says: 'given-back', who, by: who, next },
    'asked-for': { says: 'asked-for', who, has: true, reason: 'the database is yours' },
    'let-go': { says: 'let-go', who, why: 'taken back', at, paged: who },
    alone: { says: 'alone', minutes: 120, next: who },
    'failing-again': { says: 'failing-again', at, afterResolve: true, next },
    'ok-again': { says: 'ok-again', at, next: who },
    'opened-quietly': { says: 'opened-quietly' },
    'keeps-firing': { says: 'keeps-firing', count: 100 },
    worse: { says: 'worse', from: 3, because: 'rule checkout-down' },
    lowered: { says: 'lowered', from: 1, because: 'Kim says so: the test shop', next: at },
    'incident-manager': { says: 'incident-manager' },
    informed: { says: 'informed', level: 3 },
    acknowledged: { says: 'acknowledged', who, at },
    unresolved: { says: 'unresolved', who, since: at },
    'ask-to-resolve': { says: 'ask-to-resolve', since: at },
    'update-due': { says: 'update-due', dueAt: at },
    'update-overdue': { says: 'update-overdue', dueAt: at, missed: 2 },
    'decide-notice': { says: 'decide-notice', component: 'Checkout', because: 'held twice' },
    resolved: { says: 'resolved', who, at },
  };
  return Object.values(all);
}
