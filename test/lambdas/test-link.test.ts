import { askForTest, noTestPages, testSent, type TestPages } from '../../domain/test-page';
import { channelWords, testMail, testSms, unconfirmedText } from '../../domain/texts/reach';
import { channels } from '../../domain/responder';
import { readLinkToken } from '../../lambdas/link-token';
import { readTestLinkToken, testLinkToken } from '../../lambdas/test-link-token';
import { day } from '../../domain/instant';
import { gsmSeptets } from '../support/gsm-septets';
import { htmlFindings } from '../support/html-findings';
import { apiScene } from './support/api-scene';

const longestLink = `https://abcdefghij.execute-api.ap-southeast-2.amazonaws.com/a/${'Ab_-'.repeat(7)}`;

/** An API in which Alex has got a test page, and its two links. */
async function scene() {
  const api = await apiScene();
  const { now } = api.world;
  const asked = askForTest(noTestPages, ['sms', 'email'], now) as TestPages;
  api.reach.kept.set('alex', testSent(asked, 1, now));
  const tokenFor = (channel: 'sms' | 'email', number = 1, person = 'alex') =>
    testLinkToken({ person, number, channel }, api.linkKeys);
  return { ...api, tokenFor, alex: () => api.reach.kept.get('alex')! };
}

describe('the link of a test page', () => {
  test('GET and HEAD show and change nothing; a press proves that one channel, once or often', async () => {
    const { link, tokenFor, alex } = await scene();
    const token = await tokenFor('sms');
    const before = alex();
    for (const method of ['GET', 'HEAD', 'GET']) expect((await link(method, token)).statusCode).toBe(200);
    expect(alex()).toBe(before);
    for (let press = 0; press < 2; press++)
      expect(await link('POST', token)).toMatchObject({ statusCode: 303, headers: { location: `/a/${token}` } });
    expect(Object.keys(alex().proven)).toEqual(['sms']);
    await link('POST', await tokenFor('email'));
    expect(Object.keys(alex().proven)).toEqual(['sms', 'email']);
    const { body, headers } = await link('GET', token);
    expect(body).toContain('Pages reach you, Alex.');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  test('every link that does not work gets the one answer that all bad links get, whatever is asked', async () => {
    const { link, tokenFor, world, alex } = await scene();
    const usual = (await link('GET', 'x'.repeat(28))).body;
    const bad = [
      await tokenFor('sms', 2),
      await tokenFor('sms', 1, 'nobody'),
      await tokenFor('sms', 1, 'sam'),
      (await tokenFor('sms')).replace(/^./, 'A'),
    ];
    for (const token of bad)
      for (const method of ['GET', 'HEAD', 'POST'])
        expect(await link(method, token)).toMatchObject({ statusCode: 404, body: usual });
    const good = await tokenFor('email');
    for (const rest of ['/hold', '/false-alarm']) expect((await link('POST', good, rest)).statusCode).toBe(404);
    world.skip((7 * day) / 60_000);
    expect((await link('POST', good)).statusCode).toBe(404);
    expect(alex().proven).toEqual({});
  });

  test('no bit of it may be flipped, and neither kind of link passes for the other', async () => {
    const { linkKeys, tokenFor, tokenOf } = await scene();
    const token = await tokenFor('sms');
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(await readTestLinkToken(flipped.toString('base64url'), ['alex'], linkKeys)).toBeUndefined();
    }
    expect(await readLinkToken(token, linkKeys)).toBeUndefined();
    expect(await readTestLinkToken(await tokenOf(1), ['alex'], linkKeys)).toBeUndefined();
  });

  test('its page is sound HTML, without a script', async () => {
    const { link, tokenFor } = await scene();
    const token = await tokenFor('sms');
    for (let press = 0; press < 2; press++) {
      const { body } = await link('GET', token);
      expect(await htmlFindings(body)).toEqual([]);
      expect(body).not.toContain('<script');
      await link('POST', token);
    }
  });
});

describe('the texts', () => {
  test('fit one SMS with the longest link', () => {
    expect(testSms(longestLink)).toBe(`TEST, nothing is broken. Tap ACK to prove pages reach you\n${longestLink}`);
    expect(gsmSeptets(testSms(longestLink))).toBeLessThanOrEqual(160);
    for (const channel of channels)
      for (const state of ['pending', 'gone'] as const) {
        const { sms } = unconfirmedText({ person: 'alex', channel, state, since: '2026-11-24T09:00:00.000Z' });
        expect(gsmSeptets(sms)).toBeLessThanOrEqual(160);
        expect(sms).toContain(channelWords[channel]);
      }
  });

  test('the mail says what it is, what to press, what happens otherwise, and when it comes again', () => {
    const facts = { now: '2026-11-24T09:00:12.000Z', timeZone: 'Europe/Berlin', lastResort: 'Kim' };
    expect(testMail('https://x/a/t', facts)).toEqual({
      subject: 'TEST: do pages reach you?',
      body: [
        'TEST, nothing is broken.',
        'ACKNOWLEDGE, to prove that pages reach you (opens a page with a button):',
        'https://x/a/t',
        'If you do not within 24 hours, you are shown as not reachable, and Kim is told.',
        '',
        'This comes each week, Tue 10:00 by your clock.',
        'Sent 10:00:12.',
        'Do not use the unsubscribe link below: it stops your pages.',
      ].join('\n'),
    });
    expect(testMail('https://x/a/t', { ...facts, testPages: 'never' }).body).not.toContain('each week');
  });
});

describe('ordering a test page', () => {
  const order = async (body: object) => {
    const api = await apiScene();
    const answer = await api.call('POST /test-pages', { body: JSON.stringify(body) });
    return { status: answer.statusCode, said: JSON.stringify(answer.json()), kept: api.reach.kept };
  };

  test.each([
    [{ person: 'alxe' }, 400, 'There are: alex, sam, kim.'],
    [{ person: 'alex', channel: 'fax' }, 400, 'Alex has no channel \\"fax\\". There are: sms, email.'],
    [{}, 400, 'person'],
    [{ person: 'alex', page: 'everybody' }, 400, 'page'],
  ])('%j is refused with the reason', async (body, status, why) => {
    const refused = await order(body);
    expect([refused.status, refused.kept.size]).toEqual([status, 0]);
    expect(refused.said).toContain(why);
  });

  test('one at a time: while one is on its way, and for a minute after it left, another is refused', async () => {
    const api = await apiScene();
    const ask = () => api.call('POST /test-pages', { body: JSON.stringify({ person: 'alex' }) });
    expect((await ask()).statusCode).toBe(200);
    expect((await ask()).statusCode).toBe(409);
    api.reach.kept.set('alex', testSent(api.reach.kept.get('alex')!, 1, api.world.now));
    expect((await ask()).statusCode).toBe(409);
    api.world.skip(1);
    expect((await ask()).json()).toMatchObject({ person: 'alex', channels: ['sms', 'email'], number: 2 });
  });
});
