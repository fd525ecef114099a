import { field, text } from '../../domain/alert-sources/fields';
import type { Explanation } from './explanation';
import type { ChangeRow, IncidentRow, IncidentStory, NoiseReport, ReportRow, SourcesReport } from './incident-shapes';
import { Refused } from './mistakes';
import { sendSigned } from './signed-request';
import { output, type Target } from './target';

export type CommandName =
  | 'ack'
  | 'unack'
  | 'decline'
  | 'escalate'
  | 'note'
  | 'update'
  | 'resolve'
  | 'severity'
  | 'hold'
  | 'retract'
  | 'false-positive';

/** What a command came to: done now, or so already. */
export interface Outcome {
  readonly done?: string;
  readonly already?: string;
  readonly incident: IncidentRow;
}

/** The command API of a stack. Every call throws `Refused` with the API's own sentence. */
export class CommandApi {
  constructor(private readonly target: Target) {}

  /** Open incidents, or all that are kept. */
  async incidents({ all }: { all: boolean }): Promise<readonly IncidentRow[]> {
    const answer = await this.ask(`/incidents${all ? '?all=1' : ''}`);
    return (answer as { incidents: readonly IncidentRow[] }).incidents;
  }

  async incident(id: string): Promise<IncidentStory> {
    return (await this.ask(`/incidents/${encodeURIComponent(id)}`)) as IncidentStory;
  }

  async command(id: string, name: CommandName, said: Readonly<Record<string, unknown>>): Promise<Outcome> {
    return (await this.ask(`/incidents/${encodeURIComponent(id)}/${name}`, said)) as Outcome;
  }

  /** Opens an incident. Where no answer comes it is said again, under the same key: it opens once. */
  async declare(said: Readonly<Record<string, unknown>> & { readonly idempotencyKey: string }): Promise<Outcome> {
    return (await this.ask('/incidents', said, 3)) as Outcome;
  }

  /** What changed in this many milliseconds, newest first. */
  async changes(since: number): Promise<{ readonly since: string; readonly changes: readonly ChangeRow[] }> {
    return (await this.ask(`/changes?since=${since}`)) as { since: string; changes: readonly ChangeRow[] };
  }

  /** The reports that wait for a person. */
  async reports(): Promise<readonly ReportRow[]> {
    return ((await this.ask('/triage')) as { items: readonly ReportRow[] }).items;
  }

  async triage(id: string, deed: string, said: Readonly<Record<string, unknown>>): Promise<Partial<Outcome>> {
    return (await this.ask(`/triage/${encodeURIComponent(id)}/${encodeURIComponent(deed)}`, said)) as Partial<Outcome>;
  }

  /** What each rule rang for in this many milliseconds. */
  async noise(since: number): Promise<NoiseReport> {
    return (await this.ask(`/noise?since=${since}`)) as NoiseReport;
  }

  /** Who last spoke when, and who never did. */
  async sources(): Promise<SourcesReport> {
    return (await this.ask('/sources')) as SourcesReport;
  }

  /** Sets a component of the status page by hand. */
  async component(
    id: string,
    said: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly done?: string; readonly already?: string }> {
    return (await this.ask(`/components/${encodeURIComponent(id)}`, said)) as { done?: string; already?: string };
  }

  /** What an event would do, without doing it. */
  async classify(event: unknown): Promise<Explanation> {
    return (await this.ask('/classify', { event })) as Explanation;
  }

  /** Any other question of the API. */
  async get<T>(path: string): Promise<T> {
    return (await this.ask(path)) as T;
  }

  /** Any other command of the API. */
  async post<T>(path: string, said: Readonly<Record<string, unknown>>): Promise<T> {
    return (await this.ask(path, said)) as T;
  }

  private async ask(path: string, body?: unknown, tries = 1): Promise<unknown> {
    const { target } = this;
    const sent = body === undefined ? {} : { method: 'POST' as const, body: JSON.stringify(body) };
    const request = sendSigned(
      {
        url: `${output(target, 'ResponderApiUrl').replace(/\/$/, '')}${path}`,
        service: 'execute-api',
        headers: { 'content-type': 'application/json' },
        ...sent,
      },
      target.signer,
    );
    const response = tries > 1 ? await request.catch(() => undefined) : await request;
    if (response === undefined || (tries > 1 && response.status >= 500)) return this.ask(path, body, tries - 1);
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok && answer !== undefined) return answer;
    throw new Refused(text(field(answer, 'refused')) ?? whyNot(response.status, path));
  }
}

function whyNot(status: number, path: string): string {
  if (status === 401 || status === 403)
    return 'You may not use the command API of this stack. Ask for the policy in its output ResponderPolicyArn.';
  if (status === 404) return `The command API does not know ${path}. Is the stack older than this command line?`;
  if (status === 429) return 'The command API is asked too often just now. Try again in a moment.';
  return `The command API failed (HTTP ${status}). Nothing is known to have changed; try again, or use the link in a page.`;
}
