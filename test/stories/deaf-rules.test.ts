import { templateOf, without, type EditableTemplate, type Place } from '../support/broken-assembly';
import { arrivals, assembly, day, logicalIds, statements, tellOn, template } from '../support/broken-day';

describe('a rule that may not deliver fails in a story', () => {
  const rules = logicalIds('AWS::Events::Rule');
  // What comes in by one of these leads to nothing that another needs, so they can all be deaf in one story.
  const intake = rules.filter((rule) => /^(Alerts|Changes)From/.test(rule));
  const inner = rules.filter((rule) => !intake.includes(rule));

  test('of both kinds there are some', () => {
    expect([intake.length, inner.length].every((count) => count > 3)).toBe(true);
  });

  test('every rule of the intake: its event lands on its dead-letter queue', async () => {
    const { refused, queued } = await tellOn(deaf(intake), arrivals, true);
    for (const rule of intake) expect(refused).toContain(`/${rule})`);
    const letters = [...new Set(intake.map(deadLettersOf))].flatMap((queue) => queued(queue));
    expect(letters.length).toBeGreaterThanOrEqual(intake.length);
  });

  test('every rule of the intake: and when that refuses it too, both refusals are named', async () => {
    const { refused } = await tellOn(deaf(intake, 'and its dead letters'), arrivals, true);
    for (const rule of intake) expect(refusalsOf(rule, refused)).toEqual({ target: true, deadLetters: true });
  });

  test.each(inner)('%s: the event lands on the dead-letter queue', async (rule) => {
    const { refused, queued } = await tellOn(deaf([rule]), day);
    expect(refused).toContain(`/${rule})`);
    expect(queued(deadLettersOf(rule))).not.toEqual([]);
  });

  test.each(inner)('%s: and when that refuses it too, both refusals are named', async (rule) => {
    const { refused } = await tellOn(deaf([rule], 'and its dead letters'), day);
    expect(refusalsOf(rule, refused)).toEqual({ target: true, deadLetters: true });
  });

  test('the API that may not call its function answers 500', async () => {
    const broken = templateOf(assembly);
    for (const [id, { Properties }] of Object.entries(broken.Resources))
      if (Properties?.['Principal'] === 'apigateway.amazonaws.com') delete broken.Resources[id];
    expect((await tellOn(broken, day)).refused).toMatch(/apigateway\.amazonaws\.com .*:function:ResponderApi/);
  });
});

/** Whether the rule was refused by its target, and by its dead-letter queue. */
function refusalsOf(rule: string, refused: string): { readonly target: boolean; readonly deadLetters: boolean } {
  const lines = refused.split('\n').filter((line) => line.includes(`/${rule})`));
  const byQueue = (line: string) => line.includes(`:${deadLettersOf(rule)} `);
  return { target: lines.some((line) => !byQueue(line)), deadLetters: lines.some(byQueue) };
}

/** The template without what lets these rules into their targets, and into their dead-letter queues. */
function deaf(rules: readonly string[], more?: 'and its dead letters'): EditableTemplate {
  const broken = without(
    templateOf(assembly),
    rules.flatMap((rule) => doorsOf(rule, more !== undefined)),
  );
  for (const [id, { Type, Properties }] of Object.entries(broken.Resources))
    if (Type === 'AWS::Lambda::Permission' && rules.some((rule) => names(rule, Properties['SourceArn'])))
      delete broken.Resources[id];
  return broken;
}

function doorsOf(rule: string, deadLettersToo: boolean): readonly Place[] {
  const queues = [targetOf(rule).Arn['Fn::GetAtt'][0], ...(deadLettersToo ? [deadLettersOf(rule)] : [])];
  const guards = (policy: string) => {
    const guarded = JSON.stringify(template.Resources[policy]!.Properties['Queues'] ?? []);
    return queues.some((queue) => guarded.includes(`"${queue}"`));
  };
  return statements.filter(({ statement, policy }) => names(rule, statement.Condition) && guards(policy));
}

function names(rule: string, value: unknown): boolean {
  return JSON.stringify(value ?? '').includes(`["${rule}","Arn"]`);
}

type Attribute = { readonly 'Fn::GetAtt': readonly [logicalId: string, attribute: string] };

function targetOf(rule: string): { readonly Arn: Attribute; readonly DeadLetterConfig: { readonly Arn: Attribute } } {
  return (template.Resources[rule]!.Properties['Targets'] as ReturnType<typeof targetOf>[])[0]!;
}

function deadLettersOf(rule: string): string {
  return targetOf(rule).DeadLetterConfig.Arn['Fn::GetAtt'][0];
}
