import { configuration } from '@tocsin/config';
import * as v from 'valibot';
import { setComponent } from '../../domain/component-setting';
import { plus, readInstant } from '../../domain/instant';
import { publicText } from '../../domain/notice';
import { stateWords } from '../../domain/texts/customers';
import { callerOf } from './caller';
import { forCustomers, readAs, said } from './command-bodies';
import { json, jsonBody, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

const states = ['operational', 'degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance'] as const;
const attempts = 4;

const wish = v.strictObject({
  state: v.picklist(states, `state is one of: ${states.join(', ')}.`),
  public: v.optional(forCustomers('public', 300)),
  until: v.optional(
    v.pipe(
      v.string('until must be a time.'),
      v.check((typed) => readInstant(typed) !== undefined, 'until must be a time like 2027-03-07T18:00:00Z.'),
    ),
  ),
  lasts: v.optional(
    v.pipe(
      v.number('lasts must be milliseconds.'),
      v.integer('lasts must be milliseconds.'),
      v.minValue(1, 'lasts must be milliseconds.'),
    ),
  ),
  reason: said('reason'),
});

/** Sets a component of the status page by hand: customers read the words at once, and the internal reason never. */
export async function changeComponent(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const id = event.pathParameters?.['component'] ?? '';
  const { components } = configuration.statusPage;
  const component = components.find((each) => each.id === id);
  if (!component)
    return refused(404, `There is no component "${id}". There are: ${components.map((each) => each.id).join(', ')}.`);
  const body = jsonBody(event);
  if (!body) return refused(400, 'The body is no JSON object.');
  const read = readAs('component', wish, body);
  if ('refused' in read) return refused(400, read.refused);
  const { state, public: words, until, lasts, reason } = read.body;
  if (until !== undefined && lasts !== undefined) return refused(400, 'component: until or lasts, not both.');
  const end = lasts === undefined ? readInstant(until) : plus(deps.now(), lasts);
  const wanted = { state, reason, words: words === undefined ? undefined : publicText(words), until: end };
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await deps.settings.last(id);
    const decision = setComponent(id, before, wanted, callerOf(event).id, deps.now());
    if ('refused' in decision) return refused(409, decision.refused);
    if ('already' in decision) return json(200, decision);
    if ((await deps.settings.commit(decision)) !== 'written') continue;
    deps.log('T603', { component: id, state, by: callerOf(event).id });
    const done =
      state === 'operational'
        ? `${component.name} shows what the notices say again.`
        : `Customers now read about ${component.name}: ${stateWords[state]}. ${words ?? ''}`;
    return json(200, { done });
  }
  return refused(409, `${id} is being changed by others right now. Try again.`);
}
