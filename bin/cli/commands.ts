import type { Command } from './command';
import { acknowledgeCommand } from './commands/acknowledge';
import { adoptCommand } from './commands/adopt';
import { alarmCommand } from './commands/alarm';
import { changesCommand } from './commands/changes';
import { classifyCommand } from './commands/classify';
import { clockCommand } from './commands/clock';
import { componentCommand } from './commands/component';
import { declareCommand } from './commands/declare';
import { demoCommand } from './commands/demo';
import { listCommand } from './commands/list';
import { falsePositiveCommand } from './commands/false-positive';
import { noiseCommand } from './commands/noise';
import { onCallCommand } from './commands/on-call';
import { firingCommand } from './commands/firing';
import { holdCommand, retractCommand } from './commands/notice';
import { maintenanceCommand } from './commands/maintenance';
import { replayCommand } from './commands/replay';
import { resolveCommand } from './commands/resolve';
import { severityCommand } from './commands/severity';
import { showCommand } from './commands/show';
import { sourcesCommand } from './commands/sources';
import { triageCommand } from './commands/triage';
import { silenceCommand, silencesCommand } from './commands/silence';
import { suppressedCommand } from './commands/suppressed';
import { updateCommand } from './commands/update';

/** Every command, in the order in which the help tells them: what a newcomer tries first stands first. */
export const commands: readonly Command[] = [
  alarmCommand,
  clockCommand,
  demoCommand,
  declareCommand,
  listCommand,
  showCommand,
  acknowledgeCommand,
  updateCommand,
  resolveCommand,
  severityCommand,
  holdCommand,
  retractCommand,
  componentCommand,
  falsePositiveCommand,
  triageCommand,
  changesCommand,
  noiseCommand,
  sourcesCommand,
  replayCommand,
  firingCommand,
  onCallCommand,
  silenceCommand,
  silencesCommand,
  suppressedCommand,
  maintenanceCommand,
  classifyCommand,
  adoptCommand,
];
