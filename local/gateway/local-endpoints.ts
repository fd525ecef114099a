import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock';
import type { ApiResponse } from '../engine';
import { parseFaults } from '../faults/fault';
import type { FaultSwitch } from '../faults/fault-switch';
import { answer, bodyOf, json } from './http-message';
import { millisecondsOf } from './iso-duration';

export interface LocalControls {
  readonly clock: Clock;
  readonly faults: FaultSwitch;
  readonly outputs: Readonly<Record<string, string>>;
  /** Skips ahead and answers when quiet. */
  readonly advance: (milliseconds: number) => Promise<void>;
  readonly resetContainers: () => void;
}

/** `/_local/…` on the AWS port: readiness, the clock, the fault switch, cold starts. */
export class LocalEndpoints {
  constructor(private readonly controls: LocalControls) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await bodyOf(request)).toString();
    if (request.method !== 'GET' && request.headers.origin !== undefined) {
      const message =
        'A web page may not command the local stack; a browser sends the header Origin, a program does not.';
      return answer(this.controls.clock, response, json(403, { message }));
    }
    const route = `${request.method} ${(request.url ?? '').split('?')[0]}`;
    await answer(this.controls.clock, response, await this.respond(route, body));
  }

  private async respond(route: string, body: string): Promise<ApiResponse> {
    const { faults, outputs, resetContainers } = this.controls;
    try {
      switch (route) {
        case 'GET /_local/ready':
          return json(200, { ...this.now(), outputs });
        case 'GET /_local/clock':
          return json(200, this.now());
        case 'POST /_local/clock':
          return json(200, await this.skip(body));
        case 'GET /_local/faults':
          return json(200, faults.current());
        case 'PUT /_local/faults':
          faults.set(parseFaults(JSON.parse(body || '[]')));
          return json(200, faults.current());
        case 'POST /_local/reset-containers':
          resetContainers();
          return json(200, {});
        default:
          return json(404, { message: `There is no ${route} on the local stack` });
      }
    } catch (error) {
      return json(400, { message: (error as Error).message });
    }
  }

  private async skip(body: string): Promise<{ now: string }> {
    const { advance } = JSON.parse(body || '{}') as { advance?: unknown };
    await this.controls.advance(millisecondsOf(advance));
    return this.now();
  }

  private now(): { now: string } {
    return { now: new Date(this.controls.clock.now()).toISOString() };
  }
}
