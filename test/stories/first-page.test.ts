import { Story } from '../support/story';

describe('an alarm in the night', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(() => story.end());

  test('M7 M90 I5: SEV-1 pages level 1 at once and informs level 3, then level 2 at 5 and level 3 at 10 minutes', async () => {
    await story.alarm('checkout-5xx');
    story.expectMessages(['page sms alex 1', 'page email alex 1', 'notice email kim 3']);
    expect(await story.incident()).toMatchObject({
      severity: 'SEV-1',
      status: 'investigating',
      alertCount: 1,
      level: 1,
    });

    await story.wait(2);
    story.expectMessages(['page sms alex 1', 'page email alex 1']);
    await story.wait(2);
    story.expectMessages(['page sms alex 1', 'page email alex 1']);
    await story.wait(1);
    story.expectMessages(['page sms sam 2', 'page email sam 2']);
    await story.wait(5);
    story.expectMessages([
      ...['page sms sam 2', 'page email sam 2', 'page sms sam 2', 'page email sam 2'],
      ...['page sms kim 3', 'page email kim 3'],
    ]);
  });
});
