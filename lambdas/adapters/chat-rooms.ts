import type { Chat } from '../../domain/paging-settings';
import { chatBody } from '../../domain/texts/chat';
import type { AddressOf } from './channel-addresses';
import { postHttps } from './https-post';

/** Writes one line to a chat room. */
export type WriteToChat = (chat: Chat, incidentId: string, text: string) => Promise<void>;

/** The incoming webhooks of chat programs, at the addresses that the secret has under `chat/<id>`. */
export function chatRooms(addressOf: AddressOf, post = postHttps): WriteToChat {
  return async ({ id, format }, incidentId, text) => {
    const { url } = await addressOf(`chat/${id}`);
    if (url === undefined)
      throw new Error(`The address of chat/${id} has no "url". Mend: docs/on-call.md, "Chat rooms".`);
    const headers = { 'content-type': 'application/json', 'tocsin-kind': 'notice', 'tocsin-incident': incidentId };
    await post({ url, headers, body: chatBody(format, text) });
  };
}
