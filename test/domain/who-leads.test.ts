import { changeSeverity } from '../../domain/commands';
import { hour, plus } from '../../domain/instant';
import type { OnCall } from '../../domain/on-call';
import { severities, type Severity } from '../../domain/severity';
import { night } from '../support/domain-alerts';
import { World } from '../support/domain-world';
import { rotation } from '../support/on-call-mistakes';

const layer = { ...rotation.layers[0]!, startsOn: '2026-01-05', turn: { weeks: 1 } as const };
const chiefs = (person: string): OnCall => ({
  rotations: [{ ...rotation, id: 'chiefs', layers: [{ ...layer, people: [person] }] }],
  ...{ overrides: [], managers: {}, chainOfCommand: ['robin'], lastResort: 'lee', incidentManagers: 'chiefs' },
});

function scene(severity: Severity, onCall = chiefs('pat')) {
  const world = new World();
  world.onCall = onCall;
  const incident = world.open({ severity, levels: [['alex'], ['sam'], ['kim']] });
  const mails = () => incident.told().filter(({ says }) => says === 'incident-manager');
  return { world, incident, mails, manager: () => incident.incident.incidentManager?.id };
}

test.each(severities)(
  'M45: a SEV-%i names its incident manager at once, by mail, if the severity wants one',
  (severity) => {
    const { mails, manager, incident } = scene(severity);
    expect(manager()).toBe(severity <= 2 ? 'pat' : undefined);
    expect(mails().map(({ minute, to, kind, by }) => `${minute} ${to} ${kind} ${by}`)).toEqual(
      severity <= 2 ? ['0 pat notice email'] : [],
    );
    const named = incident.timeline.filter(({ type }) => type === 'IncidentManagerNamed').map(({ text }) => text);
    expect(named).toEqual(severity <= 2 ? ['Incident manager: Pat (turn in chiefs), by mail.'] : []);
  },
);

test('M44: they stay it, whoever is paged and whoever takes turns then; nobody is named twice', () => {
  const { world, mails, manager } = scene(1);
  world.onCall = chiefs('jo');
  world.skip(30);
  expect([manager(), mails()]).toEqual(['pat', [expect.objectContaining({ to: 'pat' })]]);
});

test('a severity that is raised names one then', () => {
  const { incident, manager } = scene(3);
  incident.command('kim', (context) => changeSeverity(context, 1, 'All cards.'));
  expect(manager()).toBe('pat');
});

test('whoever is paged or informed in any case gets no second mail; the mail that they get says who manages it', () => {
  expect([scene(1, chiefs('alex')).mails(), scene(1, chiefs('kim')).mails()]).toEqual([[], []]);
});

test('M92: where nobody has that rotation, it is whoever is next in the chain of command; without such a rotation, nobody', () => {
  const late = chiefs('pat');
  const empty = { ...late, rotations: [{ ...late.rotations[0]!, layers: [{ ...layer, startsOn: '2099-01-05' }] }] };
  expect(scene(1, empty).manager()).toBe('robin');
  const { incidentManagers: _none, ...without } = late;
  expect(scene(1, without).manager()).toBeUndefined();
  const standsIn = { id: 'o1', rotation: 'chiefs', instead: { person: 'jo' }, from: night, until: plus(night, hour) };
  const overrides = [{ ...standsIn, reason: 'ill', by: 'Pat', madeAt: night }];
  expect(scene(1, { ...late, overrides }).manager()).toBe('jo');
});
