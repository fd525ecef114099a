import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock';
import type { ApiResponse } from '../engine';
import type { FaultSwitch } from '../faults/fault-switch';
import { answer, bodyOf, headersOf, json } from '../gateway/http-message';
import { linkIn, type Outbox } from '../sns/outbox';
import { callerHeader, urlHeader } from './no-way-out';

interface Outside {
  readonly clock: Clock;
  readonly faults: FaultSwitch;
  readonly outbox: Outbox;
  /** Ends the function that this access key belongs to. */
  readonly crash: (accessKeyId: string) => void;
}

/** The Internet, as the functions of the local stack know it: whatever they post by HTTPS goes to the outbox. Faults name it service `https`. */
export class HttpsOutside {
  constructor(private readonly options: Outside) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock, faults, crash } = this.options;
    const headers = headersOf(request);
    const caller = headers[callerHeader] ?? '';
    const body = await clock.call(async () => (await bodyOf(request)).toString());
    const kind = faults.meet(caller, 'https', request.method ?? '');
    const work = async () =>
      answer(
        clock,
        response,
        await faults.carryOut(kind, async () => this.take(headers, body), {
          broken: () => json(500, { message: `Injected fault: ${kind}` }),
          throttled: () => json(429, { message: 'Injected fault: throttle' }),
          crash: () => crash(caller),
        }),
      );
    // Neither of these ends by itself: counted as in flight, they would stop the clock.
    await (kind === 'hang' || kind === 'crash' ? work() : clock.call(work));
  }

  private take(headers: Readonly<Record<string, string>>, body: string): ApiResponse {
    const level = headers['tocsin-level'];
    this.options.outbox.add({
      id: randomUUID(),
      at: new Date(this.options.clock.now()).toISOString(),
      to: headers[urlHeader] ?? '',
      channel: 'https',
      kind: headers['tocsin-kind'] ?? null,
      incidentId: headers['tocsin-incident'] ?? null,
      responder: headers['tocsin-responder'] ?? null,
      level: level === undefined ? null : Number(level),
      subject: null,
      body,
      link: linkIn(body),
    });
    return json(200, {});
  }
}
