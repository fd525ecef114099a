import type { Fault } from '../../local/faults/fault';
import { Story } from '../support/story';
import { differsFromTimeline, gaps, outOfTheIndex, overdue } from './step-invariants';
import type { Broken } from './sweep';
import { readWorld } from './world';

const down = (service: string, operation = '*'): Fault => ({ service, operation, rate: 1, kind: 'before' });

interface Outage {
  readonly faults: readonly Fault[];
  /** True: it is off before the alarm fires. */
  readonly already?: boolean;
  /** True: every function starts anew, so that nothing it remembers helps. */
  readonly cold?: boolean;
}

const deliveries = ['events', 'sqs', 'dynamodb'].map((service) => down(service, 'DeliverToFunction'));

/** What does not answer for three hours. */
export const outages: Readonly<Record<string, Outage>> = {
  everything: { faults: [down('*')] },
  DynamoDB: { faults: [down('dynamodb')] },
  SNS: { faults: [down('sns')] },
  Lambda: { faults: [down('lambda'), ...deliveries] },
  'SQS and Lambda': { faults: [down('sqs'), down('lambda'), down('events', 'DeliverToFunction')] },
  'Step Functions': { faults: [down('states')], already: true },
  'Secrets Manager': { faults: [down('secretsmanager')], cold: true },
};

/** Those that CI tells; the others take a while. */
export const outagesInCi: readonly string[] = ['everything', 'DynamoDB', 'Lambda', 'Step Functions'];

const lasts = 180;
/** Two rounds of the auditor, and half a minute, in minutes. */
const untilKept = 2.5;
/** A page that had not left when it began, and the one for what fell due meanwhile. */
const mostPages = 2;

/**
 * F18: a part of AWS is off for three hours during a SEV-1 that nobody has acknowledged, and comes back. Two rounds of the
 * auditor later every level was paged, nobody more than twice; an acknowledgement then ends it.
 */
export async function throughOutage(name: string): Promise<Broken | undefined> {
  const outage = outages[name];
  if (!outage) throw new Error(`There is no outage ${name}: ${Object.keys(outages).join(', ')}`);
  const story = await Story.begin();
  try {
    const { faults, already, cold } = outage;
    if (already) story.stack.faults.set(faults);
    await story.alarm('checkout-5xx');
    if (cold) story.stack.lambda.resetContainers();
    if (!already) story.stack.faults.set(faults);
    await story.wait(lasts);
    const during = pagedBySms(story);
    story.stack.faults.set([]);
    await story.wait(untilKept);
    const after = pagedBySms(story);
    await story.press(story.linkOf('sam'));
    await story.wait(12);
    const { items, now, denied } = await readWorld(story.stack, []);
    const silent = ['alex', 'sam', 'kim'].filter((person) => !during.includes(person) && !after.includes(person));
    const stormed = [...new Set(after)].filter((person) => after.filter((one) => one === person).length > mostPages);
    const what = [
      ...silent.map((person) => `${person} was not paged.`),
      ...stormed.map((person) => `${person} got more than ${mostPages} pages at once.`),
      ...pagedBySms(story).map((person) => `${person} was paged after the acknowledgement.`),
      ...overdue(items, now, 90_000),
      ...outOfTheIndex(items),
      ...gaps(items),
      ...differsFromTimeline(items),
      ...denied.map((reason) => `Refused: ${reason}`),
    ];
    return what.length > 0 ? { story: `${name} is off for 3 hours`, faults, what } : undefined;
  } finally {
    await story.stack.stop();
  }
}

/** Who was paged since the last look, once for each page; every mail goes with a text message. */
function pagedBySms(story: Story): readonly (string | null)[] {
  return story
    .messages()
    .filter(({ kind, channel }) => kind === 'page' && channel === 'sms')
    .map(({ responder }) => responder);
}
