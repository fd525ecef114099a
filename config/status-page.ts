import type { StatusPageSettings } from '../domain/status-page';

/** What customers see, in words written in calm weather. */
export const statusPage: StatusPageSettings = {
  name: 'Acme Status',
  supportUrl: 'https://www.example.com/support',
  components: [
    { id: 'checkout', name: 'Checkout', ifFailing: 'Paying by card may fail or be slow.' },
    { id: 'sign-in', name: 'Sign-in', ifFailing: 'Signing in may fail or be slow.' },
    { id: 'api', name: 'API', ifFailing: 'Requests to the API may fail or be slow.' },
    { id: 'dashboard', name: 'Dashboard', ifFailing: 'The dashboard may be unavailable or show old data.' },
  ],
};
