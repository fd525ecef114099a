import { isIPv4, isIPv6 } from 'node:net';

interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Whether the text is a block such as `10.0.0.0/8` or `2001:db8::/32`. */
export function isCidr(text: string): boolean {
  const [address, length = ''] = text.split('/');
  const parsed = parse(address!);
  return parsed !== undefined && /^\d{1,3}$/.test(length) && Number(length) <= parsed.bits;
}

/** Whether the address lies in the block; never for a text that is no address, or one of the other family. */
export function isInCidr(text: string, cidr: string): boolean {
  const [blockAddress, length] = cidr.split('/');
  const address = parse(text);
  const block = parse(blockAddress!);
  if (!address || !block || address.bits !== block.bits) return false;
  const rest = BigInt(block.bits - Number(length));
  return address.value >> rest === block.value >> rest;
}

function parse(text: string): Address | undefined {
  if (isIPv4(text)) {
    return { bits: 32, value: text.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) };
  }
  if (!isIPv6(text) || text.includes('.') || text.includes('%')) return undefined;
  const [left = [], right = []] = text.split('::').map((side) => (side === '' ? [] : side.split(':')));
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return { bits: 128, value: groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n) };
}
