import { configuration } from '@tocsin/config';
import * as v from 'valibot';
import { didYouMean } from '../../domain/nearest';
import { askForTest, testedBy } from '../../domain/test-page';
import { channelWords } from '../../domain/texts/reach';
import { callerOf } from './caller';
import { readAs, said } from './command-bodies';
import { json, jsonBody, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

const wish = v.strictObject({ person: said('person', 100), channel: v.optional(said('channel', 20)) });

/** Queues a test page for a person, by all their channels or by one. It is sent as pages are, and is no incident. */
export async function orderTestPage(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const body = jsonBody(event);
  if (!body) return refused(400, 'The body is no JSON object.');
  const read = readAs('test-page', wish, body);
  if ('refused' in read) return refused(400, read.refused);
  const people = configuration.responders.map(({ id }) => id);
  const person = configuration.responders.find(({ id }) => id === read.body.person);
  if (!person) {
    const near = didYouMean(read.body.person, people);
    return refused(
      400,
      `test-page: there is no responder "${read.body.person}".${near} There are: ${people.join(', ')}.`,
    );
  }
  const own = testedBy(person);
  const channels = own.filter((channel) => read.body.channel === undefined || channel === read.body.channel);
  if (channels.length === 0)
    return refused(
      400,
      `test-page: ${person.name} has no channel "${read.body.channel}". There are: ${own.join(', ')}.`,
    );
  const asked = askForTest(await deps.reach.tests(person.id), channels, deps.now());
  if ('refused' in asked) return refused(409, `test-page: ${asked.refused} Wait for it, or try again in a minute.`);
  if (!(await deps.reach.keepTests(person.id, asked))) return refused(409, 'test-page: try again.');
  deps.log('T174', { to: person.id, by: callerOf(event).id, channels });
  const ways = channels.map((channel) => channelWords[channel]).join(' and ');
  return json(200, {
    done: `A test page goes to ${person.name} by ${ways}. It asks to be acknowledged; see: npx tocsin doctor`,
    person: person.id,
    channels,
    number: asked.number,
  });
}
