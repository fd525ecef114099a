import { Duration } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { toldInChats } from '../domain/texts/chat';
import type { HandlerCode } from './handler-code';
import { HandlerFunction } from './handler-function';
import type { IncidentNews } from './incident-news';
import type { IncidentTable } from './incident-table';

export interface ChatsProps {
  readonly code: HandlerCode;
  readonly table: IncidentTable;
  readonly news: IncidentNews;
  readonly addresses: ISecret;
  readonly undelivered: IQueue;
}

/** Chat rooms are told what happens, by a function of its own: whatever they take, no page waits for it. */
export class Chats extends Construct {
  readonly tell: HandlerFunction;

  constructor(scope: Construct, id: string, { code, table, news, addresses, undelivered }: ChatsProps) {
    super(scope, id);
    this.tell = new HandlerFunction(this, 'tell-chats', {
      code,
      description: 'Tells chat rooms what happens to incidents',
      timeout: Duration.seconds(15),
      environment: { TABLE_NAME: table.tableName, CHANNEL_ADDRESSES_SECRET_ARN: addresses.secretArn },
      may: [
        [['dynamodb:GetItem', 'dynamodb:Query'], [table.tableArn]],
        [['secretsmanager:GetSecretValue'], [addresses.secretArn]],
      ],
      failuresTo: undelivered,
    });
    news.tell(this.tell, 'ChatNews', toldInChats);
  }
}
