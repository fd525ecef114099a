import { PinpointSMSVoiceV2Client, SendVoiceMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Carrier } from '../carrier';
import { clientOptions } from './client-options';

/** In seconds: a call that cannot be made by then is not made. Whoever is still needed is called again. */
const goodFor = 300;

/**
 * Calls people and speaks to them, by AWS End User Messaging.
 * @param voiceNumber the id of the number that calls
 */
export function spokenMessages(voiceNumber: string, client = new PinpointSMSVoiceV2Client(clientOptions)): Carrier {
  return async ({ message, spoken }, { id, phone }) => {
    if (phone === undefined || spoken === undefined) throw new Error(`${id} cannot be called: no phone, or no words.`);
    await client.send(
      new SendVoiceMessageCommand({
        DestinationPhoneNumber: phone,
        OriginationIdentity: voiceNumber,
        MessageBody: spoken,
        MessageBodyTextType: 'TEXT',
        TimeToLive: goodFor,
        Context: {
          kind: message.kind,
          incidentId: message.incidentId,
          responder: message.to,
          level: String(message.level),
          attempt: String(message.attempt),
        },
      }),
    );
  };
}
