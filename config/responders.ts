import type { Responder } from '../domain/responder';

/**
 * The people who can be paged. These three are an example (their numbers are reserved for fiction, their mail for
 * documentation): a deployment to a named account refuses them.
 */
export const responders: readonly Responder[] = [
  {
    id: 'alex',
    name: 'Alex',
    email: 'alex@example.com',
    phone: '+447700900101',
    timeZone: 'Europe/Berlin',
    manager: 'kim',
  },
  { id: 'sam', name: 'Sam', email: 'sam@example.com', phone: '+447700900102', timeZone: 'Europe/Berlin' },
  { id: 'kim', name: 'Kim', email: 'kim@example.com', phone: '+447700900103', timeZone: 'Europe/London' },
];
