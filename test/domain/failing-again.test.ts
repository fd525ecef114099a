import { opensAnew } from '../../domain/alert-arrival';
import { acknowledge, update } from '../../domain/commands';
import { markFalsePositive } from '../../domain/false-positive';
import { plus } from '../../domain/instant';
import { publicText } from '../../domain/notice';
import { resolve, updatePublicly } from '../../domain/public-commands';
import { anAlert, night } from '../support/domain-alerts';
import { checkout, World, type Scene } from '../support/domain-world';

const types = (incident: Scene) => incident.timeline.map(({ type }) => type);
const closeIt = (incident: Scene, who = 'alex') =>
  incident.command(who, (context) => resolve(context, { reason: 'Rolled back.', text: publicText('It works again.') }));

describe('monitoring', () => {
  const monitored = () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('sam', acknowledge);
    incident.alarmSays('ok');
    world.skip(5);
    return { world, incident };
  };
  const asked = (incident: Scene) =>
    incident
      .told()
      .filter(({ says }) => says === 'ask-to-resolve')
      .map(({ minute, to, kind }) => `${minute} ${to} ${kind}`);

  test('after 30 quiet minutes the person who acknowledged is asked to resolve, then daily until done', () => {
    const { world, incident } = monitored();
    world.skip(29);
    expect(asked(incident)).toEqual([]);
    world.skip(1 + 2 * 24 * 60);
    expect(asked(incident)).toEqual(['35 sam reminder', '1475 sam reminder', '2915 sam reminder']);
    closeIt(incident, 'sam');
    world.skip(2 * 24 * 60);
    expect(asked(incident)).toHaveLength(3);
  });

  test('with no acknowledgement, or by somebody who cannot be reached, level 1 is asked', () => {
    for (const who of [undefined, 'visitor']) {
      const world = new World();
      const incident = world.open({ severity: 1 });
      if (who) incident.command(who, acknowledge);
      incident.alarmSays('ok');
      world.skip(35);
      expect(asked(incident)).toEqual(['35 alex reminder']);
    }
  });

  test('the acknowledgement does not lapse while all is OK', () => {
    const { world, incident } = monitored();
    world.skip(120);
    expect(incident.incident.acknowledgement?.by).toBe('sam');
    expect(incident.pages(0)).toEqual([]);
  });

  test('M84: a new ALARM returns it to investigating, voids the acknowledgement and pages level 1 at once', () => {
    const { world, incident } = monitored();
    world.skip(7);
    incident.alarmSays('firing');
    expect(incident.incident).toMatchObject({ status: 'investigating', acknowledgement: undefined });
    expect(incident.pages(11)).toEqual(['12 alex 1.2 failing-again']);
    expect(world.messages.at(-1)?.saying).toMatchObject({ afterResolve: false, at: world.now });
    world.skip(5);
    expect(incident.pages(12)).toEqual(['14 alex 1.3 again', '16 alex 1.4 again', '17 sam 2.1 escalated']);
    expect(types(incident)).toContain('FailedAgain');
  });

  test('a status of monitoring that a person set counts as well', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('alex', acknowledge);
    incident.command('alex', (context) => update(context, { status: 'monitoring' }));
    world.skip(3);
    incident.alarmSays('firing');
    expect(incident.incident.status).toBe('investigating');
    expect(incident.pages(0)).toEqual(['3 alex 1.2 failing-again']);
  });

  test('the line about our measurements goes when it fails again, and the engineer with it', () => {
    const world = new World();
    const incident = world.open({ severity: 1, publishes: true });
    incident.command('alex', acknowledge);
    world.skip(6);
    incident.alarmSays('ok');
    world.skip(5);
    expect(incident.notice?.measurementsNormalAt).toBeDefined();
    incident.alarmSays('firing');
    expect(incident.notice).toMatchObject({ measurementsNormalAt: undefined, acknowledged: false });
  });
});

