import type { ChangeRecord } from '../dynamodb/change-feed';
import { REGION } from '../template/place';

/** A record of a DynamoDB stream, as a function receives it (Lambda guide, "Using Lambda with DynamoDB"). */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: ChangeRecord['eventName'];
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  readonly userIdentity?: ChangeRecord['userIdentity'];
  readonly dynamodb: {
    /** Seconds since the epoch. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: ChangeRecord['keys'];
    readonly NewImage?: ChangeRecord['newImage'];
    readonly OldImage?: ChangeRecord['oldImage'];
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
  };
}

/** @param now epoch milliseconds */
export function streamRecordOf(change: ChangeRecord, streamArn: string, viewType: string, now: number): StreamRecord {
  const dynamodb = {
    ApproximateCreationDateTime: Math.floor(now / 1000),
    Keys: change.keys,
    ...(change.newImage && { NewImage: change.newImage }),
    ...(change.oldImage && { OldImage: change.oldImage }),
    SequenceNumber: change.sequenceNumber,
    StreamViewType: viewType,
  };
  return {
    eventID: `${change.tableName}-${change.sequenceNumber}`,
    eventName: change.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    eventSourceARN: streamArn,
    ...(change.userIdentity && { userIdentity: change.userIdentity }),
    dynamodb: { ...dynamodb, SizeBytes: JSON.stringify(dynamodb).length },
  };
}
