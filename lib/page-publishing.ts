import { Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { callRegularly } from './call-regularly';
import type { HandlerCode } from './handler-code';
import { HandlerFunction } from './handler-function';
import type { IncidentNews } from './incident-news';
import type { IncidentTable } from './incident-table';
import type { PublicPage } from './public-page';

export interface PagePublishingProps {
  readonly code: HandlerCode;
  readonly table: IncidentTable;
  readonly news: IncidentNews;
  readonly page: PublicPage;
  readonly undelivered: IQueue;
}

/** Renders the public page: at once when something public changes, and every five minutes so that visitors can tell it is alive. */
export class PagePublishing extends Construct {
  readonly publish: HandlerFunction;

  constructor(scope: Construct, id: string, props: PagePublishingProps) {
    super(scope, id);
    const { bucket, url } = props.page;
    this.publish = new HandlerFunction(this, 'publish-status-page', {
      code: props.code,
      description: 'Renders the public page and replaces only what is older',
      timeout: Duration.seconds(60),
      memory: 512,
      environment: { TABLE_NAME: props.table.tableName, PAGE_BUCKET_NAME: bucket.bucketName, STATUS_PAGE_URL: url },
      may: [
        [['dynamodb:Query', 'dynamodb:UpdateItem'], [props.table.tableArn]],
        [['s3:GetObject', 's3:PutObject'], [bucket.arnForObjects('*')]],
        // Without it S3 answers 403 for a file that is not there yet, and the first publication fails for ever.
        [['s3:ListBucket'], [bucket.bucketArn]],
      ],
      failuresTo: props.undelivered,
    });
    acknowledge(this.publish.role!, {
      'AwsSolutions-IAM5[Resource::<PageBucket.Arn>/*]': 'Each notice has a file of its own, named when it is posted.',
    });
    props.news.tell(this.publish, 'StatusPageChanged');
    callRegularly(this.publish, { every: Duration.minutes(5), undelivered: props.undelivered });
  }
}
