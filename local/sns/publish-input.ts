import { randomUUID } from 'node:crypto';
import { SnsError, type SnsMessage } from './sns-message';

const MAX_BYTES = 262_144;

/**
 * Reads the fields of a Publish, or of one entry of a PublishBatch when `prefix` says where it stands in the form.
 * @throws SnsError with the code that SNS answers
 */
export function parsePublish(form: URLSearchParams, prefix = ''): SnsMessage {
  const field = (name: string) => form.get(prefix + name) ?? undefined;
  const body = field('Message') ?? '';
  const attributes = parseAttributes(form, prefix);
  const size = Object.values(attributes).reduce(
    (sum, { value }) => sum + Buffer.byteLength(value),
    Buffer.byteLength(body),
  );
  if (body === '') throw new SnsError('InvalidParameter', 'Invalid parameter: Empty message');
  if (size > MAX_BYTES) throw new SnsError('InvalidParameter', 'Invalid parameter: Message too long');
  return {
    id: randomUUID(),
    topicArn: form.get('TopicArn') ?? form.get('TargetArn') ?? undefined,
    phoneNumber: field('PhoneNumber'),
    subject: checkedSubject(field('Subject')),
    texts: field('MessageStructure') === 'json' ? parseTexts(body) : { default: body },
    attributes,
  };
}

/** A subject is printable ASCII, not longer than 100 characters, and does not begin with a space (API reference, Publish). */
function checkedSubject(subject: string | undefined): string | undefined {
  if (subject === undefined || /^[!-~][ -~]{0,99}$/.test(subject)) return subject;
  throw new SnsError('InvalidParameter', 'Invalid parameter: Subject');
}

function parseTexts(body: string): SnsMessage['texts'] {
  let texts: unknown;
  try {
    texts = JSON.parse(body);
  } catch {
    throw new SnsError('InvalidParameter', 'Invalid parameter: Message Structure - JSON message body failed to parse');
  }
  if (typeof texts !== 'object' || texts === null || typeof (texts as { default?: unknown }).default !== 'string') {
    throw new SnsError(
      'InvalidParameter',
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    );
  }
  return texts as SnsMessage['texts'];
}

function parseAttributes(form: URLSearchParams, prefix: string): SnsMessage['attributes'] {
  const attributes: Record<string, { type: string; value: string }> = {};
  for (let n = 1; form.has(`${prefix}MessageAttributes.entry.${n}.Name`); n++) {
    const entry = `${prefix}MessageAttributes.entry.${n}`;
    const name = form.get(`${entry}.Name`)!;
    const type = form.get(`${entry}.Value.DataType`) ?? '';
    const value = form.get(`${entry}.Value.StringValue`) ?? form.get(`${entry}.Value.BinaryValue`) ?? '';
    if (!/^(String|Number|Binary|String\.Array)/.test(type) || value === '') {
      throw new SnsError(
        'ParameterValueInvalid',
        `The message attribute '${name}' must contain a non-empty value and a supported type.`,
      );
    }
    attributes[name] = { type, value };
  }
  return attributes;
}
