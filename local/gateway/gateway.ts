import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock';
import type { ApiRequest, ApiResponse, Caller, Engine, Permission } from '../engine';
import type { FaultSwitch } from '../faults/fault-switch';
import { partialBatch } from '../faults/partial-batch';
import { credentialOf } from './credential';
import { answer, bodyOf, headersOf, json } from './http-message';
import { wordingOf, type Refusal } from './refusal-wording';

export interface GatewayOptions {
  readonly clock: Clock;
  readonly engines: readonly Engine[];
  readonly faults: FaultSwitch;
  /** The function or machine that this access key belongs to, or the account's owner. */
  readonly callerOf: (accessKeyId: string) => Caller;
  /** Why IAM refuses this, or undefined when it allows it. A refusal is recorded by whoever answers. */
  readonly refusalOf: (caller: Caller, permission: Permission) => string | undefined;
  /** Ends the function that this access key belongs to, in the middle of what it does. */
  readonly crash: (accessKeyId: string) => void;
}

/** The AWS APIs behind one port: signature → caller and service, IAM, faults, engine. */
export class Gateway {
  constructor(private readonly options: GatewayOptions) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock } = this.options;
    const apiCall = await clock.call(() => this.read(request));
    const work = async () => answer(clock, response, await apiCall.run());
    // A call that hangs, or whose caller dies, never ends, and a synchronous Invoke ends with a handler that may wait for the clock: counting
    // any as in flight would stop the clock for ever.
    await (apiCall.uncounted ? work() : clock.call(work));
  }

  private async read(request: IncomingMessage): Promise<{ uncounted: boolean; run: () => Promise<ApiResponse> }> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const headers = headersOf(request);
    const body = await bodyOf(request);
    const credential = credentialOf(headers);
    if (!credential)
      return refused(json(403, { message: 'Missing Authentication Token: sign the request with any access key' }));
    const engine = this.options.engines.find(({ service }) => service === credential.service);
    if (!engine) return refused(json(501, { message: `The local stack has no service ${credential.service}` }));
    const caller = this.options.callerOf(credential.accessKeyId);
    const path = decodeURIComponent(url.pathname);
    return this.judge(engine, {
      caller,
      method: request.method ?? 'GET',
      path,
      query: url.searchParams,
      headers,
      body,
    });
  }

  private judge(engine: Engine, call: ApiRequest): { uncounted: boolean; run: () => Promise<ApiResponse> } {
    const { clock, faults, refusalOf, crash } = this.options;
    const operation = engine.operationOf(call);
    const failed = (refusal: Refusal, message: string) => {
      const { status, code } = wordingOf(refusal, engine.service);
      return engine.failure(status, code, message);
    };
    for (const permission of engine.permissionsOf(operation, call)) {
      const reason = refusalOf(call.caller, permission);
      if (reason !== undefined) return refused(failed('denied', reason));
    }
    const owner = call.caller.roleArn === undefined;
    const kind = owner ? undefined : faults.meet(call.caller.accessKeyId, engine.service, operation);
    const uncounted = engine.service === 'lambda';
    const effect = () => engine.handle(operation, call);
    const run = () =>
      faults.carryOut(kind, uncounted ? effect : () => clock.call(effect), {
        broken: () => failed('broken', `Injected fault: ${kind}`),
        throttled: () => failed('throttled', 'Rate exceeded (injected fault)'),
        partial: partialBatch(operation, call, (half) => engine.handle(operation, half)),
        crash: () => crash(call.caller.accessKeyId),
      });
    return { uncounted: uncounted || kind === 'hang' || kind === 'crash', run };
  }
}

function refused(response: ApiResponse): { uncounted: boolean; run: () => Promise<ApiResponse> } {
  return { uncounted: false, run: async () => response };
}
