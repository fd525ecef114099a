/** A message as it was published to a topic or a phone number. */
export interface SnsMessage {
  readonly id: string;
  readonly topicArn?: string;
  readonly phoneNumber?: string;
  readonly subject?: string;
  /** The text for each protocol; `default` where a protocol has none of its own. */
  readonly texts: Readonly<Record<string, string>> & { readonly default: string };
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly value: string }>>;
}

/** A request that SNS refuses. */
export class SnsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export function textFor(message: SnsMessage, protocol: string): string {
  return message.texts[protocol] ?? message.texts.default;
}
