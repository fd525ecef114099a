import type { Command } from './command';
import { acknowledgeCommand } from './commands/acknowledge';
import { adoptCommand } from './commands/adopt';
import { alarmCommand } from './commands/alarm';
import { changesCommand } from './commands/changes';
import { classifyCommand } from './commands/classify';
import { clockCommand } from './commands/clock';
import { componentCommand } from './commands/component';
import { contactCardCommand } from './commands/contact-card';
import { doctorCommand } from './commands/doctor';
import { declareCommand } from './commands/declare';
import { demoCommand } from './commands/demo';
import { listCommand } from './commands/list';
import { noteCommand } from './commands/note';
import { declineCommand, escalateCommand, unackCommand } from './commands/passing-on';
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
import { testPageCommand } from './commands/test-page';
import { triageCommand } from './commands/triage';
import { silenceCommand, silencesCommand } from './commands/silence';
import { suppressedCommand } from './commands/suppressed';
import { updateCommand } from './commands/update';

/** Commands that are about the same thing, and what that is, in a word of the help. */
export interface CommandGroup {
  readonly about: string;
  readonly commands: readonly Command[];
}

/** Every command by what it is about, in the order in which the help tells them: what a newcomer tries first stands first. */
export const commandGroups: readonly CommandGroup[] = [
  { about: 'local', commands: [alarmCommand, clockCommand, demoCommand] },
  {
    about: 'incident',
    commands: [
      declareCommand,
      listCommand,
      showCommand,
      acknowledgeCommand,
      declineCommand,
      escalateCommand,
      unackCommand,
      noteCommand,
      updateCommand,
      resolveCommand,
      severityCommand,
      falsePositiveCommand,
      triageCommand,
    ],
  },
  { about: 'page', commands: [holdCommand, retractCommand, componentCommand, maintenanceCommand] },
  { about: 'quiet', commands: [silenceCommand, silencesCommand, suppressedCommand] },
  { about: 'people', commands: [onCallCommand, testPageCommand, contactCardCommand, doctorCommand] },
  {
    about: 'alerts',
    commands: [
      firingCommand,
      classifyCommand,
      adoptCommand,
      noiseCommand,
      sourcesCommand,
      replayCommand,
      changesCommand,
    ],
  },
];

/** Every command. */
export const commands: readonly Command[] = commandGroups.flatMap((group) => group.commands);
