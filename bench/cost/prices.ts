/** What one unit of something costs. */
export interface Price {
  /** US dollars for `per` units. */
  readonly usd: number;
  readonly per: number;
  readonly unit: string;
}

/**
 * AWS's list prices in eu-central-1 (Frankfurt), first paid tier, without free tiers, discounts and taxes.
 *
 * Source: AWS's price list for eu-central-1 as other public projects wrote it down between 15 August and 11 September
 * 2026 (offers AmazonDynamoDB, AWSLambda, AWSQueueService, AmazonSNS, AmazonS3, AWSEvents, AmazonCloudWatch, AmazonStates).
 * Not found for this region, and to be checked against the price list: e-mail deliveries of SNS and Secrets Manager (both
 * have one price everywhere that we know of), and HTTP API requests (1.00 in us-east-1, 1.20 assumed here). SMS has a
 * price per country, which was not found either: messages are counted, and left out of every sum. CloudFront is left out
 * too: visitors cause it. Storage is priced for one month; receipts stay for three.
 */
export const prices = {
  'DynamoDB writes': { usd: 0.7625, per: 1e6, unit: 'write units' },
  'DynamoDB reads': { usd: 0.1525, per: 1e6, unit: 'read units' },
  'DynamoDB storage and PITR': { usd: 0.306 + 0.2448, per: 1, unit: 'GB-months' },
  'Lambda requests': { usd: 0.2, per: 1e6, unit: 'runs' },
  'Lambda time (arm64)': { usd: 0.0000133334, per: 1, unit: 'GB-s' },
  'Step Functions transitions': { usd: 0.025, per: 1e3, unit: 'transitions' },
  'EventBridge custom events': { usd: 1, per: 1e6, unit: 'events' },
  'SQS requests': { usd: 0.4, per: 1e6, unit: 'requests' },
  'SNS publishes': { usd: 0.5, per: 1e6, unit: 'publishes' },
  'SNS e-mails': { usd: 2, per: 1e5, unit: 'e-mails' },
  'S3 PUT': { usd: 0.0054, per: 1e3, unit: 'requests' },
  'S3 GET and HEAD': { usd: 0.00043, per: 1e3, unit: 'requests' },
  'S3 storage': { usd: 0.0245, per: 1, unit: 'GB-months' },
  'HTTP API requests': { usd: 1.2, per: 1e6, unit: 'requests' },
  'CloudWatch logs': { usd: 0.63, per: 1, unit: 'GB' },
  'CloudWatch metrics': { usd: 0.3, per: 1, unit: 'metric-months' },
  'CloudWatch alarms': { usd: 0.1, per: 1, unit: 'alarm-months' },
  'Secrets Manager secrets': { usd: 0.4, per: 1, unit: 'secret-months' },
  'Secrets Manager calls': { usd: 0.05, per: 1e4, unit: 'calls' },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof prices;
