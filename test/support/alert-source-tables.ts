import { alertSources, defaultSourceGroups, sourceGroups } from '../../domain/alert-sources/sources';
import { fixture, fixtureNames, meaningOf, readFixture } from './alert-fixtures';
import { markdownTable } from './markdown-table';

/** The tables of docs/alert-sources.md by the name in their marker, made by the readers themselves. */
export function alertSourceTables(): Readonly<Record<string, string>> {
  return { groups: groups(), sources: sources(), states: states() };
}

function groups(): string {
  const rows = sourceGroups.map((group) => {
    const names = alertSources.filter((source) => source.group === group).map(({ source }) => source ?? 'any');
    return [`\`${group}\``, [...new Set(names)].join(', '), defaultSourceGroups.includes(group) ? 'on' : 'off'];
  });
  return markdownTable(['group', 'speakers', 'by default'], rows);
}

function sources(): string {
  const rows = alertSources.map(({ name, group, detailType, key, documentedAt }) => [
    name,
    `\`${group}\``,
    `\`${detailType}\``,
    key,
    `[shape](${documentedAt})`,
  ]);
  return markdownTable(['what', 'group', 'detail-type', 'one incident per', 'documented'], rows);
}

/** Every fixture, under the kind of event that it is, with what the reader and an empty rule table make of it. */
function states(): string {
  const rows = alertSources.flatMap(({ name, detailType }) =>
    fixtureNames
      .filter((each) => fixture(each)['detail-type'] === detailType)
      .map((each) => [name, `[${each}](../test/fixtures/alerts/${each}.json)`, meaningOf(readFixture(each))]),
  );
  return markdownTable(['what', 'event', 'means'], rows);
}