describe('a new ALARM after a resolve', () => {
  test('M29: that it was a false alarm is void when it fires again', () => {
    const incident = new World().open({ severity: 1 });
    incident.command('kim', markFalsePositive);
    closeIt(incident);
    incident.alarmSays('firing');
    expect(incident.incident.falsePositive).toBeUndefined();
    expect(incident.timeline.find(({ type }) => type === 'IncidentReopened')!.text).toContain(
      'That it was a false alarm, as Kim said, is void.',
    );
  });

  test('within 30 minutes it reopens the incident, and escalation continues at the level where it stopped', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(6);
    incident.command('sam', acknowledge);
    closeIt(incident, 'sam');
    world.skip(30);
    incident.alarmSays('firing');
    expect(incident.incident).toMatchObject({
      status: 'investigating',
      acknowledgement: undefined,
      resolvedAt: undefined,
      resolvedBy: undefined,
    });
    world.skip(5);
    expect(incident.pages(6)).toEqual([
      '36 sam 2.2 failing-again',
      '38 sam 2.3 again',
      '40 sam 2.4 again',
      '41 kim 3.1 escalated',
    ]);
    expect(types(incident)).toContain('IncidentReopened');
  });

  test('no update is overdue from before the resolve', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('alex', acknowledge);
    world.skip(2);
    closeIt(incident);
    world.skip(29);
    incident.alarmSays('firing');
    world.skip(60);
    expect(incident.told(2).filter(({ kind }) => kind === 'reminder' || kind === 'overdue')).toEqual([]);
  });

  test('M87: SEV-3 reopens by mail while nobody is at work', () => {
    const world = new World();
    const incident = world.open({ severity: 3 });
    incident.alarmSays('ok');
    world.skip(6);
    incident.alarmSays('firing');
    expect(incident.told(0)).toEqual([
      { minute: 6, to: 'alex', kind: 'notice', says: 'opened-quietly', level: 1, attempt: 1, by: 'email' },
    ]);
  });

  test('the notice that was resolved is open again, with a new time for the next update', () => {
    const world = new World();
    const incident = world.open({ severity: 1, publishes: true });
    world.skip(6);
    closeIt(incident);
    expect(incident.notice?.status).toBe('resolved');
    world.skip(10);
    incident.alarmSays('firing');
    expect(incident.notice).toMatchObject({
      status: 'investigating',
      resolvedAt: undefined,
      nextUpdateBy: plus(world.now, 15 * 60_000),
      openIncidents: ['K7MQ'],
    });
    expect(world.said.get(incident.notice!.id)?.map(({ kind }) => kind)).toEqual(['automatic', 'resolved', 'reopened']);
    expect(incident.incident.updates.dueAt).toBe(incident.notice?.nextUpdateBy);
  });

  test('a notice that another incident kept open has not "come back": it is joined without a word', () => {
    const world = new World();
    const first = world.open({ severity: 1, publishes: true });
    const second = world.open({ id: 'B222', severity: 1, publishes: true });
    world.skip(6);
    closeIt(first);
    expect(first.notice?.resolvedAt).toBeUndefined();
    expect(first.notice?.openIncidents).toEqual(['B222']);
    first.alarmSays('firing');
    expect(first.notice?.openIncidents).toEqual(['B222', 'K7MQ']);
    expect(world.said.get(second.notice!.id)?.map(({ kind }) => kind)).toEqual(['automatic']);
  });

  test('a notice of another incident that is open for the component by now is joined', () => {
    const world = new World();
    const first = world.open({ severity: 1, publishes: true });
    world.skip(6);
    closeIt(first);
    const second = world.open({ id: 'B222', severity: 2 });
    second.command('sam', (context, view) =>
      updatePublicly(context, {}, { text: publicText('Slow again.') }, { ...view, component: checkout }),
    );
    first.alarmSays('firing');
    expect(first.notice?.id).toBe(second.notice?.id);
    expect(first.notice).toMatchObject({ claims: 'partial_outage', openIncidents: ['B222', 'K7MQ'] });
  });

  test('later than 30 minutes it is a new incident', () => {
    const world = new World();
    const incident = world.open();
    closeIt(incident);
    const later = (minutes: number) => plus(incident.incident.resolvedAt!, minutes * 60_000);
    expect(opensAnew(anAlert(), incident.incident, later(30))).toBe(false);
    expect(opensAnew(anAlert(), incident.incident, later(31))).toBe(true);
    expect(opensAnew(anAlert({ signal: 'ok' }), incident.incident, later(31))).toBe(false);
  });

  test('an open incident takes the alert however old it is', () => {
    const incident = new World().open();
    expect(opensAnew(anAlert(), incident.incident, plus(night, 1e9))).toBe(false);
  });
});
