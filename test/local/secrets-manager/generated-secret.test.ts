import { generateSecretString } from '../../../local/secrets-manager/generated-secret';

const MANY = Array.from({ length: 200 });

test('by default 32 characters with one of each kind', () => {
  for (const password of MANY.map(() => generateSecretString({}))) {
    expect(password).toHaveLength(32);
    expect(password).toMatch(/(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w\s])^\S+$/);
  }
});

test('what is excluded never comes, what is included may', () => {
  const wish = { ExcludeCharacters: 'abc123', ExcludePunctuation: true, ExcludeUppercase: true, IncludeSpace: true };
  const text = MANY.map(() => generateSecretString(wish)).join('');
  expect(text).toMatch(/^[d-z0456789 ]+$/);
  expect(text).toContain(' ');
});

test('with a template the password is one member of its JSON', () => {
  const secret = generateSecretString({
    SecretStringTemplate: '{"user":"ada"}',
    GenerateStringKey: 'password',
    PasswordLength: 12,
    ExcludeNumbers: true,
    ExcludeLowercase: true,
    ExcludePunctuation: true,
  });
  expect(JSON.parse(secret)).toEqual({ user: 'ada', password: expect.stringMatching(/^[A-Z]{12}$/) as string });
});

test('no two are alike', () => {
  expect(new Set(MANY.map(() => generateSecretString({}))).size).toBe(MANY.length);
});

test('a wish that cannot be met is refused', () => {
  expect(() => generateSecretString({ PasswordLength: 3 })).toThrow(/password of 3/);
  expect(generateSecretString({ PasswordLength: 3, RequireEachIncludedType: false })).toHaveLength(3);
});
