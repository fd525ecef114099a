import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alert } from '../../../domain/alert';
import { alertSources } from '../../../domain/alert-sources/sources';
import { fixture, fixtureFolder, fixtureNames, meaningOf, readFixture } from '../../support/alert-fixtures';

/** Every source and state, and what it means where no rule says otherwise. */
const meanings: [string, string][] = [
  ['acm-expired', 'firing, SEV-2 because ACM says it has expired'],
  ['acm-expires-soon', 'firing, SEV-4 because ACM says it expires soon'],
  ['acm-renewed', 'ok'],
  ['alarm-anomaly', 'firing, SEV-2 because no rule knows it'],
  ['alarm-auto-scaling', 'ignored: an auto-scaling alarm'],
  ['alarm-composite', 'firing, SEV-2 because no rule knows it'],
  ['alarm-composite-suppressed', 'ignored: suppressed by its composite alarm'],
  ['alarm-created', 'ignored: an alarm was created'],
  ['alarm-deleted', 'timeline: The alarm payments-5xx was deleted: no OK of it will come.'],
  ['alarm-edited', 'timeline: The alarm payments-5xx was edited: threshold 5, now 10.'],
  ['alarm-math', 'firing, SEV-2 because no rule knows it'],
  ['alarm-metric-alarm', 'firing, SEV-2 because no rule knows it'],
  ['alarm-metric-insufficient-data', 'unknown'],
  ['alarm-metric-ok', 'ok'],
  ['alarm-multi-series', 'firing, SEV-2 because no rule knows it'],
  ['alarm-muted', 'ignored: muted by a mute rule'],
  ['alarm-promql', 'firing, SEV-2 because no rule knows it'],
  ['alarm-tagged', 'firing, SEV-3 because tag tocsin:severity=SEV-3'],
  ['backup-copy-completed', 'ok'],
  ['backup-copy-failed', 'firing, SEV-3 because AWS Backup says FAILED'],
  ['backup-job-completed', 'ok'],
  ['backup-job-failed', 'firing, SEV-3 because AWS Backup says FAILED'],
  ['backup-job-running', 'ignored: AWS Backup says RUNNING'],
  ['backup-restore-completed', 'ok'],
  ['backup-restore-failed', 'firing, SEV-3 because AWS Backup says FAILED'],
  ['batch-failed', 'firing, SEV-3 because AWS Batch says FAILED'],
  ['batch-runnable', 'ignored: AWS Batch says RUNNABLE'],
  ['batch-succeeded', 'ok'],
  ['canary-failed', 'firing, SEV-2 because no rule knows it'],
  ['canary-passed', 'ok'],
  ['canary-status-error', 'firing, SEV-2 because no rule knows it'],
  ['canary-status-running', 'ok'],
  ['canary-status-stopped', 'ignored: a canary is STOPPED'],
  ['change-flag', 'change: Flag cards-v2 was switched on'],
  ['change-without-title', 'ignored: a change that does not say what changed: detail.title'],
  ['cloudformation-cleanup', 'ignored: CloudFormation says UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'],
  ['cloudformation-rollback-failed', 'change: stack checkout-production: update rollback failed'],
  ['cloudformation-update-complete', 'change: stack checkout-production: update complete'],
  ['cloudformation-update-started', 'change: stack checkout-production: update started'],
  ['codebuild-failed', 'firing, SEV-4 because CodeBuild says FAILED'],
  ['codebuild-in-progress', 'change: build of shop started'],
  ['codebuild-succeeded', 'ok; change: build of shop succeeded'],
  ['codedeploy-failure', 'firing, SEV-3 because CodeDeploy says FAILURE'],
  ['codedeploy-start', 'change: deployment of shop started'],
  ['codedeploy-stop', 'ignored: CodeDeploy says STOP'],
  ['codedeploy-success', 'ok; change: deployment of shop succeeded'],
  ['codepipeline-failed', 'firing, SEV-4 because CodePipeline says FAILED'],
  ['codepipeline-started', 'change: pipeline shop-release started'],
  ['codepipeline-succeeded', 'ok; change: pipeline shop-release succeeded'],
  ['contributor-alarm', 'firing, SEV-2 because no rule knows it'],
  ['contributor-muted', 'ignored: muted by a mute rule'],
  ['contributor-ok', 'ok'],
  ['ecs-deployment-completed', 'ok; change: deployment of checkout succeeded'],
  ['ecs-deployment-failed', 'firing, SEV-3 because ECS says SERVICE_DEPLOYMENT_FAILED'],
  ['ecs-deployment-in-progress', 'change: deployment of checkout started'],
  ['ecs-task-exited-badly', 'firing, SEV-3 because ECS says EssentialContainerExited'],
  ['ecs-task-exited-well', 'ok'],
  ['ecs-task-failed-to-start', 'firing, SEV-3 because ECS says TaskFailedToStart'],
  ['ecs-task-killed', 'firing, SEV-3 because ECS says EssentialContainerExited'],
  ['ecs-task-pending', 'ignored: a task is PENDING, as it should be'],
  ['ecs-task-running', 'ok'],
  ['ecs-task-scaled-in', 'ignored: a task is STOPPED, as it should be'],
  ['ecs-task-unhealthy', 'firing, SEV-3 because ECS says ServiceSchedulerInitiated'],
  ['glue-failed', 'firing, SEV-3 because Glue says FAILED'],
  ['glue-stopped', 'ignored: Glue says STOPPED'],
  ['glue-succeeded', 'ok'],
  ['glue-timeout', 'firing, SEV-3 because Glue says TIMEOUT'],
  ['guardduty-archived', 'ok'],
  ['guardduty-critical', 'firing, SEV-1 because GuardDuty says 9.3 (critical)'],
  ['guardduty-high', 'firing, SEV-2 because GuardDuty says 8.2 (high)'],
  ['guardduty-high-seen-again', 'firing, SEV-2 because GuardDuty says 8.2 (high)'],
  ['guardduty-low', 'firing, SEV-4 because GuardDuty says 2 (low)'],
  ['guardduty-medium', 'firing, SEV-3 because GuardDuty says 5 (medium)'],
  ['health-abuse', 'firing, SEV-2 because AWS Health says issue'],
  ['health-account-notification', 'firing, SEV-4 because AWS Health says accountNotification'],
  ['health-credentials-exposed', 'firing, SEV-1 because AWS Health says AWS_RISK_CREDENTIALS_EXPOSED'],
  ['health-investigation', 'firing, SEV-3 because AWS Health says investigation'],
  ['health-issue-backup-region', 'firing, SEV-2 because AWS Health says issue'],
  ['health-issue-closed', 'ok'],
  ['health-issue-open', 'firing, SEV-2 because AWS Health says issue'],
  ['health-scheduled-change', 'firing, SEV-4 because AWS Health says scheduledChange'],
  ['heartbeat', 'ok'],
  ['incident-alert-firing', 'firing, SEV-2 because shop.support says SEV-2'],
  ['incident-alert-resolved', 'ok'],
  ['incident-alert-without-severity', 'firing, SEV-2 because no rule knows it'],
  ['malware-found', 'firing, SEV-2 because GuardDuty says THREATS_FOUND'],
  ['malware-none', 'ok'],
  ['malware-not-scanned', 'ignored: GuardDuty says ACCESS_DENIED'],
  ['rds-cluster-failure', 'firing, SEV-3 because RDS says failure'],
  ['rds-cluster-recovery', 'ok'],
  ['rds-instance-backup', 'ignored: RDS says backup'],
  ['rds-instance-failure', 'firing, SEV-3 because RDS says failure'],
  ['rds-instance-low-storage', 'firing, SEV-3 because RDS says low storage'],
  ['rds-instance-recovery', 'ok'],
  ['rds-instance-without-category', 'ignored: RDS says nothing'],
  ['security-hub-action', 'firing, SEV-2 because a person declared it in Security Hub: declare incident'],
  ['security-hub-archived', 'ok'],
  ['security-hub-critical', 'firing, SEV-1 because Security Hub says CRITICAL'],
  ['security-hub-from-guardduty', 'firing, SEV-2 because Security Hub says HIGH'],
  ['security-hub-high', 'firing, SEV-2 because Security Hub says HIGH'],
  ['security-hub-informational', 'ignored: a finding that only informs'],
  ['security-hub-insight', 'firing, SEV-2 because a person in Security Hub says that it is one'],
  ['security-hub-low', 'firing, SEV-4 because Security Hub says LOW'],
  ['security-hub-medium', 'firing, SEV-3 because Security Hub says MEDIUM'],
  ['security-hub-notified', 'firing, SEV-2 because Security Hub says HIGH'],
  ['security-hub-passed', 'ok'],
  ['security-hub-resolved', 'ok'],
  ['security-hub-suppressed', 'ok'],
  ['security-hub-v2-critical', 'firing, SEV-1 because Security Hub says Critical'],
  ['security-hub-v2-fatal', 'firing, SEV-1 because Security Hub says Fatal'],
  ['security-hub-v2-from-guardduty', 'firing, SEV-2 because Security Hub says High'],
  ['security-hub-v2-high', 'firing, SEV-2 because Security Hub says High'],
  ['security-hub-v2-informational', 'ignored: a finding that only informs'],
  ['security-hub-v2-low', 'firing, SEV-4 because Security Hub says Low'],
  ['security-hub-v2-medium', 'firing, SEV-3 because Security Hub says Medium'],
  ['security-hub-v2-passed', 'ok'],
  ['security-hub-v2-resolved', 'ok'],
  ['security-hub-v2-suppressed', 'ok'],
  ['signin-person', 'ignored: CloudTrail says IAMUser'],
  ['signin-root', 'firing, SEV-2 because CloudTrail says Root'],
  ['trusted-advisor-error', 'firing, SEV-4 because Trusted Advisor says ERROR'],
  ['trusted-advisor-ok', 'ok'],
  ['trusted-advisor-ok-without-resource', 'ok'],
  ['trusted-advisor-warn', 'firing, SEV-4 because Trusted Advisor says WARN'],
  ['unreadable', 'firing, SEV-2 because the event could not be read (detail.id is missing or not a text)'],
];

