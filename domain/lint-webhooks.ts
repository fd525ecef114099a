import { repeated, type Finding } from './finding';
import { severities } from './severity';
import { webhookFormats, type FieldPath, type WebhookMapping, type WebhookSource } from './webhook-source';

/** Everything wrong with the sources of webhooks. */
export function lintWebhooks(webhooks: readonly WebhookSource[]): Finding[] {
  return [
    ...repeated(
      webhooks.map(({ id }) => id),
      (index) => `webhooks[${index}].id`,
    ),
    ...webhooks.flatMap(lintWebhook),
  ];
}

function lintWebhook(source: WebhookSource, index: number): Finding[] {
  const place = `webhooks[${index}] (${source.id})`;
  const findings: Finding[] = [];
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(source.id)) {
    findings.push({
      place: `webhooks[${index}].id`,
      problem: `${source.id || 'an empty id'} cannot be an id`,
      mend: 'Use at most 40 small letters, digits and hyphens, a letter first: it is the end of an address, and names a secret.',
    });
  }
  if (!webhookFormats.includes(source.format)) {
    const problem = `${String(source.format)} is not a format`;
    return [...findings, { place: `${place}.format`, problem, mend: `Use one of: ${webhookFormats.join(', ')}.` }];
  }
  return source.format === 'generic' ? [...findings, ...lintMapping(source.mapping, `${place}.mapping`)] : findings;
}

const paths: readonly (keyof WebhookMapping)[] = [
  ...(['alerts', 'dedupKey', 'title', 'status', 'description', 'service', 'severity'] as const),
  ...(['detectedAt', 'startedAt', 'link', 'runbook', 'tags'] as const),
];

function lintMapping(mapping: WebhookMapping | undefined, place: string): Finding[] {
  if (mapping === undefined) {
    return [{ place, problem: 'it is missing', mend: 'Say where the key, the title and the status are.' }];
  }
  const findings = paths.flatMap((name) => lintPath(mapping[name] as FieldPath | undefined, `${place}.${name}`));
  for (const name of ['dedupKey', 'title', 'status'] as const) {
    if (mapping[name] === undefined) {
      findings.push({
        place: `${place}.${name}`,
        problem: 'it is missing',
        mend: 'Name the field: title: "check.name".',
      });
    }
  }
  if (!mapping.resolvedWhen || mapping.resolvedWhen.length === 0) {
    const problem = 'no status resolves, so nothing from this source would ever end';
    findings.push({ place: `${place}.resolvedWhen`, problem, mend: 'Name them: resolvedWhen: ["ok"].' });
  }
  for (const [word, severity] of Object.entries(mapping.severities ?? {})) {
    if (!severities.includes(severity)) {
      const problem = `${String(severity)} is not a severity`;
      findings.push({ place: `${place}.severities.${word}`, problem, mend: `Use one of: ${severities.join(', ')}.` });
    }
  }
  return findings;
}

function lintPath(path: FieldPath | undefined, place: string): Finding[] {
  return [path ?? []].flat().flatMap((one) =>
    /^[^.\s]+(\.[^.\s]+)*$/.test(one)
      ? []
      : [
          {
            place,
            problem: `"${one}" is not a path`,
            mend: 'Write names and list positions with dots between: data.checks.0.name.',
          },
        ],
  );
}
