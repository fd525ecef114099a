import type { CallSite } from '../../local/faults/fault';
import type { SweepKind } from './fault-plan';

/** A protection of the paging path, and the smallest fault that shows what it is for. */
export interface Protection {
  /** The module that a build without it leaves out; `test/sweep/without/<name>.ts` stands in. */
  readonly module: string;
  readonly story: string;
  readonly kind: SweepKind;
  /** The calls that may show it: at least one of them must. */
  readonly at: (site: CallSite) => boolean;
  /** What must be told of it: red for another reason shows nothing. */
  readonly shows: RegExp;
}

const publish = ({ service, operation }: CallSite) => service === 'sns' && operation === 'Publish';
const newsToSenders = ({ caller, operation }: CallSite) =>
  operation === 'DeliverToFunction' && /Notify|Message/.test(caller);

export const protections: Readonly<Record<'outbox' | 'lease' | 'auditor' | 're-read', Protection>> = {
  /** SNS fails while a page is sent. */
  outbox: {
    module: 'adapters/outbox-table',
    story: 'acknowledged-meanwhile',
    kind: 'exhausted',
    at: publish,
    shows: /is lost/,
  },
  /** The news that there is something to send comes twice, at once. */
  lease: {
    module: 'adapters/outbox-table',
    story: 'acknowledged-meanwhile',
    kind: 'twice',
    at: newsToSenders,
    shows: /Sent 2 times/,
  },
  /** The news that there is something to send never comes. */
  auditor: {
    module: './audit-promises',
    story: 'acknowledged-meanwhile',
    kind: 'lost',
    at: newsToSenders,
    shows: /waits since/,
  },
  /** SNS fails while a page is sent, and somebody acknowledges before it is tried again. */
  're-read': {
    module: 'adapters/outbox-table',
    story: 'acknowledged-meanwhile',
    kind: 'exhausted',
    at: publish,
    shows: /after the acknowledgement/,
  },
};

export type ProtectionName = keyof typeof protections;
