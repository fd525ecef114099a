import { day, minute, plus } from '../../domain/instant';
import { emptyLedger } from '../../domain/page-ledger';
import { apiScene } from './support/api-scene';

async function scene() {
  const api = await apiScene();
  const feedback = (body: unknown) =>
    api.call('POST /on-call/feedback', {
      body: JSON.stringify(body),
      requestContext: { authorizer: { iam: { userArn: 'arn:aws:sts::1:assumed-role/responders/sam' } } },
    } as never);
  const report = async (weeks?: string) =>
    api.call('GET /on-call/report', { queryStringParameters: weeks ? { weeks } : {} });
  return { ...api, feedback, report };
}

test('M88 M89 M96: the report tells who was paged how often, and how the shifts were, against as many weeks before', async () => {
  const { world, ledgers, feedback, report } = await scene();
  const begun = world.now;
  await feedback({ rotation: 'data', score: 4 });
  world.now = plus(begun, 20 * day);
  await feedback({ rotation: 'data', score: 2, note: 'The same disk alarm each night' });
  world.now = plus(world.now, minute);
  await feedback({ rotation: 'data', score: 3 });
  const days = { '2027-07-22': { pages: 5, nights: 2 }, '2027-07-03': { pages: 9, nights: 9 } };
  ledgers.kept.set('sam', {
    ...emptyLedger,
    load: { days, shift: { since: begun, pages: 14, nights: 11 } },
  });
  const said = (await report('2')).json();
  expect(said).toMatchObject({
    weeks: 2,
    people: [
      { person: 'alex', pages: 0, nights: 0, weekends: 0 },
      { person: 'sam', pages: 5, nights: 2, weekends: 0 },
      { person: 'kim', pages: 0, nights: 0, weekends: 0 },
    ],
    trends: [{ rotation: 'data', count: 2, average: 2.5, before: 4 }],
    feedback: [
      { score: 2, note: 'The same disk alarm each night', name: 'Sam' },
      { score: 3, name: 'Sam' },
    ],
  });
  expect((await report()).json()).toMatchObject({
    weeks: 4,
    people: [{}, { pages: 14, nights: 11, weekends: 9 }, {}],
    trends: [{ rotation: 'data', count: 3, average: 3 }],
  });
});

test.each([
  [{ rotation: 'dta', score: 3 }, 'there is no rotation "dta". Did you mean "data"?'],
  [{ rotation: 'data', score: 6 }, 'score is a number from 1 (hard) to 5 (easy).'],
  [{ rotation: 'data', score: 3, mood: 'fine' }, 'mood is not something it takes.'],
])('feedback %j is refused, and said why', async (body, why) => {
  const { feedback } = await scene();
  const answer = await feedback(body);
  expect([answer.statusCode, answer.json()['refused']]).toEqual([400, expect.stringContaining(why)]);
});

test.each(['0', '13', 'four'])('a report of %s weeks is refused', async (weeks) => {
  const { report } = await scene();
  expect((await report(weeks)).statusCode).toBe(400);
});
