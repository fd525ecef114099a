import type { ChangeNote } from '../alert';
import type { Envelope } from './envelope';

/** What a reader has found out about a change; the rest comes from the envelope. */
export type ChangeFacts = Pick<ChangeNote, 'changed' | 'by'> & Partial<Omit<ChangeNote, 'id' | 'source'>>;

/** A change that the envelope tells of. */
export function newChange(envelope: Envelope, facts: ChangeFacts): ChangeNote {
  return {
    ...facts,
    id: envelope.id,
    source: envelope.source,
    account: envelope.account,
    region: envelope.region,
    at: facts.at ?? envelope.time,
  };
}
