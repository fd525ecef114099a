import { assembly, handlerBundles, type HandlerBundle } from '../bundles';
import { Story } from '../../test/support/story';
import { postAlerts } from '../../test/support/webhook-sender';
import type { Outcome } from '../../local/lambda/lambda-function';
import type { Exchange } from './exchange';
import type { FreshProcesses, Start } from './fresh-process';
import { Recorder } from './recorder';

/** The first call of a function in a real incident: how it was started, and what AWS answered it. */
export interface Recording extends Start {
  readonly handler: HandlerBundle;
  readonly exchanges: readonly Exchange[];
}

/**
 * Plays the beginning of an incident on the local stack, until every function has run. The first run of each is made in a
 * fresh process, with a recorder between it and AWS: so its event and its answers are those of a real incident.
 */
export async function recordFirstCalls(processes: FreshProcesses): Promise<readonly Recording[]> {
  const story = await Story.begin({ assembly: assembly() });
  const recorder = new Recorder(story.stack.ports.aws);
  const endpoint = await recorder.start();
  const recordings: Recording[] = [];
  const failures: unknown[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  for (const handler of handlerBundles()) {
    const target = story.stack.lambda.function(logicalId(handler.name));
    const run = target.run.bind(target);
    const record = async (event: string): Promise<Outcome> => {
      const environment = { ...target.properties.Environment?.Variables, AWS_ACCESS_KEY_ID: target.accessKeyId };
      const { now } = story;
      const start: Start = { bundle: handler.file, event: JSON.parse(event) as unknown, environment, now };
      recorder.take();
      const { answer } = await processes.run(start, endpoint);
      recordings.push({ ...start, handler, exchanges: recorder.take() });
      return { requestId: 'recorded', payload: JSON.stringify(answer ?? null) };
    };
    target.run = (event) => {
      target.run = run;
      const recorded = turn.then(() => record(event));
      turn = recorded.catch((error: unknown) => void failures.push(error));
      // A call, not a handler: it never waits for the story's clock, and the story must wait for it.
      return story.clock.call(() => recorded);
    };
  }

  try {
    await postAlerts(story, 'generic', { dedupKey: 'probe', title: 'The probe is well', status: 'resolved' });
    await story.alarm('checkout-5xx');
    if (failures.length > 0) throw new AggregateError(failures, 'A first call failed.');
    await story.get(story.linkOf('alex'));
    const { id } = await story.incident();
    await story.command(id, 'update', { public: 'Card payments are slow. We are looking into it.' });
    await story.wait(1);
    if (failures.length > 0) throw new AggregateError(failures, 'A first call failed.');
  } finally {
    recorder.stop();
    await story.stack.stop();
  }
  const missing = handlerBundles().filter(({ name }) => !recordings.some(({ handler }) => handler.name === name));
  if (missing.length > 0)
    throw new Error(`The recorded incident did not run ${missing.map(({ name }) => name).join(', ')}.`);
  return recordings;
}

/** `escalate-incident` → `EscalateIncident`, as the stack names its functions. */
function logicalId(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
