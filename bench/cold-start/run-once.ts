import { readFileSync } from 'node:fs';

interface Handler {
  readonly handler: (event: unknown, context: unknown) => Promise<unknown>;
}

/**
 * The whole program of a fresh process: loads a bundle, calls its handler once, and prints, as the last line of stderr,
 * `{ milliseconds, answer }`. Its arguments are the bundle, a file with the event as JSON, and what time it is to be.
 */
async function main([bundle, eventFile, now]: readonly string[]): Promise<void> {
  const event: unknown = JSON.parse(readFileSync(eventFile!, 'utf8'));
  const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 30_000 };
  // A handler that was recorded at one moment would do other things at a later one.
  const [clock, ahead] = [Date.now, Number(now) - Date.now()];
  Date.now = () => clock() + ahead;
  // Processor time, not the time on the wall: AWS is replayed at no cost, and whoever else works here must not count.
  const from = process.cpuUsage();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as Lambda loads it
  const { handler } = require(bundle!) as Handler;
  const answer = await handler(event, context);
  const { user, system } = process.cpuUsage(from);
  const milliseconds = (user + system) / 1_000;
  process.stderr.write(`\n${JSON.stringify({ milliseconds, answer })}\n`, () => process.exit(0));
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`, () => process.exit(1));
});
