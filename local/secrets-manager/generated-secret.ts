import { randomInt } from 'node:crypto';

/** `GenerateSecretString` of an `AWS::SecretsManager::Secret`; the defaults are those of GetRandomPassword. */
export interface GenerateSecretString {
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
  readonly PasswordLength?: number;
  readonly ExcludeCharacters?: string;
  readonly ExcludeLowercase?: boolean;
  readonly ExcludeUppercase?: boolean;
  readonly ExcludeNumbers?: boolean;
  readonly ExcludePunctuation?: boolean;
  readonly IncludeSpace?: boolean;
  readonly RequireEachIncludedType?: boolean;
}

const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** The secret string: the random password alone, or as one member of the template's JSON. Throws when nothing is left to choose from. */
export function generateSecretString(wish: GenerateSecretString): string {
  const { SecretStringTemplate: template, GenerateStringKey: key } = wish;
  const password = randomPassword(wish);
  if (template === undefined || key === undefined) return password;
  return JSON.stringify({ ...(JSON.parse(template) as object), [key]: password });
}

function randomPassword(wish: GenerateSecretString): string {
  const length = wish.PasswordLength ?? 32;
  const kinds = allowedKinds(wish);
  const all = kinds.join('');
  const required = wish.RequireEachIncludedType === false ? [] : kinds;
  if (all === '' || required.length > length) {
    throw new Error(
      `GenerateSecretString: a password of ${length} cannot be made of ${kinds.length} kinds of characters`,
    );
  }
  const rest = Array.from({ length: length - required.length }, () => all);
  return shuffled([...required, ...rest].map(oneOf)).join('');
}

function allowedKinds(wish: GenerateSecretString): string[] {
  const kinds = [
    wish.ExcludeLowercase ? '' : LOWERCASE,
    wish.ExcludeUppercase ? '' : LOWERCASE.toUpperCase(),
    wish.ExcludeNumbers ? '' : '0123456789',
    wish.ExcludePunctuation ? '' : PUNCTUATION,
    wish.IncludeSpace ? ' ' : '',
  ];
  const excluded = new Set(wish.ExcludeCharacters ?? '');
  return kinds.map((kind) => [...kind].filter((c) => !excluded.has(c)).join('')).filter((kind) => kind !== '');
}

function oneOf(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

function shuffled(characters: string[]): string[] {
  for (let left = characters.length - 1; left > 0; left--) {
    const other = randomInt(left + 1);
    [characters[left], characters[other]] = [characters[other] ?? '', characters[left] ?? ''];
  }
  return characters;
}
