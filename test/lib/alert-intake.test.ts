import { configuration } from '../../config';
import type { SourceGroup } from '../../domain/alert-sources/alert-source';
import { alertSources, defaultSourceGroups, sourceGroups } from '../../domain/alert-sources/sources';
import { TocsinStack } from '../../lib/tocsin-stack';
import { matches } from '../../local/event-bridge/pattern';
import type { Template } from '../../local/template/template';
import { fixture, fixtureNames, meaningOf, readFixture } from '../support/alert-fixtures';
import { at, list, ofType } from './fences/fence';
import { standInCode, testApp } from './fixtures/synthesized';

function templateWith(sources: readonly SourceGroup[] | undefined): Template {
  const app = testApp({ builtinCloudFormationValidation: false });
  const { stackName } = new TocsinStack(app, 'Tocsin', {
    configuration: { ...configuration, sources },
    code: standInCode,
  });
  return app.synth().getStackByName(stackName).template as Template;
}

const byDefault = templateWith(undefined);
const withEverything = templateWith(sourceGroups);

/** The patterns of the rules that fill the alert queue: on the account's own bus, or on the alert bus. */
function patterns(template: Template, bus: 'own' | 'alert'): Record<string, unknown> {
  const rules = ofType(template, 'AWS::Events::Rule').filter(
    ({ id }) => id.startsWith('AlertsFrom') || id.startsWith('ChangesFrom'),
  );
  const onBus = rules.filter(({ properties }) => ('EventBusName' in properties ? 'alert' : 'own') === bus);
  return Object.fromEntries(onBus.map(({ id, properties }) => [id, properties['EventPattern']]));
}

const tellsOfAChange = (name: string) => meaningOf(readFixture(name)).includes('change: ');

/** Which rules of a bus let an event in. */
function letIn(template: Template, bus: 'own' | 'alert', event: unknown): string[] {
  return Object.entries(patterns(template, bus)).flatMap(([id, pattern]) => (matches(pattern, event) ? [id] : []));
}

describe('what is let in', () => {
  it('is, where the configuration does not say, what is on by default: a rule for each group', () => {
    expect(Object.keys(patterns(byDefault, 'own')).sort()).toEqual([
      'AlertsFromChanges',
      'AlertsFromCloudwatch',
      'AlertsFromCustom',
      'AlertsFromGuardduty',
      'AlertsFromHealth',
      'AlertsFromSecurityhub',
      'AlertsFromSynthetics',
      'ChangesFromDelivery',
    ]);
  });

  it.each(fixtureNames)('M18: %s, on both buses, by one rule each, when its group is on', (name) => {
    const event = fixture(name);
    const { group } = alertSources.find(({ detailType }) => detailType === event['detail-type'])!;
    expect(letIn(withEverything, 'own', event)).toHaveLength(1);
    expect(letIn(withEverything, 'alert', event)).toEqual(['AlertsFromAlertBus']);
    const on = defaultSourceGroups.includes(group) || tellsOfAChange(name) ? 1 : 0;
    expect(letIn(byDefault, 'own', event)).toHaveLength(on);
    expect(letIn(byDefault, 'alert', event)).toHaveLength(on);
  });

  it('is, with `changes` off, no deployment', () => {
    const withoutChanges = templateWith(['cloudwatch']);
    for (const name of fixtureNames.filter(tellsOfAChange))
      expect([
        ...letIn(withoutChanges, 'own', fixture(name)),
        ...letIn(withoutChanges, 'alert', fixture(name)),
      ]).toEqual(fixture(name)['detail-type'] === 'Change' ? ['AlertsFromAlertBus'] : []);
  });

  it('is nobody who only borrows the name of an AWS event on the own bus, but any custom alert', () => {
    expect(letIn(withEverything, 'own', { ...fixture('guardduty-high'), source: 'shop' })).toEqual([]);
    expect(letIn(byDefault, 'own', { ...fixture('incident-alert-firing'), source: 'anybody' })).toHaveLength(1);
  });

  it('is always a custom alert on the alert bus, where webhooks put theirs', () => {
    const onlyHealth = templateWith(['health']);
    expect(Object.keys(patterns(onlyHealth, 'own'))).toEqual(['AlertsFromHealth']);
    expect(letIn(onlyHealth, 'alert', fixture('incident-alert-firing'))).toHaveLength(1);
    expect(letIn(onlyHealth, 'alert', fixture('alarm-metric-alarm'))).toEqual([]);
  });
});

describe('with everything on', () => {
  it('each pattern stays within the 2,048 characters of EventBridge', () => {
    const all = { ...patterns(withEverything, 'own'), ...patterns(withEverything, 'alert') };
    expect(Object.keys(all)).toHaveLength(sourceGroups.length + 1);
    for (const [id, pattern] of Object.entries(all))
      expect([id, JSON.stringify(pattern).length < 2_048]).toEqual([id, true]);
  });

  it('the policies of the queues stay within the 20 statements and 8,192 bytes of SQS', () => {
    const policies = ofType(withEverything, 'AWS::SQS::QueuePolicy').map(({ properties }) => properties);
    expect(policies.length).toBeGreaterThanOrEqual(2);
    for (const policy of policies) {
      const statements = list(at(policy, 'PolicyDocument.Statement'));
      expect(statements.length).toBeLessThanOrEqual(20);
      // An ARN is longer than the reference to it that stands in the template: 60 bytes more are allowed for each.
      const references = JSON.stringify(statements).match(/Fn::GetAtt/g)?.length ?? 0;
      expect(JSON.stringify(statements).length + references * 60).toBeLessThan(8_192);
    }
  });
});
