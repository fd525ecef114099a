import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import { Refused } from './mistakes';
import { callQuery, textIn } from './query-protocol';
import type { Signer } from './signed-request';
import type { Target } from './target';

const stackName = 'Tocsin';

/**
 * The deployed stack of the account and region that the caller is signed in to, by its outputs.
 * @throws Refused with the reason and the mend: nobody is signed in, no region, no such stack, no right to see it.
 */
export async function findDeployedStack(environment: Readonly<Record<string, string | undefined>>): Promise<Target> {
  const signer = await signerOf();
  const [answer, alias] = await Promise.all([describeStack(signer, environment), accountAlias(signer, environment)]);
  const account = /<StackId>arn:[\w-]+:cloudformation:[\w-]+:(\d{12}):/.exec(answer)?.[1] ?? 'unknown-account';
  return {
    name: `[prod ${alias ?? account} ${signer.region}]`,
    outputs: outputsIn(answer),
    eventBridge: environment['AWS_ENDPOINT_URL_EVENTS'] ?? `https://events.${signer.region}.${domainOf(signer)}`,
    sns: environment['AWS_ENDPOINT_URL_SNS'] ?? `https://sns.${signer.region}.${domainOf(signer)}`,
    cloudWatch: environment['AWS_ENDPOINT_URL_CLOUDWATCH'] ?? `https://monitoring.${signer.region}.${domainOf(signer)}`,
    signer,
  };
}

async function signerOf(): Promise<Signer> {
  const [{ defaultProvider }, config] = await Promise.all([
    import('@aws-sdk/credential-provider-node'),
    import('@smithy/core/config'),
  ]);
  const credentials: Provider<AwsCredentialIdentity> = defaultProvider();
  const elsewhere = 'No local stack runs from this folder (npm start)';
  await credentials().catch(() => {
    throw new Refused(`${elsewhere}, and you are not signed in to AWS. Sign in (aws sso login), or set AWS_PROFILE.`);
  });
  const { NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS, loadConfig } = config;
  const region = await loadConfig(NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS)().catch(() => {
    throw new Refused(`${elsewhere}, and no AWS region is set. Set AWS_REGION, or the region of your profile.`);
  });
  return { region, credentials };
}

async function describeStack(
  signer: Signer,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const endpoint =
    environment['AWS_ENDPOINT_URL_CLOUDFORMATION'] ?? `https://cloudformation.${signer.region}.${domainOf(signer)}`;
  const response = await callQuery(endpoint, 'cloudformation', signer, {
    Action: 'DescribeStacks',
    Version: '2010-05-15',
    StackName: stackName,
  });
  const answer = await response.text();
  if (response.ok) return answer;
  const message = textIn(answer, 'Message') ?? `CloudFormation answers ${response.status}`;
  throw new Refused(
    `The stack "${stackName}" cannot be read in ${signer.region}: ${message}. ` +
      'Is it deployed there, and may you see it (the policy in its output ResponderPolicyArn)?',
  );
}

/** The name that people gave the account; undefined when it has none, or the caller may not ask. */
async function accountAlias(
  signer: Signer,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const endpoint = environment['AWS_ENDPOINT_URL_IAM'] ?? `https://iam.${domainOf(signer)}`;
  const asked = { Action: 'ListAccountAliases', Version: '2010-05-08' };
  const answer = callQuery(endpoint, 'iam', { ...signer, region: 'us-east-1' }, asked).then((response) =>
    response.text(),
  );
  return textIn(await answer.catch(() => ''), 'member');
}

function domainOf({ region }: Signer): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

function outputsIn(answer: string): Record<string, string> {
  const members = answer.split('<Outputs>')[1]?.split('</Outputs>')[0]?.split('</member>') ?? [];
  return Object.fromEntries(
    members.flatMap((member) => {
      const name = textIn(member, 'OutputKey');
      return name === undefined ? [] : [[name, textIn(member, 'OutputValue') ?? ''] as const];
    }),
  );
}
