import { rmSync } from 'node:fs';
import { HttpApi } from './api-gateway/http-api';
import type { Clock } from './clock';
import { ClockOffset, minutesAhead } from './clock-offset';
import { Distribution } from './distribution/distribution';
import { buildEngines, listed, startEngines, type Engines } from './engines';
import { FaultSwitch } from './faults/fault-switch';
import { Gateway } from './gateway/gateway';
import { LocalEndpoints } from './gateway/local-endpoints';
import { HttpsOutside } from './https/https-outside';
import { outsidePath } from './https/no-way-out';
import { LoopbackServer, type Handle } from './loopback-server';
import { Permissions } from './permissions';
import type { OutboxMessage } from './sns/outbox';
import { OutboxServer } from './sns/outbox-server';
import { readAssembly } from './template/assembly';
import { loopback, type Ports } from './template/place';
import { resolveTemplate, type ResolvedTemplate } from './template/resolve';

export interface StackOptions {
  /** A cdk.out folder. */
  readonly assembly: string;
  /** May be left out when the assembly has one stack. */
  readonly stackName?: string;
  /** 0, or left out, for any port that is free. */
  readonly ports?: Partial<Ports>;
  /** Where the data is kept; in memory when left out. */
  readonly directory?: string;
  readonly clock: Clock;
  /** Remembers how far the clock is ahead; by default in `directory`. */
  readonly clockOffset?: ClockOffset;
  /** Begins with no data. */
  readonly fresh?: boolean;
  /** Told of what should not happen, one line each. */
  readonly log?: (line: string) => void;
}

/** The running stack, as stories and `npm start` see it. */
export interface LocalStack extends Engines {
  readonly ports: Ports;
  readonly outputs: Readonly<Record<string, string>>;
  readonly template: ResolvedTemplate;
  readonly clock: Clock;
  readonly faults: FaultSwitch;
  /** Every message that would have left for a person, oldest first. */
  messages(): readonly OutboxMessage[];
  /** Every call and delivery that IAM or a resource policy refused: empty in a healthy stack. */
  denied(): readonly string[];
  /** What the functions may do by their own roles, as `<function> <action>`. */
  granted(): readonly string[];
  /** What callers have asked for so far, in the same words. */
  used(): readonly string[];
  /** Ends it in good order; may be called twice. */
  stop(): Promise<void>;
}

/**
 * Runs a synthesized stack on this machine and answers when it is ready.
 * @throws BusyPort when a port is taken; TemplateError and others for what the local stack cannot run
 */
export async function startLocalStack(options: StackOptions): Promise<LocalStack> {
  const { clock, directory, log = (line) => process.stderr.write(`${line}\n`) } = options;
  if (options.fresh && directory !== undefined) rmSync(directory, { recursive: true, force: true });
  const assembly = readAssembly(options.assembly, options.stackName);
  const servers = {
    page: new LoopbackServer(log),
    api: new LoopbackServer(log),
    outbox: new LoopbackServer(log),
    aws: new LoopbackServer(log),
  };
  const stopServers = () => Promise.all(Object.values(servers).map((server) => server.stop()));
  try {
    // The template's addresses contain the ports, so these come first.
    const ports = await listenAll(servers, options.ports ?? {});
    const template = resolveTemplate(assembly.template, ports, assembly.name);
    const permissions = new Permissions(template.resources);
    const faults = new FaultSwitch(clock);
    const engines = buildEngines({
      assembly,
      template,
      clock,
      directory,
      endpoint: loopback(ports.aws),
      permissions,
      faults,
    });
    const offset = options.clockOffset ?? new ClockOffset(directory);
    const advance = async (milliseconds: number): Promise<void> => {
      offset.note(clock.now() + milliseconds, Date.now());
      await clock.advance(milliseconds);
    };
    const stack = { ...engines, ports, outputs: template.outputs, template, clock, faults };
    const { page, api, outbox } = publicPorts(stack, permissions, advance);
    servers.page.handle = page;
    servers.api.handle = api;
    servers.outbox.handle = outbox;
    await startEngines(engines, clock);
    servers.aws.handle = awsPort(stack, permissions, advance);
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      offset.note(clock.now(), Date.now());
      clock.stop();
      await stopServers();
      await engines.dynamodb.close();
    };
    return {
      ...stack,
      messages: () => engines.sns.messages(),
      denied: () => permissions.denied(),
      granted: () => permissions.granted(),
      used: () => permissions.used(),
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    await stopServers();
    throw error;
  }
}

async function listenAll(
  servers: Readonly<Record<keyof Ports, LoopbackServer>>,
  wanted: Partial<Ports>,
): Promise<Ports> {
  return {
    page: await servers.page.listen(wanted.page ?? 0),
    api: await servers.api.listen(wanted.api ?? 0),
    outbox: await servers.outbox.listen(wanted.outbox ?? 0),
    aws: await servers.aws.listen(wanted.aws ?? 0),
  };
}

type Parts = Omit<LocalStack, 'messages' | 'denied' | 'granted' | 'used' | 'stop'>;
type Advance = (milliseconds: number) => Promise<void>;

function publicPorts(
  stack: Parts,
  permissions: Permissions,
  advance: Advance,
): Record<'page' | 'api' | 'outbox', Handle> {
  const { clock, template, s3, sns, lambda } = stack;
  const distribution = new Distribution({
    clock,
    template,
    s3,
    mayDeliver: (permission) => permissions.serviceMayQuietly('cloudfront.amazonaws.com', permission),
    minutesAhead: () => minutesAhead(clock),
  });
  const httpApi = new HttpApi({
    clock,
    template,
    callerOf: (accessKeyId) => permissions.callerOf(accessKeyId),
    refusalOf: (caller, permission) => permissions.refusalOf(caller, permission),
    deliveryRefusalOf: (permission) =>
      permissions.deliveryRefusalOf(
        'apigateway.amazonaws.com',
        permission.conditions?.['aws:SourceArn'] ?? '',
        permission,
      ),
    invoke: (functionArn, event) => lambda.invoke(functionArn, event),
  });
  const outbox = new OutboxServer(clock, sns.outbox, advance);
  return {
    page: (request, response) => distribution.handle(request, response),
    api: (request, response) => httpApi.handle(request, response),
    outbox: (request, response) => outbox.handle(request, response),
  };
}

function awsPort(stack: Parts, permissions: Permissions, advance: Advance): Handle {
  const { clock, faults, outputs, lambda } = stack;
  const gateway = new Gateway({
    clock,
    engines: listed(stack),
    faults,
    callerOf: (accessKeyId) => permissions.callerOf(accessKeyId),
    refusalOf: (caller, permission) => permissions.refusalOf(caller, permission),
    crash: (accessKeyId) => lambda.crash(accessKeyId),
  });
  const local = new LocalEndpoints({
    clock,
    faults,
    outputs,
    advance,
    resetContainers: () => lambda.resetContainers(),
  });
  const outside = new HttpsOutside({
    clock,
    faults,
    outbox: stack.sns.outbox,
    crash: (accessKeyId) => lambda.crash(accessKeyId),
  });
  return (request, response) => {
    if (request.url === outsidePath) return outside.handle(request, response);
    return request.url?.startsWith('/_local/') ? local.handle(request, response) : gateway.handle(request, response);
  };
}
