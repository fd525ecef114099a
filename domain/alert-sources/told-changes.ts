import type { ChangeNote, Ignored } from '../alert';
import { readInstant } from '../instant';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { at, field, text } from './fields';
import { newChange } from './new-change';

/** A stack that begins or ends to change. */
export const stackChange: AlertSource = {
  group: 'changes',
  source: 'aws.cloudformation',
  detailType: 'CloudFormation Stack Status Change',
  name: 'CloudFormation stack',
  key: 'never: it is context',
  documentedAt:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/eventbridge-ref-cloudformation-stack-status.html',
  read: readStackChange,
};

/** What any program or person of ours may tell: `{ title, service?, by?, link?, at? }`. */
export const toldChange: AlertSource = {
  group: 'custom',
  detailType: 'Change',
  name: 'change told by a program',
  key: 'never: it is context',
  documentedAt: 'people-and-triage.md#what-changed',
  read: readToldChange,
};

const words: Readonly<Record<string, string>> = { IN_PROGRESS: 'started', COMPLETE: 'complete', FAILED: 'failed' };

function readStackChange(envelope: Envelope): ChangeNote | Ignored {
  const id = text(field(envelope.detail, 'stack-id')) ?? envelope.resources[0];
  const status = text(at(envelope.detail, 'status-details.status'), 100);
  if (id === undefined || status === undefined)
    return { ignored: 'a change of a stack without its name or its status: detail.stack-id, detail.status-details' };
  const [, deed = '', state = ''] = /^([A-Z_]+?)_(IN_PROGRESS|COMPLETE|FAILED)$/.exec(status) ?? [];
  const word = Object.hasOwn(words, state) ? words[state] : undefined;
  if (word === undefined || /REVIEW|CLEANUP/.test(deed)) return { ignored: `CloudFormation says ${status}` };
  const about = text(id.split('/')[1]) ?? id;
  const changed = `stack ${about}: ${deed.toLowerCase().replaceAll('_', ' ')} ${word}`;
  return newChange(envelope, { changed, about, by: 'CloudFormation' });
}

function readToldChange(envelope: Envelope): ChangeNote | Ignored {
  const { detail } = envelope;
  const changed = text(field(detail, 'title'), 200);
  if (changed === undefined) return { ignored: 'a change that does not say what changed: detail.title' };
  const link = text(field(detail, 'link'));
  return newChange(envelope, {
    changed,
    about: text(field(detail, 'service'), 100),
    by: text(field(detail, 'by'), 100),
    link: link !== undefined && /^https:\/\/[^\s"'<>]+$/.test(link) ? link : undefined,
    at: readInstant(field(detail, 'at')),
  });
}
