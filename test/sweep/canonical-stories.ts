import type { Teller } from './teller';

/**
 * A story that is told again and again, each time with another call failing. None ends within a minute of something that
 * falls due: a call that fails may move it by as much.
 */
export interface CanonicalStory {
  /** As it is typed: `npm run sweep -- --story nobody-came`. */
  readonly name: string;
  readonly about: string;
  tell(teller: Teller): Promise<void>;
}

/** From alarm to resolve, with everything that customers get to see. */
export const acknowledged: CanonicalStory = {
  name: 'acknowledged',
  about: 'SEV-1: alarm, level 2, acknowledgement, public update, resolve',
  async tell(teller) {
    await teller.alarm('checkout-5xx');
    await teller.until('page', 'alex');
    await teller.wait(6.75);
    await teller.until('page', 'sam');
    await teller.look('sam');
    await teller.press('sam');
    await teller.wait(1.5);
    await teller.command('update', {
      status: 'identified',
      note: 'A certificate has run out.',
      public: 'We know what it is and are putting it right.',
      nextIn: 30 * 60_000,
    });
    await teller.wait(1.5);
    await teller.command('resolve', { reason: 'renewed the certificate', public: 'Paying works again.' });
  },
};

/** The alarm says OK for long enough, then fails again: the acknowledgement is void. */
export const failingAgain: CanonicalStory = {
  name: 'failing-again',
  about: 'SEV-1: alarm, acknowledgement, OK for 5 minutes, failing again, acknowledgement',
  async tell(teller) {
    await teller.alarm('checkout-5xx');
    await teller.until('page', 'alex');
    await teller.wait(0.25);
    await teller.press('alex');
    await teller.alarm('checkout-5xx', 'OK');
    await teller.wait(9.75);
    await teller.alarm('checkout-5xx');
    await teller.until('page', 'alex', 2);
    await teller.wait(3.75);
    await teller.press('alex');
    await teller.wait(2);
  },
};

/** Half an hour of silence: every level, everybody, and customers are told without a person. */
export const nobodyCame: CanonicalStory = {
  name: 'nobody-came',
  about: 'SEV-1: nobody acknowledges for 30 minutes, and the notice goes public',
  async tell(teller) {
    await teller.alarm('checkout-5xx');
    await teller.until('page', 'alex');
    await teller.wait(28.5);
  },
};

/** The same alarm again and again, and one event delivered twice; another alarm stays apart. */
export const duplicates: CanonicalStory = {
  name: 'duplicates',
  about: 'SEV-2: duplicates of an alarm, one event twice, and a second alarm',
  async tell(teller) {
    const first = await teller.alarm('ServerCpuTooHigh');
    await teller.alarm('ServerCpuTooHigh');
    await teller.alarm('ServerCpuTooHigh', 'ALARM', first);
    await teller.alarm('api-traffic-low');
    await teller.until('page', 'alex');
    await teller.alarm('ServerCpuTooHigh');
    await teller.alarm('api-traffic-low', 'OK');
    await teller.wait(5.25);
  },
};

/** Somebody acknowledges while the page to the next level is being tried again. */
export const acknowledgedMeanwhile: CanonicalStory = {
  name: 'acknowledged-meanwhile',
  about: 'SEV-1: level 1 acknowledges right after level 2 was paged',
  async tell(teller) {
    await teller.alarm('checkout-5xx');
    await teller.until('page', 'alex');
    await teller.wait(5.25);
    await teller.press('alex');
    await teller.wait(4);
  },
};

/** What people told Tocsin to keep quiet, and what still fires when that ends. */
export const keptQuiet: CanonicalStory = {
  name: 'kept-quiet',
  about: 'SEV-1: an alarm under a silence, which ends while it still fires; then one gives it back, and one declines',
  async tell(teller) {
    await teller.ask('POST', '/silences', { what: 'checkout', lasts: 5 * 60_000, reason: 'deploy' });
    await teller.alarm('checkout-5xx');
    await teller.wait(4);
    await teller.until('page', 'alex');
    await teller.wait(0.25);
    await teller.press('alex');
    await teller.wait(1.75);
    await teller.command('unack', {});
    await teller.until('page', 'sam');
    await teller.wait(0.25);
    await teller.command('decline', {}, 'sam');
    await teller.until('page', 'kim');
    await teller.wait(0.25);
    await teller.press('kim');
    await teller.wait(2);
  },
};

/** Everything that comes in by another door: HTTP, a job that does not report, a customer; and what joins. */
export const otherDoors: CanonicalStory = {
  name: 'other-doors',
  about: 'SEV-1 by HTTP, an alarm that joins it, a job that is silent, and customers who report',
  async tell(teller) {
    await teller.heartbeat('nightly-backup', 26 * 60 - 1);
    const headers = { authorization: 'Bearer local-generic' };
    const alert = (id: string, title: string) => ({ id, title, service: 'warehouse', severity: 'critical' });
    await teller.send({ path: '/alerts/generic', body: alert('load-7', 'The nightly load hangs'), headers });
    // It is Sam's week with the data team.
    await teller.until('page', 'sam');
    await teller.wait(2.75);
    await teller.press('sam');
    await teller.send({ path: '/alerts/generic', body: alert('load-8', 'The hourly load hangs'), headers });
    const report = 'what=I+cannot+pay&component=checkout';
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    for (let times = 0; times < 3; times++) await teller.send({ path: '/report', body: report, headers: form });
    await teller.wait(5);
  },
};

/** Alarms that no rule knows come together: the second waits for its person's next page. */
export const together: CanonicalStory = {
  name: 'together',
  about: 'Two alarms that no rule knows: the page for the second waits half an hour, and comes as a bundle',
  async tell(teller) {
    await teller.alarm('unknown-1');
    await teller.until('page', 'alex');
    await teller.wait(0.25);
    await teller.press('alex');
    await teller.alarm('unknown-2');
    await teller.wait(32);
  },
};

/** All of them, those that make many calls first. */
export const canonicalStories: readonly CanonicalStory[] = [
  acknowledged,
  failingAgain,
  nobodyCame,
  duplicates,
  acknowledgedMeanwhile,
  keptQuiet,
  otherDoors,
  together,
];
