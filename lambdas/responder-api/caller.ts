import { configuration } from '@tocsin/config';
import type { Person } from '../../domain/commands';
import type { ApiEvent } from './http';

/** Who signed the call: a responder where the name of the user or session is one's id or mail, else that name itself. */
export function callerOf(event: ApiEvent): Person {
  const arn = event.requestContext.authorizer?.iam?.userArn ?? '';
  const name = arn.split(/[/:]/).at(-1) || 'somebody';
  const person = configuration.responders.find(
    ({ id, email }) => id === name.toLowerCase() || email.toLowerCase() === name.toLowerCase(),
  );
  return person ? { id: person.id, name: person.name } : { id: name, name };
}
