import { repeated, unknownReference, type Finding } from './finding';
import { lengthOf, type Heartbeat } from './heartbeat';
import { minute } from './instant';
import { severities } from './severity';

/** Everything wrong with the heartbeats. @param services the ids that there are */
export function lintHeartbeats(heartbeats: readonly Heartbeat[], services: readonly string[]): Finding[] {
  return [
    ...repeated(
      heartbeats.map(({ id }) => id),
      (index) => `heartbeats[${index}].id`,
    ),
    ...heartbeats.flatMap((heartbeat, index) => lintHeartbeat(heartbeat, index, services)),
  ];
}

function lintHeartbeat(heartbeat: Heartbeat, index: number, services: readonly string[]): Finding[] {
  const { id, every, grace, service, severity } = heartbeat;
  const place = `heartbeats[${index}] (${id})`;
  const findings = unknownReference(`${place}.service`, service, 'service', services);
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(id)) {
    const problem = `${id || 'an empty id'} cannot be an id`;
    const mend = 'Use at most 40 small letters, digits and hyphens, a letter first: it is the end of an address.';
    findings.push({ place: `heartbeats[${index}].id`, problem, mend });
  }
  for (const [name, written] of Object.entries({ every, grace })) {
    if (lengthOf(written) === undefined) {
      const problem = `"${written}" is no length of time`;
      findings.push({ place: `${place}.${name}`, problem, mend: 'Write it like 5m, 1h or 1d.' });
    }
  }
  if ((lengthOf(every) ?? minute) < minute) {
    const problem = `${every} is shorter than anybody looks`;
    findings.push({
      place: `${place}.every`,
      problem,
      mend: 'Promises are looked at once a minute: write at least 1m.',
    });
  }
  if (severity !== undefined && !severities.includes(severity)) {
    const problem = `${String(severity)} is not a severity`;
    findings.push({ place: `${place}.severity`, problem, mend: `Use one of: ${severities.join(', ')}.` });
  }
  return findings;
}
