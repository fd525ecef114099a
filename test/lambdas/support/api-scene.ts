import { withEdits } from '../../../domain/notice-edits';
import type { ComponentSetting } from '../../../domain/component-setting';
import type { ComponentSettings } from '../../../lambdas/component-settings';
import type { ChangeNote } from '../../../domain/alert';
import { linkToken } from '../../../lambdas/link-token';
import type { ApiEvent } from '../../../lambdas/responder-api/http';
import { responderApi } from '../../../lambdas/responder-api/responder-api';
import { MemoryOutbox, memoryKeys } from './memory-outbox';
import { memoryFeedback } from './memory-feedback';
import { MemoryLedgers } from './memory-ledgers';
import { memoryOverrides } from './memory-overrides';
import { memoryQuiet } from './memory-quiet';
import { memoryReach } from './memory-reach';
import { MemoryStore } from './memory-store';
import { memoryTriage } from './memory-triage';
import { mutedAlarms } from './muted-alarms';
import { recorders } from './recorders';

/** The API over a world in memory, with an open incident K7MQ, and ways to call it as people do. */
export async function apiScene({ publishes = true, levels }: { publishes?: boolean; levels?: string[][] } = {}) {
  const store = new MemoryStore();
  const { world } = store;
  const incident = world.open({ publishes, ...(levels ? { levels } : {}) });
  const outbox = new MemoryOutbox(world);
  const asked: string[] = [];
  const changes: ChangeNote[] = [];
  const ids = ['M2PT', 'N4RV', 'P6SW'];
  const set = new Map<string, ComponentSetting>();
  const settings: ComponentSettings = {
    last: async (component) => set.get(component),
    commit: async ({ component, ended, next }) => (set.set(component, (next ?? ended)!), 'written'),
  };
  const linkKeys = memoryKeys();
  const reach = memoryReach();
  const recorded = recorders();
  const deps = {
    incidents: Object.assign(store, {
      list: async () => [...world.incidents.values()],
      alertCounts: async () => new Map([['K7MQ', 3]]),
      timeline: async () => incident.timeline.slice(-5),
      saidIn: async (id: string) => withEdits(world.said.get(id) ?? []),
    }),
    alerts: store,
    situations: store,
    triage: memoryTriage(),
    changes: { between: async () => changes },
    speakers: { all: async () => [] },
    heartbeats: { all: async () => [] },
    outbox: { message: (id: string, number: number) => (asked.push(`${id} ${number}`), outbox.message(id, number)) },
    settings,
    quiet: memoryQuiet(),
    overrides: memoryOverrides(store),
    feedback: memoryFeedback(),
    ledgers: new MemoryLedgers(),
    muted: mutedAlarms(),
    reach,
    promises: { overdue: async () => [] },
    linkKeys,
    pageUrl: 'https://status.example.com',
    newNoticeId: () => 'notice-1',
    newIncidentId: () => ids.shift() ?? 'ZZZZ',
    hashOfKey: (key: string) => `hash of ${key}`,
    now: () => world.now,
    log: recorded.log,
  };
  const call = async (routeKey: string, given: Partial<ApiEvent> = {}) => {
    const answer = await responderApi({ routeKey, requestContext: {}, ...given } as ApiEvent, deps);
    return { ...answer, body: answer.body ?? '', json: () => JSON.parse(answer.body ?? '') as Record<string, unknown> };
  };
  const tokenOf = (number: number) => linkToken({ incidentId: 'K7MQ', number }, linkKeys);
  const link = (method: string, token: string, rest = '') =>
    call(`${method} /a/{token}${rest}`, { pathParameters: { token } });
  /** Sends a form to the link itself, as a button of its page does. */
  const form = (token: string, body: string, type = 'application/x-www-form-urlencoded') =>
    call('POST /a/{token}', { pathParameters: { token }, body, headers: { 'content-type': type } });
  const command = (name: string, body: unknown, who = 'alex', id = 'K7MQ') =>
    call('POST /incidents/{id}/{command}', {
      pathParameters: { id, command: name },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      requestContext: { authorizer: { iam: { userArn: `arn:aws:sts::1:assumed-role/responders/${who}` } } },
    } as unknown as Partial<ApiEvent>);
  const { ledgers } = deps;
  return {
    changes,
    reach,
    ledgers,
    linkKeys,
    store,
    world,
    incident,
    asked,
    call,
    tokenOf,
    link,
    form,
    command,
    ...recorded,
  };
}
