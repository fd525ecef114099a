import { publicText } from '../../../domain/notice';
import { inWords, type Sentence } from '../../../domain/texts/customers';
import * as say from '../../../domain/texts/customers-maintenance';

const at = (clock: string) => `2027-03-07T${clock}:00.000Z`;
const maintenance = {
  components: [{ id: 'checkout', name: 'Checkout' }],
  impact: publicText('Paying by card will be unavailable for up to 10 minutes.'),
};

/** Sentence by sentence, as they were agreed. */
const agreed: [string, Sentence, string][] = [
  [
    'ahead',
    say.maintenancePlanned(maintenance, { from: at('02:00'), until: at('04:00') }),
    'Planned maintenance of Checkout, Sun 7 March, 02:00 to 04:00 UTC. Paying by card will be unavailable for up to 10 minutes.',
  ],
  ['now', say.maintenanceInProgress(at('04:00'), at('02:00')), 'Maintenance is in progress until 04:00 UTC.'],
  [
    'late',
    say.maintenanceLate(at('04:00'), at('04:30'), at('04:00')),
    'This maintenance was planned to end at 04:00 UTC and is taking longer. Next update by 04:30 UTC.',
  ],
  ['verifying', say.maintenanceVerifying, 'The work is done. We are checking it.'],
  ['done', say.maintenanceCompleted(at('03:41'), at('03:41')), 'Maintenance completed at 03:41 UTC.'],
];

test.each(agreed)('M68: customers read of maintenance, word by word: %s', (_name, sentence, words) => {
  expect(inWords(sentence)).toBe(words);
});
