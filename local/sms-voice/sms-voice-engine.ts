import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { ApiRequest, ApiResponse, Engine, Permission } from '../engine';
import type { Outbox } from '../sns/outbox';
import { ACCOUNT, REGION } from '../template/place';

interface Input {
  readonly DestinationPhoneNumber?: string;
  readonly OriginationIdentity?: string;
  readonly MessageBody?: string;
  readonly Context?: Readonly<Record<string, string>>;
}

/** The part of AWS End User Messaging that calls people. What would be spoken goes to the outbox. */
export class SmsVoiceEngine implements Engine {
  readonly service = 'sms-voice';

  constructor(
    private readonly clock: Clock,
    private readonly outbox: () => Outbox,
  ) {}

  operationOf(request: ApiRequest): string {
    return request.headers['x-amz-target']?.split('.')[1] ?? '';
  }

  permissionsOf(operation: string, request: ApiRequest): readonly Permission[] {
    const { OriginationIdentity = '' } = inputOf(request);
    const resource = `arn:aws:sms-voice:${REGION}:${ACCOUNT}:phone-number/${OriginationIdentity}`;
    return [{ action: `sms-voice:${operation}`, resource }];
  }

  async handle(operation: string, request: ApiRequest): Promise<ApiResponse> {
    if (operation !== 'SendVoiceMessage')
      return this.failure(400, 'ValidationException', `The local stack has no operation ${operation} of sms-voice`);
    const { DestinationPhoneNumber: to = '', MessageBody: body = '', Context = {} } = inputOf(request);
    if (!/^\+[1-9]\d{6,14}$/.test(to)) return this.failure(400, 'ValidationException', `No phone number: ${to}`);
    if (body === '' || body.length > 3_000)
      return this.failure(400, 'ValidationException', 'A message has 1 to 3000 characters');
    const id = randomUUID();
    this.outbox().add({
      id,
      at: new Date(this.clock.now()).toISOString(),
      to,
      channel: 'voice',
      kind: Context['kind'] ?? null,
      incidentId: Context['incidentId'] ?? null,
      responder: Context['responder'] ?? null,
      level: Context['level'] === undefined ? null : Number(Context['level']),
      subject: null,
      body,
      link: null,
    });
    return answer(200, { MessageId: id });
  }

  failure(status: number, code: string, message: string): ApiResponse {
    return answer(status, { __type: code, Message: message });
  }
}

function inputOf(request: ApiRequest): Input {
  return JSON.parse(request.body.toString() || '{}') as Input;
}

function answer(status: number, body: object): ApiResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) };
}
