import type { CommandApi } from './command-api';
import type { IncidentRow, IncidentStory, TimelineLine } from './incident-shapes';

/** Reading more stories than this, each time, would be slower than what they tell is worth. */
const mostStories = 20;

/** What the incidents looked like at one moment. */
export interface Sight {
  readonly rows: ReadonlyMap<string, IncidentRow>;
  /** The last line of each open incident's timeline. */
  readonly lastSeq: ReadonlyMap<string, number>;
}

/** An incident that opened or changed, and the lines that its timeline gained. */
export interface Happening {
  readonly story: IncidentStory;
  readonly opened: boolean;
  /** Alerts that were counted in it; a repeated one changes nothing else. */
  readonly counted: number;
  readonly news: readonly TimelineLine[];
}

/** Looks at the incidents, to tell later what has changed. */
export async function look(api: CommandApi): Promise<Sight> {
  const rows = await api.incidents({ all: true });
  const stories = await Promise.all(
    rows
      .filter(isOpen)
      .slice(0, mostStories)
      .map(({ id }) => api.incident(id)),
  );
  return {
    rows: new Map(rows.map((row) => [row.id, row])),
    lastSeq: new Map(stories.map(({ incident, timeline }) => [incident.id, timeline.at(-1)?.seq ?? 0])),
  };
}

/** What has happened since. */
export async function happenedSince(api: CommandApi, before: Sight): Promise<readonly Happening[]> {
  const rows = await api.incidents({ all: true });
  const changed = rows.filter((row) => isOpen(row) || JSON.stringify(row) !== JSON.stringify(before.rows.get(row.id)));
  const stories = await Promise.all(changed.slice(0, mostStories).map(({ id }) => api.incident(id)));
  return stories
    .map((story) => happeningOf(story, before))
    .filter(({ opened, counted, news }) => opened || counted > 0 || news.length > 0);
}

function happeningOf(story: IncidentStory, before: Sight): Happening {
  const known = before.rows.get(story.incident.id);
  const counted = story.incident.alertCount - (known?.alertCount ?? 0);
  return { story, opened: known === undefined, counted, news: newsOf(story, before) };
}

function newsOf({ incident, timeline }: IncidentStory, before: Sight): TimelineLine[] {
  const seen = before.lastSeq.get(incident.id);
  const resolvedBefore = before.rows.get(incident.id)?.resolvedAt ?? '';
  return timeline.filter(({ seq, at }) => (seen === undefined ? at > resolvedBefore : seq > seen));
}

function isOpen(row: IncidentRow): boolean {
  return row.status !== 'resolved';
}
