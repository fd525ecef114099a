import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Log } from '../ports';

/** What the functions of this project are: an event in, an answer out, time by the clock of the machine they run on. */
export type Run<Event, Answer> = (event: Event, context: Context) => Promise<Answer>;

/** Makes a Lambda handler of a run: whatever it throws is logged with its code, then thrown on, for a swallowed error is a success. */
export function wire<Event, Answer>(log: Log, run: Run<Event, Answer>) {
  return middy<Event, Answer>()
    .use({
      onError: ({ error }) => {
        log('T900', {
          error: error?.name,
          reason: error?.message,
          stack: error?.stack?.split('\n').slice(1, 4).join(' '),
        });
      },
    })
    .handler(run);
}
