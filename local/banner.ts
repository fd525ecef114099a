import { loopback, type Ports } from './template/place';

/** What `npm start` prints, and no more. */
export function banner(ports: Ports): string {
  return `Tocsin runs on this machine. Nothing leaves it: no AWS, no real mail, no real SMS.
  Status page  ${loopback(ports.page)}  what customers see
  Responders   ${loopback(ports.api)}  what the person on call sees
  Outbox       ${loopback(ports.outbox)}  every message that would have been sent
  AWS APIs     ${loopback(ports.aws)}  point any AWS SDK here
In a second terminal:  npx tocsin alarm
`;
}
