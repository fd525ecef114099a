import ICAL from 'ical.js';
import { run } from '../../bin/cli/run';
import { CommandApi } from '../../bin/cli/command-api';
import { doctorCommand } from '../../bin/cli/commands/doctor';
import type { DoctorFacts, DoctorPerson } from '../../bin/cli/doctor-facts';
import { AnswerIsNo } from '../../bin/cli/mistakes';
import type { Target } from '../../bin/cli/target';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

const at = '2026-11-25T10:00:00.000Z';
const tuesday = '2026-11-24T09:00:00.000Z';

const alex: DoctorPerson = {
  ...{ id: 'alex', name: 'Alex', channels: ['sms', 'email'], atAnyHour: true },
  test: { sentAt: tuesday, answeredAt: tuesday, proven: { sms: tuesday } },
};
const well: DoctorFacts = {
  ...{ at, example: false, sendingNumbers: ['+4915112345678'], people: [alex] },
  ...{ gaps: [], silent: [], never: [], overdue: [] },
};

/** What AWS answers; each test makes something of it ill. */
const healthy = {
  subscriptions: ['sms arn:a', 'email arn:b'],
  sandbox: 'false',
  limit: '100',
  depth: '0',
  renewedAt: at,
};

describe('tocsin doctor', () => {
  let stack: FakeStack;
  let terminal: RecordingTerminal;
  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  /** Asks a deployed stack, all of whose services are the fake one. */
  async function examine(facts: DoctorFacts, aws: Partial<typeof healthy> = {}, json = false): Promise<boolean> {
    const { subscriptions, sandbox, limit, depth, renewedAt } = { ...healthy, ...aws };
    stack.answer = ({ path, body, headers }) => {
      if (path === '/doctor') return { body: facts };
      if (path === '/api/v2/status.json') return { body: { tocsin: { generatedAt: renewedAt } } };
      if (headers['x-amz-target'] === 'AmazonSQS.GetQueueAttributes')
        return { body: { Attributes: { ApproximateNumberOfMessages: depth } } };
      const asked = new URLSearchParams(body).get('Action');
      if (asked === 'GetSMSSandboxAccountStatus') return { body: `<IsInSandbox>${sandbox}</IsInSandbox>` };
      if (asked === 'GetSMSAttributes')
        return { body: `<entry><key>MonthlySpendLimit</key><value>${limit}</value></entry>` };
      if (asked === 'ListOriginationNumbers') return { body: '<PhoneNumbers/>' };
      if (asked !== 'ListSubscriptionsByTopic') return undefined;
      const members = subscriptions.map((each) => {
        const [protocol, arn] = each.split(' ');
        return `<member><Protocol>${protocol}</Protocol><Endpoint>secret@example.com</Endpoint><SubscriptionArn>${arn}</SubscriptionArn></member>`;
      });
      return { body: members.join('') };
    };
    const queue = `${stack.url}/1/queue`;
    const target: Target = {
      ...{ name: '[prod]', eventBridge: stack.url, sns: stack.url, cloudWatch: stack.url },
      outputs: {
        ...{ ResponderApiUrl: stack.url, StatusPageUrl: stack.url, AlertDlqUrl: queue, DeliveryDlqUrl: queue },
        ...{ ResponderTopicAlex: 'arn:aws:sns:x:1:Alex', OperatorsTopicArn: 'arn:aws:sns:x:1:Operators' },
      },
      signer: { region: 'eu-central-1', credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' } },
    };
    const call = { words: [], flags: {}, json, terminal, openLocal: () => Promise.reject(new Error()) };
    const done = doctorCommand.run({ ...call, open: async () => ({ target, api: new CommandApi(target) }) });
    return done.then(
      () => true,
      (error: unknown) => {
        expect(error).toBeInstanceOf(AnswerIsNo);
        return false;
      },
    );
  }

  test('a line for each thing that was looked at; nothing fails, and no address is told', async () => {
    expect(await examine(well)).toBe(true);
    expect(terminal.said).toEqual([
      'ok    Alex                 2 of 2 channels get messages: sms, email',
      'ok    Alex, test page      acknowledged: sms Tue 24 November, 10:00 CET',
      "ok    Tocsin's own alarms  reach the last resort by sms, email",
      'ok    SMS sandbox          the account is out of it',
      'ok    SMS spend limit      $100 a month; above it AWS takes messages and sends none',
      'ok    Sending number       +4915112345678',
      'ok    Configuration        your own',
      'ok    On call              somebody is there in the next 14 days',
      'ok    Heartbeats           every job that promised to report does',
      'ok    Sources              everything that is configured was heard of',
      'ok    Promises             nothing is overdue',
      'ok    Status page          renewed 1 minute ago',
      'ok    AlertDlq             empty',
      'ok    DeliveryDlq          empty',
      '',
      'Nothing fails, 0 to look at.',
    ]);
  });

  const person = (change: Partial<DoctorPerson>): DoctorFacts => ({ ...well, people: [{ ...alex, ...change }] });

  test.each<[string, DoctorFacts, Partial<typeof healthy>, string]>([
    ['an unconfirmed address', well, { subscriptions: ['sms arn:a', 'email PendingConfirmation'] }, 'FAIL  Alex '],
    ['mail alone for somebody who is paged at any hour', person({ channels: ['email'] }), {}, 'FAIL  Alex '],
    ['a missed test page', person({ test: { missed: tuesday, proven: {} } }), {}, 'FAIL  Alex, test page'],
    ['alarms that nobody gets', well, { subscriptions: ['sms Deleted'] }, "FAIL  Tocsin's own alarms"],
    ['the sandbox', well, { sandbox: 'true' }, 'FAIL  SMS sandbox'],
    ['the limit that AWS begins with', well, { limit: '1' }, 'FAIL  SMS spend limit'],
    ['the example company', { ...well, example: true }, {}, 'FAIL  Configuration'],
    ['a gap', { ...well, gaps: [{ rotation: 'data', at }] }, {}, 'FAIL  On call'],
    ['a silent job', { ...well, silent: [{ id: 'nightly', dueAt: at }] }, {}, 'FAIL  Heartbeats'],
    ['an overdue promise', { ...well, overdue: ['incident'] }, {}, 'FAIL  Promises'],
    ['an old page', well, { renewedAt: tuesday }, 'FAIL  Status page'],
    ['messages that lie in a dead-letter queue', well, { depth: '3' }, 'FAIL  AlertDlq'],
  ])('%s fails it, with the mend below', async (_, facts, aws, line) => {
    expect(await examine(facts, aws)).toBe(false);
    const found = terminal.said.findIndex((said) => said.startsWith(line));
    expect(found).toBeGreaterThanOrEqual(0);
    expect(terminal.said[found + 1]).toMatch(/^ {20,}→ \S/);
    expect(terminal.said.join('\n')).not.toContain('secret@');
  });

  test.each<[string, DoctorFacts, Partial<typeof healthy>, string]>([
    ['a person without a test page', person({ test: { proven: {} } }), {}, 'warn  Alex, test page'],
    [
      'an app that was never shown to work',
      person({ channels: ['push', 'sms', 'email'] }),
      {},
      'warn  Alex, test page',
    ],
    ['no number of its own', { ...well, sendingNumbers: [] }, {}, 'warn  Sending number'],
    ['a source that was never heard', { ...well, never: [{ kind: 'webhook', id: 'grafana' }] }, {}, 'warn  Sources'],
    ['a small limit', well, { limit: '10' }, 'warn  SMS spend limit'],
    [
      'an unconfirmed address of somebody whom nobody wakes',
      person({ atAnyHour: false }),
      { subscriptions: ['sms arn:a', 'email PendingConfirmation'] },
      'warn  Alex ',
    ],
  ])('%s is worth a look, and does not fail it', async (_, facts, aws, line) => {
    expect(await examine(facts, aws)).toBe(true);
    expect(terminal.said.some((said) => said.startsWith(line))).toBe(true);
  });

  test('for machines it is one JSON document, also where something fails', async () => {
    expect(await examine(well, { sandbox: 'true' }, true)).toBe(false);
    const { ok, checks } = JSON.parse(terminal.said.join('\n')) as { ok: boolean; checks: { state: string }[] };
    expect([ok, checks.filter(({ state }) => state === 'FAIL').length]).toEqual([false, 1]);
  });

  test('exit code 1 where something fails; on a local stack it says what cannot be asked there', async () => {
    stack.answer = ({ path, body }) => {
      if (path === '/doctor') return { body: { ...well, example: true, silent: [{ id: 'nightly', dueAt: at }] } };
      return body.includes('Action=') ? { status: 403, body: '<Message>not you</Message>' } : undefined;
    };
    expect(await run(['doctor', '--json'], terminal)).toBe(1);
    expect(terminal.said).toHaveLength(1);
    const { checks } = JSON.parse(terminal.said[0]!) as { checks: { about: string; state: string; says: string }[] };
    const stateOf = (about: string) => checks.find((check) => check.about === about)?.state;
    expect([stateOf('SMS sandbox'), stateOf('Configuration'), stateOf('Alex')]).toEqual(['n/a', 'ok', 'warn']);
  });
});

describe('tocsin test-page and contact-card', () => {
  let stack: FakeStack;
  let terminal: RecordingTerminal;
  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  test('orders a test page, by one channel if so said', async () => {
    stack.answer = ({ path }) => (path === '/test-pages' ? { body: { done: 'A test page goes to Alex.' } } : undefined);
    expect(await run(['test-page', 'alex', '--channel', 'sms'], terminal)).toBe(0);
    expect(stack.sentTo('/test-pages')).toEqual([{ person: 'alex', channel: 'sms' }]);
    expect(terminal.said).toEqual(['A test page goes to Alex.']);
    expect(await run(['test-page'], terminal)).toBe(2);
    expect(await run(['test-page', 'alex', '--channel', 'fax'], terminal)).toBe(2);
    expect(terminal.besides.at(-1)).toBe('tocsin: --channel "fax" is no channel: sms, voice, push, email.');
  });

  test('prints the numbers and the sender of mails as a contact that others read', async () => {
    const facts = { organization: 'Acme, and sons', sendingNumbers: ['+4915112345678', '+4915112345679'] };
    stack.answer = ({ path }) => (path === '/contact-card' ? { body: facts } : undefined);
    expect(await run(['contact-card'], terminal)).toBe(0);
    const card = new ICAL.Component(ICAL.parse(terminal.said.join('\n')) as unknown[]);
    expect(card.getFirstPropertyValue('fn')).toBe('Tocsin Acme, and sons');
    expect(card.getAllProperties('tel').map((each) => each.getFirstValue())).toEqual(facts.sendingNumbers);
    expect(card.getFirstPropertyValue('email')).toBe('no-reply@sns.amazonaws.com');
    stack.answer = ({ path }) =>
      path === '/contact-card' ? { body: { organization: 'Acme', sendingNumbers: [] } } : undefined;
    await run(['contact-card'], terminal);
    expect(terminal.besides.at(-1)).toContain('It holds no number');
  });
});
