import { Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { carriesHeartbeats, speaksPagerDuty, type WebhookSource } from '../domain/webhook-source';
import { acknowledge } from './acknowledge';
import type { HandlerCode } from './handler-code';
import { HandlerFunction, pascalCase } from './handler-function';
import { named } from './named';
import type { ResponderApi } from './responder-api';

/** What a route takes before API Gateway answers 429: well above what the function lets a source send. */
const throttle = { rate: 20, burst: 150 };

export interface WebhookIntakeProps {
  readonly code: HandlerCode;
  readonly sources: readonly WebhookSource[];
  readonly alertBus: IEventBus;
  readonly api: ResponderApi;
}

/** Alerts by HTTP: a route and a secret for each source, and one function that puts them on the alert bus. Nothing at all without a source. */
export class WebhookIntake extends Construct {
  /** Empty without a source. */
  readonly functions: readonly HandlerFunction[];

  constructor(scope: Construct, id: string, { code, sources, alertBus, api }: WebhookIntakeProps) {
    super(scope, id);
    if (sources.length === 0) {
      this.functions = [];
      return;
    }
    const arns = Object.fromEntries(sources.map((source) => [source.id, this.secretOf(source).secretArn]));
    const handler = new HandlerFunction(this, 'receive-webhook', {
      code,
      description: "Checks a sender's secret, reads its alerts, puts them on the alert bus",
      timeout: Duration.seconds(25),
      environment: { ALERT_BUS_NAME: alertBus.eventBusName, WEBHOOK_SECRETS: JSON.stringify(arns) },
      may: [
        [['events:PutEvents'], [alertBus.eventBusArn]],
        [['secretsmanager:GetSecretValue'], Object.values(arns)],
      ],
    });
    this.functions = [handler];
    api.open({
      handler,
      paths: [...new Set(sources.map(pathOf))],
      because:
        "The source's own secret authorizes, checked in the function before all else: senders know no other proof.",
      throttle,
    });
  }

  /** Made at deployment; 32 characters, as senders expect of a routing key. */
  private secretOf({ id }: WebhookSource): Secret {
    const secret = new Secret(this, `Secret-${id}`, {
      description: `What the webhook source ${id} proves itself with`,
      generateSecretString: { passwordLength: 32, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Tags.of(secret).add('tocsin:webhook', id);
    acknowledge(secret, {
      'AwsSolutions-SMG4': 'It is changed together with the sender (docs/webhooks.md); the one before stays good.',
    });
    return named(secret, `WebhookSecret${pascalCase(id)}`);
  }
}

function pathOf(source: WebhookSource): string {
  if (carriesHeartbeats(source)) return '/heartbeats/{id}';
  return speaksPagerDuty(source) ? '/v2/enqueue' : `/alerts/${source.id}`;
}
