import type { Service } from '../domain/configuration';

/** What the organization runs, who owns it, how much depends on it, and under which name customers know it. */
export const services: readonly Service[] = [
  {
    id: 'checkout',
    name: 'Checkout',
    owner: 'payments',
    tier: 1,
    dependsOn: ['api'],
    component: 'checkout',
    escalationPolicy: 'platform',
    dashboards: ['https://graphs.example.com/checkout'],
    slo: { name: 'card payments accepted', objective: 99.9, windowDays: 30 },
  },
  { id: 'sign-in', name: 'Sign-in', owner: 'identity', tier: 2, component: 'sign-in', escalationPolicy: 'platform' },
  { id: 'api', name: 'API', owner: 'platform', tier: 2, component: 'api', escalationPolicy: 'platform' },
  {
    id: 'dashboard',
    name: 'Dashboard',
    owner: 'platform',
    tier: 3,
    dependsOn: ['api'],
    component: 'dashboard',
    escalationPolicy: 'platform',
  },
  {
    id: 'compute',
    name: 'Servers',
    owner: 'platform',
    tier: 2,
    alarms: ['compute-*', 'cluster-*'],
    escalationPolicy: 'platform',
    runbook: 'https://wiki.example.com/runbooks/servers',
  },
  {
    id: 'warehouse',
    name: 'Data warehouse',
    owner: 'data',
    tier: 3,
    escalationPolicy: 'data',
    pagedDuring: 'berlin',
  },
];
