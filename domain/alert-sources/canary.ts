import { field, text } from './fields';
import { consoleLink } from './new-alert';

/** Which canary an event is about. */
export function canary(detail: unknown): { id?: string; name?: string; account?: string } {
  const name = text(field(detail, 'canary-name'));
  return { id: text(field(detail, 'canary-id')) ?? name, name, account: text(field(detail, 'account-id')) };
}

export function canaryLink(region: string | undefined, name: string): string | undefined {
  return consoleLink(region, `cloudwatch/home?region=${region}#synthetics:canary/detail/${encodeURIComponent(name)}`);
}
