import type { Carrier } from '../carrier';
import { pushRequest } from '../push-request';
import type { AddressOf } from './channel-addresses';
import { postHttps } from './https-post';

/** Pushes to the app of each person, at the address that the secret has for them. */
export function pushApps(addressOf: AddressOf, post = postHttps): Carrier {
  return async (outgoing, { id, push }) => {
    if (push === undefined) throw new Error(`${id} has no app for pushes any more.`);
    await post(pushRequest(push, await addressOf(id), outgoing, Date.now()));
  };
}
