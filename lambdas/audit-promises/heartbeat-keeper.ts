import { allowedSilence, nextLook, silenceAlarm, type Heartbeat } from '../../domain/heartbeat';
import { plus, type Instant } from '../../domain/instant';
import type { Heartbeats } from '../heartbeats';
import type { AlertQueue, Log } from '../ports';

export interface HeartbeatKeeping {
  readonly configured: readonly Heartbeat[];
  readonly heartbeats: Heartbeats;
  readonly queue: Pick<AlertQueue, 'send'>;
  readonly log: Log;
}

/** Looks after the promises of jobs: that there is one for each job of the configuration, and that a broken one is an alert. */
export interface HeartbeatKeeper {
  /** Once in the life of a container, so also soon after each deployment: promises begin, change and end as the configuration does. */
  readonly begin: (now: Instant) => Promise<void>;
  /** A report is overdue: the silence goes to the alert queue. */
  readonly look: (id: string, now: Instant) => Promise<void>;
}

export function heartbeatKeeper({ configured, heartbeats, queue, log }: HeartbeatKeeping): HeartbeatKeeper {
  let begun = false;
  return {
    async begin(now) {
      if (begun) return;
      const known = new Map((await heartbeats.all()).map((promise) => [promise.id, promise]));
      for (const heartbeat of configured) {
        const allowed = allowedSilence(heartbeat);
        const promise = known.get(heartbeat.id);
        if (promise?.allowed === allowed) continue;
        await heartbeats.promised(heartbeat.id, plus(promise?.lastAt ?? now, allowed), allowed);
      }
      for (const id of known.keys())
        if (!configured.some((heartbeat) => heartbeat.id === id)) await heartbeats.retired(id, now);
      begun = true;
    },

    async look(id, now) {
      const heartbeat = configured.find((each) => each.id === id);
      if (!heartbeat) return heartbeats.retired(id, now);
      const promise = await heartbeats.promise(id);
      if (!promise || promise.dueAt > now) return;
      log('T131', { heartbeat: id, dueAt: promise.dueAt });
      await queue.send(JSON.stringify(silenceAlarm(heartbeat, promise, now)));
      await heartbeats.looked(id, promise.dueAt, nextLook(heartbeat, promise, now));
    },
  };
}
