import { request } from 'node:http';
import type { Answer, Story } from './story';

/** A body to post: an object becomes JSON, a text goes as it is. */
export interface Post {
  readonly path: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

/** Posts to the HTTP API of a story's stack and lets everything happen that follows. */
export async function post(story: Story, { path, body, headers = {}, method = 'POST' }: Post): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await new Promise<Answer>((resolve, reject) => {
    const call = request(
      `http://127.0.0.1:${story.stack.ports.api}${path}`,
      { method, headers: { 'content-type': 'application/json', ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    call.on('error', reject);
    call.end(text);
  });
  await story.clock.quiet();
  return answer;
}

/** Posts alerts as a source that knows its secret on the local stack. */
export function postAlerts(story: Story, source: string, body: unknown): Promise<Answer> {
  return post(story, { path: `/alerts/${source}`, body, headers: { authorization: `Bearer local-${source}` } });
}

/** Posts an event of PagerDuty's Events API v2. */
export function enqueue(story: Story, event: object): Promise<Answer> {
  return post(story, { path: '/v2/enqueue', body: { routing_key: 'local-pagerduty', ...event } });
}
