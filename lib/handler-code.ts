import type { Code } from 'aws-cdk-lib/aws-lambda';

/** Every Lambda function: a folder in `lambdas/` with a `handler.ts`. */
export const handlerNames = [
  'receive-webhook',
  'ingest-alert',
  'relay-events',
  'notify-responders',
  'tell-chats',
  'start-clocks',
  'escalate-incident',
  'check-update-cadence',
  'responder-api',
  'publish-status-page',
  'audit-promises',
] as const;

export type HandlerName = (typeof handlerNames)[number];

/** Where a handler's code comes from: the bundles, or a stand-in in template tests. It answers `index.handler`. */
export type HandlerCode = (name: HandlerName) => Code;
