import { contentLine, escapedText } from './content-line';

/** Where SNS sends mail from. */
const mailSender = 'no-reply@sns.amazonaws.com';

/**
 * What pages come from, as a contact that every telephone reads (vCard 3.0, RFC 2426).
 * @param numbers in E.164 form
 */
export function contactCard(organization: string, numbers: readonly string[]): string {
  const name = `Tocsin ${organization}`;
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `PRODID:-//Tocsin//Contact card//EN`,
    `FN:${escapedText(name)}`,
    `N:${escapedText(organization)};Tocsin;;;`,
    `ORG:${escapedText(organization)}`,
    ...numbers.map((number) => `TEL;TYPE=CELL,VOICE,MSG:${number}`),
    `EMAIL;TYPE=INTERNET:${mailSender}`,
    `NOTE:${escapedText('Pages come from here. Let it through do-not-disturb.')}`,
    'END:VCARD',
  ]
    .map(contentLine)
    .join('\r\n');
}
