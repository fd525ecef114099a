import { configuration } from '@tocsin/config';
import { projectStatusPage } from '../../domain/status-page';
import { paths, type PlannedFile } from '../../status-page/public-file';
import { planStatusPage } from '../../status-page/render-status-page';
import type { StoredObject } from '../../local/s3/stored-object';
import type { World } from './world';

interface Mark {
  readonly version: number;
  readonly renderSeq: number;
  readonly generatedAt: string;
}

/** I7: what customers read is what the table says, file by file, and no file ever went back in time. */
export function wrongFiles({ files, snapshot, pageUrl }: World): string[] {
  if (!snapshot) return ['The table has no public partition.'];
  const front = files.get(paths.frontPage)?.at(-1);
  if (!front) return ['There is no front page.'];
  const shown = markOf(front);
  const stale =
    shown.version === snapshot.version ? [] : [`Shown: version ${shown.version}; true: ${snapshot.version}.`];
  const planned = new Map<string, readonly PlannedFile[]>();
  const planOf = (mark: Mark) => {
    const name = JSON.stringify(mark);
    const { renderSeq, generatedAt: now, version } = mark;
    const page = () => projectStatusPage(snapshot, configuration.statusPage, { url: pageUrl, renderSeq, now });
    const plan = planned.get(name) ?? planStatusPage({ ...page(), version });
    planned.set(name, plan);
    return plan;
  };
  const wrong = planOf(shown).flatMap(({ path }) => {
    const stored = files.get(path)?.at(-1);
    if (!stored) return [`${path} is not there.`];
    const expected = planOf(markOf(stored))
      .find((file) => file.path === path)!
      .render();
    return stored.body.toString('utf8') === expected ? [] : [`${path} is not what the table says.`];
  });
  return [...stale, ...wrong, ...[...files].flatMap(([path, versions]) => wentBack(path, versions))];
}

function wentBack(path: string, versions: readonly StoredObject[]): string[] {
  return versions.slice(1).flatMap((file, index) => {
    const [before, after] = [markOf(versions[index]!), markOf(file)];
    const older =
      after.version < before.version || (after.version === before.version && after.renderSeq < before.renderSeq);
    return older ? [`${path} went back: ${JSON.stringify(before)} → ${JSON.stringify(after)}`] : [];
  });
}

function markOf({ headers }: StoredObject): Mark {
  return {
    version: Number(headers['x-amz-meta-version']),
    renderSeq: Number(headers['x-amz-meta-render-seq']),
    generatedAt: headers['x-amz-meta-generated-at'] ?? '',
  };
}
