import { clockTimeWithZone } from '../../../domain/zoned-time';
import { aligned } from '../aligned';
import { answer, type Command } from '../command';
import type { SourcesReport } from '../incident-shapes';
import { dayIn } from '../times';

export const sourcesCommand: Command = {
  name: 'sources',
  usage: '',
  says: 'tells when each account, region and source last spoke, and which never did',
  about: [
    'A source that speaks is written down every five minutes at most, so a time may be that much too early.',
    'What is configured and was never heard stands last: a forwarder that is missing, a webhook with a wrong secret.',
  ],
  flags: {},
  mostWords: 0,
  run: async (call) => {
    const { timeZone } = call.terminal;
    const { api } = await call.open();
    const report = await api.sources();
    const when = (at: string) => `${dayIn(at, timeZone)} ${clockTimeWithZone(at, timeZone)}`;
    const rows = [
      ...report.sources.map(({ account, accountName, region, source, at }) => [
        accountName === null ? account : `${accountName} (${account})`,
        region,
        source,
        when(at),
      ]),
      ...report.heartbeats.map(({ id, at }) => ['heartbeat', '', id, when(at)]),
    ];
    const table = rows.length > 0 ? aligned([['ACCOUNT', 'REGION', 'SOURCE', 'LAST SPOKE'], ...rows]) : [];
    answer(call, report, [...(table.length > 0 ? table : ['Nothing was ever heard.']), ...neverLines(report)]);
  },
};

function neverLines({ never }: SourcesReport): string[] {
  if (never.length === 0) return [];
  const called = ({ kind, id, name }: SourcesReport['never'][number]) =>
    name === null ? `  ${kind} ${id}` : `  ${kind} ${id} (${name})`;
  return ['Configured, and never heard:', ...never.map(called)];
}
