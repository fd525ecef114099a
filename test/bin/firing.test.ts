import { isAlert } from '../../domain/alert';
import { readAlert } from '../../domain/alert-sources/read-alert';
import { run } from '../../bin/cli/run';
import { asStateChange } from '../../bin/cli/cloud-watch';
import type { Call } from '../../bin/cli/command';
import { CommandApi } from '../../bin/cli/command-api';
import { firingCommand } from '../../bin/cli/commands/firing';
import type { Target } from '../../bin/cli/target';
import { story } from './support/checkout-incident';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

const arnOf = (name: string) => `arn:aws:cloudwatch:eu-central-1:111122223333:alarm:${name}`;
/** As the CloudWatch API reference documents MetricAlarm and CompositeAlarm, in its JSON protocol. */
const metricAlarm = (AlarmName: string) => ({
  AlarmName,
  AlarmArn: arnOf(AlarmName),
  AlarmDescription: 'Too slow.',
  MetricName: 'Latency',
  Namespace: 'AWS/ApiGateway',
  Dimensions: [{ Name: 'ApiId', Value: 'a1' }],
  StateValue: 'ALARM',
  StateReason: 'Threshold Crossed',
  StateReasonData: '{"threshold":5,"recentDatapoints":[9]}',
  StateUpdatedTimestamp: 1_804_039_361.5,
});

describe('firing', () => {
  let stack: FakeStack;

  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    const alerts = [{ name: 'checkout-5xx', signal: 'firing', service: null, coveredBy: null }];
    const told = story();
    stack.stories = [{ ...told, incident: { ...told.incident, alerts } }] as unknown as typeof stack.stories;
  });
  afterEach(async () => {
    await stack.stop();
  });

  /** Calls the command on a deployed stack, whose CloudWatch answers two pages. */
  async function firing(words: string[], flags: Call['flags'], json = false) {
    stack.answer = ({ path, headers, body }) => {
      if (path !== '/' || headers['x-amz-target'] !== 'GraniteServiceVersion20100801.DescribeAlarms') return undefined;
      const composite = { AlarmName: 'shop-down', AlarmArn: arnOf('shop-down'), StateValue: 'ALARM' };
      return body.includes('NextToken')
        ? { body: { MetricAlarms: [metricAlarm('api-slow'), metricAlarm('Tocsin-Own')], CompositeAlarms: [] } }
        : { body: { MetricAlarms: [metricAlarm('checkout-5xx')], CompositeAlarms: [composite], NextToken: 'more' } };
    };
    const target: Target = {
      name: '[prod]',
      outputs: { ResponderApiUrl: stack.url, AlertBusName: 'Tocsin-alerts' },
      eventBridge: stack.url,
      sns: stack.url,
      cloudWatch: stack.url,
      signer: { region: 'eu-central-1', credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' } },
    };
    const terminal = new RecordingTerminal(stack.folder);
    const open = async () => ({ target, api: new CommandApi(target) });
    await firingCommand.run({ words, flags, json, terminal, open, openLocal: () => Promise.reject(new Error()) });
    return terminal.said.join('\n');
  }

  it('lists what fires and has no open incident, without alarms of our own', async () => {
    const rows = JSON.parse(await firing([], {}, true)) as { name: string; since: string }[];
    expect(rows).toMatchObject([{ name: 'api-slow', since: '2027-03-03T02:02:41.500Z' }, { name: 'shop-down' }]);
    expect(await firing([], {})).toContain('Threshold Crossed');
  });

  it('opens those that are named, on the alert bus, once that is confirmed', async () => {
    const puts = () => stack.received.filter(({ headers }) => headers['x-amz-target'] === 'AWSEvents.PutEvents');
    await expect(firing(['api-slow'], { open: true })).rejects.toThrow('Say --yes');
    await expect(firing(['checkout-5xx'], { open: true, yes: true })).rejects.toThrow('has an open incident');
    await expect(firing(['api-slow'], {})).rejects.toThrow('only with --open');
    expect(puts()).toEqual([]);
    expect(await firing(['api-slow'], { open: true, yes: true })).toContain('Sent: api-slow.');
    const { Entries } = JSON.parse(puts()[0]!.body) as { Entries: object[] };
    expect(Entries).toMatchObject([{ EventBusName: 'Tocsin-alerts', Resources: [arnOf('api-slow')] }]);
  });

  it('says plainly that there is no CloudWatch on the local stack', async () => {
    const terminal = new RecordingTerminal(stack.folder);
    expect(await run(['firing'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toContain('There is no CloudWatch on the local stack');
  });

  it('sends what intake reads as the same alarm: same key, name, metric and time', () => {
    const [described, name] = [metricAlarm('api-slow'), 'api-slow'];
    const since = '2027-03-03T02:02:41.500Z';
    const sent = asStateChange({ name, arn: arnOf(name), since, reason: 'Threshold Crossed', described }) as {
      Resources: string[];
      Detail: string;
      Source: string;
      DetailType: string;
    };
    const event = { source: sent.Source, 'detail-type': sent.DetailType, resources: sent.Resources };
    const read = readAlert({ ...event, detail: JSON.parse(sent.Detail) as object }, 'id', '2027-03-03T03:00:00.000Z');
    expect(isAlert(read) && read).toMatchObject({
      dedupKey: arnOf(name),
      name,
      signal: 'firing',
      changedAt: since,
      namespace: 'AWS/ApiGateway',
      dimensions: { ApiId: 'a1' },
    });
    expect(sent.Source).not.toMatch(/^aws\./);
  });
});
