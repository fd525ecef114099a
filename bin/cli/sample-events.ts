import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Refused } from './mistakes';
import { didYouMean } from '../../domain/nearest';

const folder = join(__dirname, '..', 'sample-events');

/** An event as EventBridge delivers it. */
export interface CloudEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly time?: string;
  readonly resources?: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface ReadEvent {
  readonly event: CloudEvent;
  /** True for one of ours, whose times are moved to now; a file is sent as it is. */
  readonly sample: boolean;
}

/** The names of the samples. */
export async function sampleNames(): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
}

/**
 * A sample by its name, or an event from a file.
 * @throws Refused when there is no such sample or file, or the file holds no event.
 */
export async function readEvent(nameOrFile: string, from: string): Promise<ReadEvent> {
  const names = await sampleNames();
  const sample = names.includes(nameOrFile);
  const path = sample ? join(folder, `${nameOrFile}.json`) : resolve(from, nameOrFile);
  const written = await readFile(path, 'utf8').catch(() => {
    throw new Refused(
      `"${nameOrFile}" is neither a sample nor a file.${didYouMean(nameOrFile, names)} All samples: npx tocsin alarm --list`,
    );
  });
  return { event: asEvent(written, nameOrFile), sample };
}

function asEvent(written: string, name: string): CloudEvent {
  let event: unknown;
  try {
    event = JSON.parse(written);
  } catch (error) {
    throw new Refused(`${name} is no JSON: ${(error as Error).message}`);
  }
  const { source, 'detail-type': detailType, detail } = (event ?? {}) as Partial<CloudEvent>;
  if (typeof source !== 'string' || typeof detailType !== 'string' || typeof detail !== 'object' || detail === null)
    throw new Refused(
      `${name} is no EventBridge event: it needs the texts "source" and "detail-type", and an object "detail".`,
    );
  return event as CloudEvent;
}
