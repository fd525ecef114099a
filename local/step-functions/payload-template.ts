import { callIntrinsic, isIntrinsic, parseIntrinsic } from './intrinsic';
import { found, parseReference } from './reference';
import type { Scope } from './scope';

/** Reads every `name.$` of a JSONPath template once. Throws, naming `where`, for what the local stack cannot follow. */
export function checkTemplate(template: unknown, where: string): void {
  if (typeof template !== 'object' || template === null) return;
  for (const [key, value] of Object.entries(template)) {
    const place = `${where}.${key}`;
    if (!key.endsWith('.$')) checkTemplate(value, place);
    else if (typeof value !== 'string') throw new Error(`${place} must be a path`);
    else if (isIntrinsic(value)) parseIntrinsic(value, place);
    else parseReference(value, place);
  }
}

/**
 * The template with every `name.$` replaced by what its path or intrinsic function yields; `$` stands for `input`.
 * @throws StatesError `States.ParameterPathFailure` for a path that finds nothing
 */
export function filled(template: unknown, input: unknown, scope: Scope): unknown {
  if (Array.isArray(template)) return template.map((item) => filled(item, input, scope));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]: [string, unknown]) =>
      key.endsWith('.$')
        ? [key.slice(0, -2), referred(value as string, input, scope)]
        : [key, filled(value, input, scope)],
    ),
  );
}

/** What a path or an intrinsic function yields. */
export function referred(text: string, input: unknown, scope: Scope): unknown {
  return isIntrinsic(text)
    ? callIntrinsic(text, input, scope)
    : found(text, input, scope, 'States.ParameterPathFailure');
}
