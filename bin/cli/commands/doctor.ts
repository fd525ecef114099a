import { answer, type Command, type Session } from '../command';
import { depthOf, inSandbox, ownNumbers, pageRenewedAt, spendLimit, subscriptionsOf } from '../doctor-asks';
import type { Asked, Check } from '../doctor-check';
import type { DoctorFacts, Subscribed } from '../doctor-facts';
import { checkOfOperators, checksOfPerson } from '../doctor-people';
import { checksOfStack, checksOfTexts } from '../doctor-stack';
import { AnswerIsNo } from '../mistakes';
import { momentIn } from '../on-call-answer';
import type { Target } from '../target';

export const doctorCommand: Command = {
  name: 'doctor',
  usage: '',
  says: 'looks whether Tocsin can reach people, and is well itself',
  about: [
    'Each line is ok, warn or FAIL, with its mend below it; one FAIL makes the exit code 1.',
    'It asks the stack, and with your own AWS credentials SNS and SQS: that needs the policy in the output OperatorPolicyArn.',
    'No address is printed.',
  ],
  flags: {},
  mostWords: 0,
  run: async (call) => {
    const { timeZone } = call.terminal;
    const checks = await examine(await call.open(), (at) => momentIn(at, timeZone));
    const failed = checks.filter(({ state }) => state === 'FAIL').length;
    const warned = checks.filter(({ state }) => state === 'warn').length;
    const sum = failed > 0 ? `${failed} of ${checks.length} FAIL` : 'Nothing fails';
    answer(call, { ok: failed === 0, checks }, [...lines(checks), '', `${sum}, ${warned} to look at.`]);
    if (failed > 0) throw new AnswerIsNo(`${failed} of ${checks.length} checks FAIL.`);
  },
};

async function examine({ api, target }: Session, tell: (at: string) => string): Promise<readonly Check[]> {
  const facts = await api.get<DoctorFacts>('/doctor');
  const [subscriptions, operators, sandbox, limit, numbers, page, alertDlq, deliveryDlq] = await Promise.all([
    Promise.all(facts.people.map(({ id }) => subscriptionsOfPerson(target, id))),
    ofTopic(target, target.outputs['OperatorsTopicArn']),
    inSandbox(target),
    spendLimit(target),
    ownNumbers(target),
    pageRenewedAt(target),
    depthOf(target, 'AlertDlqUrl'),
    depthOf(target, 'DeliveryDlqUrl'),
  ]);
  const queues = [
    { name: 'AlertDlq', depth: alertDlq },
    { name: 'DeliveryDlq', depth: deliveryDlq },
  ];
  const asks = { sandbox, limit, numbers, page, queues };
  return [
    ...facts.people.flatMap((person, index) => checksOfPerson(person, subscriptions[index]!, tell)),
    ...checkOfOperators(operators),
    ...checksOfTexts(asks, facts),
    ...checksOfStack(facts, asks, target.local === true, tell),
  ];
}

/** The output that names a person's topic: `ResponderTopic` and the id, without hyphens. */
function subscriptionsOfPerson(target: Target, person: string): Promise<Asked<readonly Subscribed[]>> {
  const wanted = `respondertopic${person.replace(/-/g, '')}`;
  const name = Object.keys(target.outputs).find((output) => output.toLowerCase() === wanted);
  return ofTopic(target, name && target.outputs[name]);
}

async function ofTopic(target: Target, topic: string | undefined): Promise<Asked<readonly Subscribed[]>> {
  return topic === undefined
    ? { unknown: 'the stack has no output with the topic; deploy it again from this clone' }
    : subscriptionsOf(target, topic);
}

function lines(checks: readonly Check[]): string[] {
  const width = Math.max(...checks.map(({ about }) => about.length));
  return checks.flatMap(({ state, about, says, mend }) => [
    `${state.padEnd(4)}  ${about.padEnd(width)}  ${says}`,
    ...(mend === undefined ? [] : [`${' '.repeat(width + 8)}→ ${mend}`]),
  ]);
}
