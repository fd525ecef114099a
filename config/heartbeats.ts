import type { Heartbeat } from '../domain/heartbeat';

/** Jobs that report, and are an alert when they do not: see docs/heartbeats.md. */
export const heartbeats: readonly Heartbeat[] = [
  {
    id: 'nightly-backup',
    every: '1d',
    grace: '2h',
    name: 'nightly backup',
    summary: 'The nightly backup did not say that it ran.',
    service: 'compute',
    severity: 3,
  },
];
