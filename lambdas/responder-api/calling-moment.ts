import type { Moment } from '../../domain/change';
import { momentAt } from '../moment';
import type { ResponderApi } from './needs';

/** The moment of a decision that may call people: with who stands in for whom. */
export async function callingMoment({ now, situations }: Pick<ResponderApi, 'now' | 'situations'>): Promise<Moment> {
  const { overrides } = await situations.now();
  return momentAt(now(), overrides);
}
