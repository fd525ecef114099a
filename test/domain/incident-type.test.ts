import { configuration as own } from '../lib/fixtures/own-config';
import { levelsFor, type Configuration } from '../../domain/configuration';
import { acknowledge, changeSeverity } from '../../domain/commands';
import { defaultIncidentTypes, incidentTypeOf, incidentTypesOf } from '../../domain/incident-type';
import { minute, plus } from '../../domain/instant';
import { open } from '../../domain/opening';
import { behaviours, severities } from '../../domain/severity';
import { updateRhythm } from '../../domain/update-promise';
import { anAlert, classified, night } from '../support/domain-alerts';
import { nameOf } from '../support/domain-world';

const privacy = {
  id: 'information-governance',
  name: 'Information governance',
  escalationPolicy: 'privacy',
  updateEveryMinutes: 20,
  reports: [{ to: 'the data protection authority', by: 'kim', withinHours: 72 }],
};
const configuration: Configuration = {
  ...own,
  escalationPolicies: [...own.escalationPolicies, { id: 'privacy', levels: [['robin']] }],
  services: [{ ...own.services[0]!, escalationPolicy: 'all' }],
  incidentTypes: [privacy, { id: 'recall', name: 'Recall' }],
};
const facts = { id: 'K7MQ', alertKey: 'key-1', levels: [['alex']] };

test('M5 M17: four types are there without a line of configuration, and a team may add or rewrite', () => {
  expect(incidentTypesOf(own)).toEqual(defaultIncidentTypes);
  expect(incidentTypesOf(configuration).map(({ id }) => id)).toEqual([
    'information-governance',
    'recall',
    'availability',
    'security',
    'clinical-safety',
  ]);
  expect(incidentTypeOf('information-governance', configuration)).toBe(privacy);
  expect(incidentTypeOf('no-such-type', configuration)).toBeUndefined();
});

test('M47: a type with people of its own pages them, whatever the service; another pages the people of the service', () => {
  const levels = (incidentType: string, service?: string) => levelsFor({ incidentType, service }, configuration);
  expect(levels('information-governance', 'shop')).toEqual([['robin']]);
  expect(levels('information-governance')).toEqual([['robin']]);
  expect(levels('recall', 'shop')).toEqual([['chris', 'robin']]);
  expect(levels('no-such-type', 'shop')).toEqual([['chris', 'robin']]);
});

describe('M5: a type has a rhythm of its own', () => {
  const quick = 20 * minute;

  test.each(severities)('the quicker of its own and that of SEV-%i', (severity) => {
    const usual = behaviours[severity].updateEvery;
    expect(updateRhythm({ severity })).toBe(usual);
    expect(updateRhythm({ severity, updateAtLeastEvery: quick })).toBe(Math.min(usual ?? quick, quick));
  });

  test('which the incident keeps when its severity changes', () => {
    const moment = { now: night, nameOf };
    const by = { id: 'alex', name: 'Alex' };
    const { incident } = open(anAlert(), { ...facts, classification: classified(3, { type: privacy }) }, moment);
    expect(incident.updates.every).toBe(quick);
    const taken = acknowledge({ incident, moment, by });
    expect(taken).toMatchObject({ incident: { updates: { every: quick, dueAt: plus(night, quick) } } });
    const context = { incident, moment, by };
    expect(changeSeverity(context, 2, 'it grows')).toMatchObject({ incident: { updates: { every: quick } } });
    expect(changeSeverity(context, 1, 'all of it')).toMatchObject({ incident: { updates: { every: 15 * minute } } });
  });
});

test('M5: the timeline says who outside is owed a report, by whom and by when', () => {
  const moment = { now: night, nameOf };
  const { entries } = open(anAlert(), { ...facts, classification: classified(1, { type: privacy }) }, moment);
  expect(entries.filter(({ type }) => type === 'ReportOwed').map(({ text }) => text)).toEqual([
    'Information governance: Kim tells the data protection authority by Tue 6 July, 01:02 UTC, 72 h after the opening.',
  ]);
  const plain = open(anAlert(), { ...facts, classification: classified(1) }, moment);
  expect(plain.entries.map(({ type }) => type)).not.toContain('ReportOwed');
});
