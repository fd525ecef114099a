import type { Responder } from '../domain/responder';
import type { OutgoingMessage } from './ports';

/** Carries one text to one person by a channel that SNS does not have. */
export type Carrier = (outgoing: OutgoingMessage, person: Responder) => Promise<void>;
