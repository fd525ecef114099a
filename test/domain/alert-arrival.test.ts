import { arrivalOf, type KnownKey } from '../../domain/alert-arrival';
import { plus } from '../../domain/instant';
import { anAlert, night, nextWord } from '../support/domain-alerts';

describe('what an alert under a known key is', () => {
  const known: KnownKey = { incidentId: 'K7MQ', signal: 'firing', changedAt: night, sentAt: night, count: 1 };
  const [before, after] = [plus(night, -60_000), plus(night, 60_000)];

  test('the same again is a repeat, the same later is news', () => {
    expect(arrivalOf(anAlert(), known)).toBe('repeat');
    expect(arrivalOf(anAlert({ changedAt: before }), known)).toBe('repeat');
    expect(arrivalOf(anAlert({ changedAt: after }), known)).toBe('news');
  });

  test('an OK older than the newest alarm never closes it', () => {
    expect(arrivalOf(nextWord('ok', before), known)).toBe('late');
    expect(arrivalOf(nextWord('ok', before, { sentAt: after }), known)).toBe('late');
    expect(arrivalOf(nextWord('ok', after), known)).toBe('news');
  });

  test('an alarm is late only by both clocks: in doubt it is news', () => {
    const ok: KnownKey = { ...known, signal: 'ok' };
    expect(arrivalOf(anAlert({ changedAt: before, sentAt: before }), ok)).toBe('late');
    expect(arrivalOf(anAlert({ changedAt: before, sentAt: after }), ok)).toBe('news');
    expect(arrivalOf(anAlert({ changedAt: after, sentAt: before }), ok)).toBe('news');
  });
});