test.each(meanings)('M18: %s is %s', (name, meaning) => {
  expect(meaningOf(readFixture(name))).toBe(meaning);
});

test('every fixture is in the list, and every kind of event that can be read has one', () => {
  expect(meanings.map(([name]) => name)).toEqual(fixtureNames);
  const kinds = new Set(fixtureNames.map((name) => fixture(name)['detail-type']));
  expect([...kinds].sort()).toEqual(alertSources.map(({ detailType }) => detailType).sort());
});

test('every fixture names the page that its shape is documented on', () => {
  const index = readFileSync(join(fixtureFolder, 'README.md'), 'utf8');
  const lines = [...index.matchAll(/^\| `([\w-]+)\.json` +\| (.*?) +\|$/gm)].map(([, name, source]) => [name, source]);
  expect(lines.map(([name]) => name)).toEqual(fixtureNames);
  expect(lines.filter(([, source]) => !/^<https:\/\/|^\[ours\]|^made up/.test(source!))).toEqual([]);
});

/** What fires, what clears it, and what repeats it, come under one key; of two lines no two share one. */
const oneKey: string[][] = [
  ['alarm-metric-alarm', 'alarm-metric-ok', 'alarm-metric-insufficient-data', 'alarm-edited', 'alarm-deleted'],
  ['alarm-multi-series'],
  ['contributor-alarm', 'contributor-ok'],
  ['health-issue-open', 'health-issue-backup-region', 'health-issue-closed'],
  ['health-abuse'],
  ['guardduty-high', 'guardduty-high-seen-again', 'guardduty-archived', 'security-hub-from-guardduty'],
  ['security-hub-high', 'security-hub-resolved', 'security-hub-archived', 'security-hub-passed'],
  ['security-hub-action'],
  ['security-hub-insight'],
  ['malware-found', 'malware-none'],
  ['security-hub-v2-high', 'security-hub-v2-resolved', 'security-hub-v2-suppressed'],
  ['canary-failed', 'canary-passed'],
  ['canary-status-error', 'canary-status-running'],
  ['ecs-deployment-failed', 'ecs-deployment-completed'],
  ['ecs-task-failed-to-start', 'ecs-task-unhealthy', 'ecs-task-running', 'ecs-task-exited-well'],
  ['codedeploy-failure', 'codedeploy-success'],
  ['codepipeline-failed', 'codepipeline-succeeded'],
  ['codebuild-failed', 'codebuild-succeeded'],
  ['backup-job-failed', 'backup-job-completed'],
  ['backup-copy-failed', 'backup-copy-completed'],
  ['backup-restore-failed', 'backup-restore-completed'],
  ['batch-failed', 'batch-succeeded'],
  ['glue-failed', 'glue-timeout', 'glue-succeeded'],
  ['rds-instance-failure', 'rds-instance-low-storage', 'rds-instance-recovery'],
  ['rds-cluster-failure', 'rds-cluster-recovery'],
  ['acm-expires-soon', 'acm-expired', 'acm-renewed'],
  ['signin-root'],
  ['trusted-advisor-error', 'trusted-advisor-warn', 'trusted-advisor-ok'],
  ['trusted-advisor-ok-without-resource'],
  ['incident-alert-firing', 'incident-alert-resolved'],
];

test('the same thing has one key, whatever is said of it; two things have two', () => {
  const keys = oneKey.map((names) => names.map((name) => (readFixture(name) as Alert).dedupKey));
  for (const [index, same] of keys.entries()) expect([index, new Set(same).size]).toEqual([index, 1]);
  expect(new Set(keys.flat()).size).toBe(oneKey.length);
});

test('M18: what finds attacks is security, canaries are synthetic, the rest says for itself or is monitoring', () => {
  const detection = (name: string) => (readFixture(name) as Alert).detectionSource;
  for (const name of ['guardduty-low', 'security-hub-low', 'security-hub-v2-low', 'security-hub-action', 'signin-root'])
    expect([name, detection(name)]).toEqual([name, 'security']);
  expect(detection('health-credentials-exposed')).toBe('security');
  expect(detection('health-abuse')).toBe('security');
  expect(detection('health-issue-open')).toBe('monitoring');
  expect(detection('canary-failed')).toBe('synthetic');
  expect(detection('canary-status-error')).toBe('synthetic');
  expect(detection('incident-alert-firing')).toBe('customer');
  expect(detection('ecs-task-killed')).toBe('monitoring');
});
