import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Clock } from '../../../local/clock';
import type { Caller, Engine, Permission } from '../../../local/engine';
import { FaultSwitch } from '../../../local/faults/fault-switch';
import { Gateway } from '../../../local/gateway/gateway';
import { LambdaEngine } from '../../../local/lambda/lambda-engine';
import { resolveTemplate, type ResolvedTemplate } from '../../../local/template/resolve';
import type { TemplateResource } from '../../../local/template/template';

/** Engines of a small template behind a real gateway, on a clock that stands still, without IAM unless it is given. */
export interface GatewayScene {
  readonly clock: Clock;
  readonly faults: FaultSwitch;
  readonly template: ResolvedTemplate;
  readonly engines: readonly Engine[];
  readonly config: (accessKeyId?: string) => {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    maxAttempts: number;
  };
  readonly stop: () => void;
}

export async function gatewayScene(
  resources: Record<string, TemplateResource>,
  enginesOf: (template: ResolvedTemplate, clock: Clock, endpoint: string, faults: FaultSwitch) => Engine[],
  refusalOf: (caller: Caller, permission: Permission) => string | undefined = () => undefined,
): Promise<GatewayScene> {
  const clock = new Clock(Date.UTC(2027, 2, 3, 2, 0), 0);
  const faults = new FaultSwitch(clock);
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const template = resolveTemplate({ Resources: resources }, { page: 1, api: 2, outbox: 3, aws: port });
  const callerOf = (accessKeyId: string): Caller =>
    accessKeyId === 'owner'
      ? { accessKeyId }
      : { accessKeyId, roleArn: `arn:aws:iam::000000000000:role/${accessKeyId}` };
  const engines = enginesOf(template, clock, `http://127.0.0.1:${port}`, faults);
  const crash = (accessKeyId: string): void => {
    for (const engine of engines) if (engine instanceof LambdaEngine) engine.crash(accessKeyId);
  };
  const gateway = new Gateway({ clock, engines, faults, callerOf, refusalOf, crash });
  server.on('request', (request, response) => void gateway.handle(request, response));
  return {
    clock,
    faults,
    template,
    engines,
    config: (accessKeyId = 'owner') => ({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId, secretAccessKey: 'x' },
      maxAttempts: 1,
    }),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
