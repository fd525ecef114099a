import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock';
import type { ApiResponse } from '../engine';
import { minutesAhead } from '../clock-offset';
import { answer, bodyOf, json } from '../gateway/http-message';
import type { Outbox } from './outbox';
import { renderOutbox } from './outbox-page';

/** The outbox port: a page to read, `messages.json` for machines, and the button that skips ahead. */
export class OutboxServer {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly advance: (milliseconds: number) => Promise<void>,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await bodyOf(request)).toString();
    const route = `${request.method} ${(request.url ?? '/').split('?')[0]}`;
    await answer(this.clock, response, await this.respond(route, body));
  }

  private async respond(route: string, body: string): Promise<ApiResponse> {
    switch (route) {
      case 'GET /': {
        const page = renderOutbox({
          messages: this.outbox.messages(),
          now: this.clock.now(),
          minutesAhead: minutesAhead(this.clock),
        });
        return {
          status: 200,
          headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
          body: page,
        };
      }
      case 'GET /messages.json':
        return json(200, this.outbox.messages());
      case 'POST /clock': {
        const minutes = Number(new URLSearchParams(body).get('minutes'));
        if (!(minutes > 0 && minutes <= 60)) return json(400, { message: 'minutes: a number from 1 to 60' });
        await this.advance(minutes * 60_000);
        return { status: 303, headers: { location: '/' } };
      }
      default:
        return json(404, { message: 'The outbox has / and /messages.json' });
    }
  }
}
