import type { BusEvent } from '../../../local/event-bridge/bus-event';
import { parseTargetInput } from '../../../local/event-bridge/target-input';

const event: BusEvent = {
  version: '0',
  id: 'e1',
  'detail-type': 'IncidentOpened',
  source: 'tocsin',
  account: '000000000000',
  time: '2026-11-21T03:00:00Z',
  region: 'eu-central-1',
  resources: ['arn:one'],
  detail: { id: 'K7MQ', severity: 1, text: 'said "no"', at: { x: 1 } },
};
const RULE = 'arn:aws:events:eu-central-1:000000000000:rule/bus/opened';

test.each([
  ['the whole event', {}, event],
  ['a constant', { Input: '{"test":true}' }, { test: true }],
  ['a part', { InputPath: '$.detail' }, event.detail],
  ['a part named with a dash', { InputPath: "$['detail-type']" }, 'IncidentOpened'],
  ['an element', { InputPath: '$.resources[0]' }, 'arn:one'],
])('%s', (_name, properties, expected) => {
  expect(JSON.parse(parseTargetInput(properties, 'Rule')(event, RULE))).toEqual(expected);
});

test('a template puts JSON outside quotes and text inside them', () => {
  const InputTransformer = {
    InputPathsMap: { id: '$.detail.id', severity: '$.detail.severity', text: '$.detail.text', gone: '$.detail.gone' },
    InputTemplate:
      '{"id":<id>,"n":<severity>,"line":"SEV-<severity> <text><gone>","none":<gone>,"rule":"<aws.events.rule-name>","all":<aws.events.event.json>}',
  };
  expect(JSON.parse(parseTargetInput({ InputTransformer }, 'Rule')(event, RULE))).toEqual({
    id: 'K7MQ',
    n: 1,
    line: 'SEV-1 said "no"',
    none: null,
    rule: 'opened',
    all: event,
  });
});

test('a template with an unknown placeholder, a strange path and two ways at once are refused', () => {
  const template = (InputTemplate: string): object => ({ InputTransformer: { InputTemplate } });
  expect(() => parseTargetInput(template('"<who>"'), 'Rule')).toThrow('Rule: the InputTemplate uses <who>');
  expect(() => parseTargetInput({ InputPath: '$..id' }, 'Rule')).toThrow('Rule: the path $..id');
  expect(() => parseTargetInput({ InputPath: '$', Input: '1' }, 'Rule')).toThrow('only one of');
});
