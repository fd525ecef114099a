/** What Lambda and CDK need a role for, and no code of ours calls. */
const ofTheService = / (logs|xray):| sqs:Get| sqs:(Receive|Delete)Message$| dynamodb:ListStreams$/;

/**
 * What a function may do and no canonical story has it do, each with the reason. The sweep strikes only calls that a story
 * makes: a new call without a story stands in nobody's way here, and is named.
 */
export const withoutStory: Readonly<Record<string, string>> = {
  ...deadLetters('CheckUpdateCadence', 'EscalateIncident', 'PublishStatusPage', 'RelayEvents', 'StartClocks'),
  'EscalateIncident dynamodb:UpdateItem':
    'changes a public notice within the transaction that CheckUpdateCadence makes, too',
  'IngestAlert dynamodb:BatchGetItem':
    'only when an alert was delivered twice: the sweep itself makes it, by striking the delivery',
  'IngestAlert sqs:SendMessage': 'only for what nobody can read: test/stories/intake-queue.test.ts',
  'IngestAlert sqs:ChangeMessageVisibility': 'only after a failure: a message that is refused waits longer each time',
  'NotifyResponders sqs:SendMessage': 'only above five mails in a second: test/stories/mail-storm.test.ts',
  'NotifyResponders sqs:ChangeMessageVisibility':
    'given with the queue of late mails; a mail that failed waits its time',
  'PublishStatusPage s3:ListBucket': 'asked by S3 itself, so that it says "not there" instead of "not yours"',
};

/** Lambda itself sends what a function gave up after all retries, in the function's name. */
function deadLetters(...functions: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    functions.map((one) => [`${one} sqs:SendMessage`, 'sent by Lambda, after the last retry'] as const),
  );
}

/**
 * Every grant that the stories leave untried without a reason, and every reason that is none any more.
 * @param granted `<function> <action>`, as the template's policies say
 * @param used the same of what was asked for while the stories were told
 */
export function untried(
  granted: readonly string[],
  used: readonly string[],
  reasons: Readonly<Record<string, string>> = withoutStory,
): string[] {
  const ours = new Set(granted.filter((grant) => !ofTheService.test(grant)));
  const never = [...ours].filter((grant) => !used.includes(grant) && !(grant in reasons));
  const stale = Object.keys(reasons).filter((grant) => used.includes(grant) || !ours.has(grant));
  return [
    ...never.map((grant) => `No story has it: ${grant}. Add one to canonical-stories.ts, or take the grant away.`),
    ...stale.map(
      (grant) => `grants.ts excuses ${grant}, which ${used.includes(grant) ? 'a story has' : 'nobody may'}.`,
    ),
  ];
}
