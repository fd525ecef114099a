import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  // Prettier writes the templates, and it closes void elements.
  rules: { 'void-style': ['error', { style: 'selfclose' }], 'no-trailing-whitespace': 'off' },
});

/** What html-validate finds wrong with a document, a line each. */
export async function htmlFindings(body: string): Promise<string[]> {
  const report = await validator.validateString(body);
  return report.results.flatMap(({ messages }) => messages.map((found) => `${found.line}: ${found.message}`));
}
