import { configuration as example } from '../../config';
import { lintConfiguration } from '../../domain/configuration-lint';
import { severities, severityName } from '../../domain/severity';
import { configuration as own } from '../lib/fixtures/own-config';
import { ruleMistakes, serviceMistakes, typeMistakes } from './catalogue-mistakes';
import { channelMistakes } from './channel-mistakes';
import { mistakes, type Mistake } from './configuration-mistakes';
import { onCallMistakes } from './on-call-mistakes';
import { markdownTable } from './markdown-table';

/** The tables of docs/configuration.md: what is refused is what the tests' own mistakes are told. */
export function configurationTables(): Record<string, string> {
  return {
    'severity-meanings': markdownTable(
      ['', 'in the example company'],
      severities.map((severity) => [severityName(severity), example.severityPolicy!.meanings[severity]]),
    ),
    'refused-rules': refused(ruleMistakes),
    'refused-services': refused(serviceMistakes),
    'refused-types': refused(typeMistakes),
    'refused-others': refused([...mistakes, ...channelMistakes, ...onCallMistakes]),
  };
}

function refused(made: readonly Mistake[]): string {
  const found = made.flatMap(([, mistake]) => lintConfiguration(mistake(own)));
  const rows = found.map(({ place, problem, mend }) => [`\`${place}\``, inCell(problem), inCell(mend)]);
  const unlike = rows.filter((row, index) => rows.findIndex((other) => other.join() === row.join()) === index);
  return markdownTable(['place', 'what is refused', 'the mend'], unlike);
}

function inCell(text: string): string {
  return text.replace(/[|*]/g, '\\$&');
}
