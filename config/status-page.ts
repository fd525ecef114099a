import type { StatusPageSettings } from '../domain/status-page';

/** What customers see, in words written in calm weather. */
export const statusPage: StatusPageSettings = {
  name: 'Acme Status',
  supportUrl: 'https://www.example.com/support',
  groups: [
    { id: 'shop', name: 'Shop' },
    { id: 'developers', name: 'For developers' },
  ],
  reportForm: true,
  components: [
    { id: 'checkout', name: 'Checkout', group: 'shop', ifFailing: 'Paying by card may fail or be slow.' },
    { id: 'sign-in', name: 'Sign-in', group: 'shop', ifFailing: 'Signing in may fail or be slow.' },
    { id: 'api', name: 'API', group: 'developers', ifFailing: 'Requests to the API may fail or be slow.' },
    {
      id: 'dashboard',
      name: 'Dashboard',
      group: 'developers',
      ifFailing: 'The dashboard may be unavailable or show old data.',
    },
  ],
};
