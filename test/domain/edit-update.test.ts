import { editUpdate } from '../../domain/edit-update';
import { publicText } from '../../domain/notice';
import { withEdits } from '../../domain/notice-edits';
import { resolve, retract } from '../../domain/public-commands';
import { World, type Scene } from '../support/domain-world';

/** Customers read the automatic notice since minute 5; it is minute 6. */
function published() {
  const world = new World();
  const incident = world.open({ publishes: true });
  world.skip(6);
  return { world, incident };
}

const said = ({ world, notice }: Scene) => withEdits(world.said.get(notice!.id)!);
const edit = (incident: Scene, number: number, text: string) =>
  incident.command('alex', (context) => editUpdate(context, said(incident), { number, text: publicText(text) }));

test('M127: an edited update keeps its first wording, every later one, and the promise to customers', () => {
  const { world, incident } = published();
  const { nextUpdateBy } = incident.notice!;
  edit(incident, 1, 'Paying by card fails.');
  world.skip(1);
  edit(incident, 1, 'Paying by card fails in Europe.');
  expect(said(incident)).toMatchObject([
    {
      kind: 'automatic',
      ifFailing: 'Paying by card may fail or be slow.',
      edits: [{ text: 'Paying by card fails.' }, { text: 'Paying by card fails in Europe.', at: world.now }],
    },
  ]);
  expect(incident.notice).toMatchObject({ nextUpdateBy, changedAt: world.now });
  expect(incident.timeline.at(-1)).toMatchObject({
    type: 'PublicUpdateEdited',
    by: 'Alex',
    text: 'Worded update 1 for customers anew: “Paying by card fails in Europe.” Before: “Paying by card fails.”',
  });
});

test('it can be edited after the end, and the numbers of updates do not count edits', () => {
  const { incident } = published();
  edit(incident, 1, 'Paying by card fails.');
  incident.command('alex', (context) => resolve(context, { reason: 'x', text: publicText('It werks.') }));
  edit(incident, 2, 'It works.');
  expect(said(incident)).toMatchObject([{ kind: 'automatic' }, { kind: 'resolved', edits: [{ text: 'It works.' }] }]);
  expect(incident.notice!.resolvedAt).toBeDefined();
});

test('what cannot be edited is refused in one sentence, and the same words change nothing', () => {
  const { incident } = published();
  expect(edit(incident, 2, 'x')).toEqual({
    refused: 'There is no update 2: tocsin show K7MQ numbers them, 1 to 1.',
  });
  expect(edit(incident, 1, 'Paying by card may fail or be slow.')).toEqual({ already: 'Update 1 reads so already.' });
  incident.command('alex', (context) => retract(context, 'x'));
  expect(edit(incident, 1, 'x')).toEqual({
    refused: 'The notice of K7MQ was posted in error: what it said stays as it is.',
  });
  const silent = new World().open();
  const unsaid = silent.command('alex', (context) => editUpdate(context, [], { number: 1, text: publicText('x') }));
  expect(unsaid).toEqual({ refused: 'Customers were told nothing about K7MQ: nothing to edit.' });
});
