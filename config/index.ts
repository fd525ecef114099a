import type { Configuration } from '../domain/configuration';
import { classificationRules } from './classification-rules';
import { escalationPolicies } from './escalation-policies';
import { heartbeats } from './heartbeats';
import { incidentTypes } from './incident-types';
import { maintenanceWindows } from './maintenance';
import { onCall } from './on-call';
import { responders } from './responders';
import { services } from './services';
import { severityPolicy } from './severity-policy';
import { statusPage } from './status-page';
import { webhooks } from './webhooks';

/** The example company. A team keeps its own folder of these files and deploys with `-c config=<folder>`. */
export const configuration: Configuration = {
  example: true,
  organization: 'Acme',
  timeZone: 'Europe/Berlin',
  responders,
  escalationPolicies,
  defaultEscalationPolicy: 'platform',
  onCall,
  lastResort: 'kim',
  services,
  incidentTypes,
  severityPolicy,
  classificationRules,
  statusPage,
  webhooks,
  heartbeats,
  maintenanceWindows,
  accounts: {
    '123456789012': { name: 'payments-prod', environment: 'production' },
    '210987654321': { name: 'payments-staging', environment: 'staging' },
    '000000000000': { name: 'this-machine', environment: 'local' },
  },
};
