import { actionsOf, templateOf, without, type Place } from '../support/broken-assembly';
import { assembly, day, logicalIds, outage, statements, tellOn } from '../support/broken-day';

test('with the whole template nothing is refused', async () => {
  expect((await tellOn(templateOf(assembly), day)).refused).toBe('');
});

describe('a function without one of its grants fails in a story', () => {
  // AWS itself writes the logs: no call of ours needs that grant.
  const grants = statements.filter(
    ({ roles, statement }) => roles.length > 0 && !String(statement.Action).startsWith('logs:'),
  );
  const toFailures = grants.filter(({ statement }) => JSON.stringify(statement.Resource).includes('"DeliveryDlq"'));
  const refusals = grants.filter((place) => !toFailures.includes(place) && !hides(place));

  test('every role of every function is looked at', () => {
    const roles = new Set(grants.flatMap((place) => place.roles));
    expect(roles.size).toBeGreaterThanOrEqual(logicalIds('AWS::Lambda::Function').length);
    expect(toFailures.length).toBeGreaterThan(0);
  });

  test.each(named(refusals))('%s without %s', async (role, _, place) => {
    const { refused } = await tellOn(without(templateOf(assembly), [place]), day);
    expect(refusedTo(role, place, refused)).not.toEqual([]);
  });

  test.each(named(grants.filter(hides)))(
    '%s without %s, where S3 only hides what is missing',
    async (role, _, place) => {
      const { refused } = await tellOn(without(templateOf(assembly), [place]), day);
      expect(refused).toContain(`${role.replace(/Role$/, '')} failed`);
    },
  );

  test('no function can leave what it could not handle on the delivery DLQ', async () => {
    const { refused, queued } = await tellOn(without(templateOf(assembly), toFailures), outage, true);
    for (const place of toFailures) expect(refusedTo(place.roles.join(), place, refused)).not.toEqual([]);
    expect(queued('DeliveryDlq')).toEqual([]);
  });

  test('with their grants, all of them do', async () => {
    const { refused, queued } = await tellOn(templateOf(assembly), outage, true);
    expect(refused).not.toContain('not authorized');
    expect(queued('DeliveryDlq').length).toBeGreaterThanOrEqual(toFailures.length);
  });
});

/** Without ListBucket S3 answers "forbidden" where it would answer "not there": nothing is refused by name. */
function hides(place: Place): boolean {
  return actionsOf(place).join() === 's3:ListBucket';
}

function named(places: readonly Place[]): [role: string, actions: string, place: Place][] {
  return places.map((place) => [place.roles.join(), actionsOf(place).join(' '), place]);
}

/** Which of the statement's actions this role was refused. */
function refusedTo(role: string, place: Place, refused: string): readonly string[] {
  const lines = refused.split('\n').filter((line) => line.includes(`:role/${role} `));
  return actionsOf(place).filter((action) => lines.some((line) => line.includes(`perform: ${action} on`)));
}
