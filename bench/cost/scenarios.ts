import { alertBatch } from '../alert-batch';
import { assembly } from '../bundles';
import { Story } from '../../test/support/story';
import { sum, times, type Usage } from './bill';
import { metricsIn } from './log-metrics';
import { Meter } from './meter';

/** What is used by an incident as the goal describes it, and what happened in it. */
export interface IncidentUsage {
  readonly usage: Usage;
  readonly minutes: number;
  readonly smsParts: number;
}

/**
 * One SEV-1 incident: 10 alerts, level 1 and level 2 paged, acknowledged, four times reminded of the public update and each
 * time updated, resolved. What the schedules would have used meanwhile is taken off: it is in the idle bill.
 */
export function incidentUsage(): Promise<IncidentUsage> {
  return withMeter(async (story, meter) => {
    await story.wait(20);
    const idle = await meter.during(() => story.wait(20), metricsSoFar(story));
    const from = story.now;
    const sent = story.stack.messages().length;
    const used = await meter.during(() => playIncident(story), metricsSoFar(story));
    const minutes = (story.now - from) / 60_000;
    const smsParts = story.stack
      .messages()
      .slice(sent)
      .filter(({ channel }) => channel === 'sms').length;
    // Each alert is a request to the queue, whoever sends it.
    return { usage: sum(used, times(idle, -minutes / 20), { 'SQS requests': alerts }), minutes, smsParts };
  });
}

const alerts = 10;

async function playIncident(story: Story): Promise<void> {
  await story.alarm('checkout-5xx');
  const { id } = await story.incident();
  for (let repeat = 1; repeat < alerts - 4; repeat++) {
    await story.wait(1);
    await story.alarm('checkout-5xx');
  }
  // Level 2 was paged after 5 minutes, and acknowledges in the sixth.
  const link = story.linkOf('sam');
  await story.get(link);
  await story.press(link);
  for (let repeat = 0; repeat < 4; repeat++) await story.alarm('checkout-5xx');
  for (let update = 1; update <= 4; update++) {
    await untilReminded(story);
    await story.command(id, 'update', { public: `Card payments are slow. We are working on it (${update}).` }, 'sam');
  }
  await story.wait(5);
  await story.command(id, 'resolve', { reason: 'Rolled back.', public: 'Paying by card works again.' }, 'sam');
  // Until both clocks have learnt that it is over.
  await story.wait(30);
}

async function untilReminded(story: Story): Promise<void> {
  const reminders = () => story.stack.messages().filter(({ kind }) => kind === 'reminder').length;
  const before = reminders();
  for (let minute = 0; reminders() === before; minute++) {
    if (minute > 60) throw new Error('Nobody was reminded of an update within an hour: the scenario no longer holds.');
    await story.wait(1);
  }
}

/** What one more alert of an open incident uses: alone, and in a batch of ten as in a storm. */
export function duplicateUsage(): Promise<{ readonly alone: Usage; readonly inBatches: Usage }> {
  return withMeter(async (story, meter) => {
    await story.alarm('checkout-5xx');
    await story.wait(1);
    await story.alarm('checkout-5xx');
    const repetitions = 20;
    // A metric is paid by the hour: a million alerts do not make it dearer.
    const metrics = metricsSoFar(story);
    const alone = await meter.during(async () => {
      for (let repeat = 0; repeat < repetitions; repeat++) await story.alarm('checkout-5xx');
    }, metrics);
    const batches = await meter.during(async () => {
      for (let repeat = 0; repeat < repetitions; repeat++)
        await story.stack.lambda.invoke('IngestAlert', alertBatch(['checkout-5xx'], 10, story.now));
    }, metrics);
    const sending: Usage = { 'SQS requests': 1 };
    return {
      alone: sum(times(alone, 1 / repetitions), sending),
      inBatches: sum(times(batches, 1 / (10 * repetitions)), sending),
    };
  });
}

const minutesOfMonth = (365.25 / 12) * 24 * 60;
/** Lambda polls a queue with five connections, each of which asks anew every 20 seconds. */
const pollsPerMinute = 5 * 3;

/** What a month without an incident uses: schedules, polling, and what is paid for being there. */
export function idleUsage(): Promise<Usage> {
  return withMeter(async (story, meter) => {
    const { stack } = story;
    await story.wait(20);
    const minutes = 60;
    const metrics = metricsSoFar(story);
    const measured = await meter.during(() => story.wait(minutes), metrics);
    return sum(times(measured, minutesOfMonth / minutes), {
      'SQS requests': pollsPerMinute * minutesOfMonth,
      'CloudWatch alarms': stack.template.ofType('AWS::CloudWatch::Alarm').length,
      'CloudWatch metrics': metrics.size,
      'Secrets Manager secrets': stack.template.ofType('AWS::SecretsManager::Secret').length,
    });
  });
}

/** The metrics that are written whether or not anything happens. */
function metricsSoFar({ stack }: Story): ReadonlySet<string> {
  return new Set(stack.lambda.all().flatMap(({ logs }) => logs.lines().flatMap(metricsIn)));
}

async function withMeter<T>(work: (story: Story, meter: Meter) => Promise<T>): Promise<T> {
  const story = await Story.begin({ assembly: assembly() });
  try {
    const result = await work(story, new Meter(story.stack));
    const [failed] = story.stack.lambda.failures();
    if (failed) throw new Error(`${failed.functionName} failed in a scenario: ${failed.errorMessage}`);
    return result;
  } finally {
    await story.stack.stop();
  }
}
