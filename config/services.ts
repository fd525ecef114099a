import type { Service } from '../domain/configuration';

/** What the organization runs, who owns it, and under which name customers know it. */
export const services: readonly Service[] = [
  { id: 'checkout', name: 'Checkout', owner: 'payments', component: 'checkout', escalationPolicy: 'platform' },
  { id: 'sign-in', name: 'Sign-in', owner: 'identity', component: 'sign-in', escalationPolicy: 'platform' },
  { id: 'api', name: 'API', owner: 'platform', component: 'api', escalationPolicy: 'platform' },
  { id: 'dashboard', name: 'Dashboard', owner: 'platform', component: 'dashboard', escalationPolicy: 'platform' },
  { id: 'compute', name: 'Servers', owner: 'platform', escalationPolicy: 'platform' },
];
