import { checkRule } from './choice-rule';
import { languageOf, type Definition, type QueryLanguage, type State } from './definition';
import { checkExpressions } from './jsonata-expression';
import { isIntrinsic, parseIntrinsic } from './intrinsic';
import { checkTemplate } from './payload-template';
import { parseReference } from './reference';
import { taskKindOf } from './task-kind';

const ANY = ['Type', 'Comment', 'QueryLanguage'];
const ONWARD = ['Next', 'End', 'Assign'];
const HANDLING = ['Resource', 'Retry', 'Catch', 'TimeoutSeconds'];
const PATHS = ['InputPath', 'OutputPath'];

/** The fields that the interpreter carries out; a definition with any other is refused rather than half understood. */
const FIELDS: Readonly<Record<QueryLanguage, Readonly<Record<State['Type'], readonly string[]>>>> = {
  JSONata: {
    Task: [...ONWARD, ...HANDLING, 'Arguments', 'Output'],
    Wait: [...ONWARD, 'Seconds', 'Timestamp', 'Output'],
    Pass: [...ONWARD, 'Output'],
    Choice: ['Choices', 'Default', 'Assign', 'Output'],
    Succeed: ['Output'],
    Fail: ['Error', 'Cause'],
  },
  JSONPath: {
    Task: [...ONWARD, ...HANDLING, ...PATHS, 'Parameters', 'ResultSelector', 'ResultPath', 'TimeoutSecondsPath'],
    Wait: [...ONWARD, ...PATHS, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
    Pass: [...ONWARD, ...PATHS, 'Parameters', 'Result', 'ResultPath'],
    Choice: [...PATHS, 'Choices', 'Default', 'Assign'],
    Succeed: PATHS,
    Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
  },
};
const MACHINE_FIELDS = ['Comment', 'StartAt', 'States', 'QueryLanguage', 'TimeoutSeconds', 'Version'];
const RETRY_FIELDS = ['ErrorEquals', 'IntervalSeconds', 'BackoffRate', 'MaxAttempts', 'MaxDelaySeconds', 'JitterStrategy', 'Comment']; // prettier-ignore
const CATCH_FIELDS = { JSONata: ['Assign', 'Output'], JSONPath: ['Assign', 'ResultPath'] };
const RULE_FIELDS = ['Condition', 'Next', 'Assign', 'Output', 'Comment'];

/** Throws, naming the machine, the state and the field, for whatever the interpreter would not carry out as Step Functions does. */
export function checkDefinition(definition: Definition, machine: string): void {
  onlyFields(definition, MACHINE_FIELDS, machine);
  known(definition, definition.StartAt, `${machine}.StartAt`);
  for (const [name, state] of Object.entries(definition.States)) {
    const place = `${machine}, state ${name}`;
    const language = languageOf(state, definition);
    const fields = FIELDS[language]?.[state.Type];
    if (!fields) throw new Error(`${place}: the local Step Functions does not know a ${state.Type} in ${language}`);
    onlyFields(state, [...ANY, ...fields], place);
    checkWays(state, definition, place);
    if (language === 'JSONata') checkExpressions(state, place);
    else checkPaths(state, place);
    if (state.Type === 'Task') checkTask(state, definition, language, place);
    if (state.Type === 'Choice') checkChoice(state, definition, language, place);
    if (state.Type === 'Wait') checkWait(state, place);
  }
}

function checkWays(state: State, definition: Definition, place: string): void {
  if (state.Next !== undefined) known(definition, state.Next, `${place}.Next`);
  const goesOn = ['Task', 'Wait', 'Pass'].includes(state.Type);
  if (goesOn && (state.Next !== undefined) === (state.End === true))
    throw new Error(`${place} needs either Next or End`);
}

function checkTask(state: State, definition: Definition, language: QueryLanguage, place: string): void {
  const kind = taskKindOf(state.Resource ?? '');
  if (!kind) throw new Error(`${place}.Resource: the local Step Functions cannot carry out ${state.Resource}`);
  const template = state.Arguments ?? state.Parameters;
  if (kind.members && typeof template === 'object' && template !== null) {
    const written = Object.keys(template).map((member) => member.replace(/\.\$$/, ''));
    onlyFields(
      Object.fromEntries(written.map((member) => [member, true])),
      kind.members,
      `${place}: ${state.Resource}`,
    );
  }
  for (const retrier of state.Retry ?? []) onlyFields(retrier, RETRY_FIELDS, `${place}.Retry`);
  for (const catcher of state.Catch ?? []) {
    onlyFields(catcher, ['ErrorEquals', 'Next', 'Comment', ...CATCH_FIELDS[language]], `${place}.Catch`);
    known(definition, catcher.Next, `${place}.Catch.Next`);
    if (language === 'JSONPath') checkTemplate(catcher.Assign, `${place}.Catch.Assign`);
  }
}

function checkChoice(state: State, definition: Definition, language: QueryLanguage, place: string): void {
  if (!state.Choices?.length) throw new Error(`${place} has no Choices`);
  if (state.Default !== undefined) known(definition, state.Default, `${place}.Default`);
  state.Choices.forEach((rule, index) => {
    const where = `${place}.Choices[${index}]`;
    known(definition, rule.Next, `${where}.Next`);
    if (language === 'JSONata') onlyFields(rule, RULE_FIELDS, where);
    else checkRule(rule, where);
    if (language === 'JSONPath') checkTemplate(rule.Assign, `${where}.Assign`);
  });
}

function checkWait(state: State, place: string): void {
  const until = [state.Seconds, state.SecondsPath, state.Timestamp, state.TimestampPath];
  if (until.filter((way) => way !== undefined).length !== 1)
    throw new Error(`${place} must say once how long it waits`);
}

function checkPaths(state: State, place: string): void {
  for (const template of ['Parameters', 'ResultSelector', 'Assign'] as const) {
    checkTemplate(state[template], `${place}.${template}`);
  }
  for (const field of [
    'InputPath',
    'OutputPath',
    'ResultPath',
    'SecondsPath',
    'TimestampPath',
    'TimeoutSecondsPath',
  ] as const) {
    const path = state[field];
    if (path !== undefined && path !== null) parseReference(path, `${place}.${field}`);
  }
  for (const field of ['ErrorPath', 'CausePath'] as const) {
    const path = state[field];
    if (path === undefined) continue;
    if (isIntrinsic(path)) parseIntrinsic(path, `${place}.${field}`);
    else parseReference(path, `${place}.${field}`);
  }
}

function onlyFields(written: object, fields: readonly string[], place: string): void {
  const unknown = Object.keys(written).find((field) => !fields.includes(field));
  if (unknown) throw new Error(`${place}: the local Step Functions does not know the field ${unknown} here`);
}

function known(definition: Definition, state: string, place: string): void {
  if (!Object.hasOwn(definition.States, state)) throw new Error(`${place}: there is no state ${state}`);
}
