import type { EventPattern } from 'aws-cdk-lib/aws-events';
import type { SourceGroup } from '../domain/alert-sources/alert-source';
import { alertSources } from '../domain/alert-sources/sources';

/** One group's events on an account's own bus. The source is named where there is one: there, it cannot be forged. */
export function patternOf(group: SourceGroup): EventPattern {
  const source = sourcesOf((each) => each === group);
  const detailType = detailTypesOf((each) => each === group);
  return source.length > 0 ? { source, detailType } : { detailType };
}

/**
 * The events of several groups on an account's own bus, in one pattern as CloudFormation takes it. Only what any program may
 * send comes without its source being asked for; no other program can pass for AWS.
 */
export function patternOfAll(groups: readonly SourceGroup[]): object {
  const spoken = (group: SourceGroup) => groups.includes(group) && sourcesOf((each) => each === group).length > 0;
  const free = detailTypesOf((group) => groups.includes(group) && !spoken(group));
  const fromAws = { source: sourcesOf(spoken), 'detail-type': detailTypesOf(spoken) };
  if (free.length === 0) return fromAws;
  return fromAws.source.length === 0 ? { 'detail-type': free } : { $or: [fromAws, { 'detail-type': free }] };
}

/** Whatever is let in of these groups on an account's own bus, with the changes that come along, as CloudFormation takes it. */
export function patternOfIntake(groups: readonly SourceGroup[]): object {
  const all = patternOfAll(groups);
  const { detailType, ...rest } = (groups.includes('changes') && changesOutside(groups)) || {};
  if (detailType === undefined) return all;
  const changes = { ...rest, 'detail-type': detailType };
  return '$or' in all ? { $or: [...(all.$or as object[]), changes] } : { $or: [all, changes] };
}

/** Of the groups that are off, the events that tell of a change; those of the groups that are on come in anyway. */
export function changesOutside(groups: readonly SourceGroup[]): EventPattern | undefined {
  const telling = alertSources.flatMap(({ group, source, detailType, tellsChanges }) =>
    tellsChanges && !groups.includes(group) ? [{ ...tellsChanges, source, detailType }] : [],
  );
  if (telling.length === 0) return undefined;
  const fields = [...new Set(telling.map(({ field }) => field))].map((field) => ({
    [field]: [...new Set(telling.flatMap((each) => (each.field === field ? each.states : [])))],
  }));
  return {
    source: [...new Set(telling.flatMap(({ source }) => source ?? []))],
    detailType: telling.map(({ detailType }) => detailType),
    detail: fields.length > 1 ? { $or: fields } : fields[0],
  };
}

/** The detail-types of the groups that are wanted. */
export function detailTypesOf(wanted: (group: SourceGroup) => boolean): string[] {
  return alertSources.filter(({ group }) => wanted(group)).map(({ detailType }) => detailType);
}

function sourcesOf(wanted: (group: SourceGroup) => boolean): string[] {
  return [...new Set(alertSources.filter(({ group }) => wanted(group)).flatMap(({ source }) => source ?? []))];
}
