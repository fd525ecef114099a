import type { OutboxMessage } from '../../../local/sns/outbox';
import { renderOutbox } from '../../../local/sns/outbox-page';
import { smsLength } from '../../../local/sns/sms-parts';

const message = (more: Partial<OutboxMessage>): OutboxMessage => ({
  id: '1',
  at: '2027-03-03T02:02:00.000Z',
  to: 'ada@example.com',
  channel: 'email',
  kind: 'page',
  incidentId: 'K7MQ',
  responder: 'ada',
  level: 1,
  subject: 'SEV-1',
  body: 'x',
  link: null,
  ...more,
});
const render = (...messages: OutboxMessage[]) =>
  renderOutbox({ messages, now: Date.UTC(2027, 2, 3, 2, 5), minutesAhead: 15 });

describe('the outbox page', () => {
  it('escapes everything that a message carries and links web addresses only', () => {
    const evil = '<script>alert(1)</script>';
    const html = render(
      message({
        to: evil,
        subject: evil,
        body: `${evil} javascript:alert(1) https://x.test/?a="b"&c=<d>`,
        kind: evil,
        incidentId: `"${evil}`,
        responder: evil,
      }),
      message({ channel: 'sms', body: evil }),
    );
    expect(html).not.toContain('<script');
    expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://x.test/?a="']);
  });

  it('shows the newest first with one anchor per incident', () => {
    const html = render(
      message({ body: 'older' }),
      message({ body: 'newer' }),
      message({ body: 'other', incidentId: 'X2YZ' }),
    );
    expect(html.indexOf('newer')).toBeLessThan(html.indexOf('older'));
    expect(html.match(/id="[^"]*"/g)).toEqual(['id="X2YZ"', 'id="K7MQ"']);
  });

  it('counts an SMS, shows the footer that SNS adds to a mail, and tells the time', () => {
    const html = render(message({ channel: 'sms', body: 'a'.repeat(161), to: '+49' }), message({}));
    expect(html).toContain('161 characters, 2 parts, GSM-7');
    expect(html).toContain('If you wish to stop receiving notifications from this topic');
    expect(html).toContain('2027-03-03 02:05:00 UTC');
    expect(html).toContain('clock skipped ahead 15 min');
  });

  it('says what to do when it is empty', () => {
    expect(render()).toContain('npx tocsin alarm');
  });
});

describe('smsLength', () => {
  it.each([
    ['a'.repeat(160), { characters: 160, parts: 1, alphabet: 'GSM-7' }],
    ['€'.repeat(80), { characters: 160, parts: 1, alphabet: 'GSM-7' }],
    ['a'.repeat(307), { characters: 307, parts: 3, alphabet: 'GSM-7' }],
    ['ş'.repeat(71), { characters: 71, parts: 2, alphabet: 'UCS-2' }],
  ])('counts %s', (text, length) => {
    expect(smsLength(text)).toEqual(length);
  });
});
