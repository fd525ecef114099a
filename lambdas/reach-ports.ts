import type { KnownChannels } from '../domain/channel-audit';
import type { Channel } from '../domain/responder';
import type { TestPages } from '../domain/test-page';

/** What is known of whether people are reached. Every read is strongly consistent. */
export interface ReachStore {
  tests(person: string): Promise<TestPages>;
  /** Everything of these people, in one read: their test pages, by their ids, and the last audit of their channels. */
  all(people: readonly string[]): Promise<{
    readonly tests: ReadonlyMap<string, TestPages>;
    readonly channels: KnownChannels;
  }>;
  /** False when somebody else wrote it since it was read. */
  keepTests(this: void, person: string, tests: TestPages): Promise<boolean>;
  channels(): Promise<KnownChannels>;
  /** False when somebody else wrote it since it was read. */
  keepChannels(known: KnownChannels): Promise<boolean>;
}

/** One subscription of a person's topic. */
export interface TopicSubscription {
  readonly protocol: string;
  readonly endpoint: string;
  readonly confirmed: boolean;
}

/** What SNS says of the topics of people. */
export interface TopicSubscriptions {
  /** Undefined for somebody who has no topic. */
  of(person: string): Promise<readonly TopicSubscription[] | undefined>;
}

/** A link of a test page: whose, which, and by which channel it left. */
export interface TestLink {
  readonly person: string;
  readonly number: number;
  readonly channel: Channel;
}
