import type { OnCallSettings } from '../domain/on-call-settings';

/**
 * Who takes turns, and when people are at work. Times are those of the clock on the wall in the zone that is named. The
 * data team shows how: a week each, from Monday at nine, the second person a turn behind, so that they are never the same.
 */
export const onCall: OnCallSettings = {
  rotations: [
    {
      id: 'data',
      name: 'Data',
      timeZone: 'Europe/Berlin',
      layers: [
        {
          people: ['alex', 'sam'],
          turn: { weeks: 1 },
          handOff: { on: 'Mon', at: '09:00' },
          startsOn: '2026-01-05',
        },
      ],
    },
    {
      id: 'data-second',
      name: 'Data, second',
      timeZone: 'Europe/Berlin',
      layers: [
        {
          people: ['sam', 'alex'],
          turn: { weeks: 1 },
          handOff: { on: 'Mon', at: '09:00' },
          startsOn: '2026-01-05',
        },
      ],
    },
  ],
  hours: [
    {
      id: 'berlin',
      timeZone: 'Europe/Berlin',
      hours: [{ days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '09:00', until: '17:00' }],
      holidays: 'berlin',
    },
  ],
  holidays: {
    berlin: ['2026-12-25', '2027-01-01', '2027-03-08', '2027-03-26', '2027-03-29', '2027-05-06', '2027-05-17'],
  },
  chainOfCommand: ['kim'],
};
