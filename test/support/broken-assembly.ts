import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../local/template/assembly';

/** A policy statement as the template holds it. */
export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, unknown>>;
}

interface Document {
  Statement: Statement[];
}

interface Properties {
  readonly PolicyDocument?: Document;
  readonly Policies?: readonly { readonly PolicyDocument: Document }[];
  readonly Roles?: readonly { readonly Ref: string }[];
}

/** A template that may be changed. */
export interface EditableTemplate {
  readonly Resources: Record<
    string,
    { readonly Type: string; readonly Properties: Properties & Record<string, unknown> }
  >;
}

/** One statement, and where it stands. */
export interface Place {
  /** The logical id of the policy, or of the role that it is inline in. */
  readonly policy: string;
  readonly type: string;
  readonly document: number;
  readonly index: number;
  /** The logical ids of the roles that it gives something; none for a resource's own policy. */
  readonly roles: readonly string[];
  readonly statement: Statement;
}

/** The template of the assembly that the stories run. */
export function templateOf(assembly: string): EditableTemplate {
  return structuredClone(readAssembly(assembly).template) as unknown as EditableTemplate;
}

/** Every statement of every policy, of roles and of resources. */
export function statementsOf({ Resources }: EditableTemplate): Place[] {
  return Object.entries(Resources).flatMap(([policy, { Type, Properties }]) =>
    documentsOf(Properties ?? {}).flatMap(({ Statement }, document) =>
      Statement.map((statement, index) => ({
        policy,
        type: Type,
        document,
        index,
        roles: Type === 'AWS::IAM::Role' ? [policy] : (Properties.Roles ?? []).map(({ Ref }) => Ref),
        statement,
      })),
    ),
  );
}

export function actionsOf({ statement: { Action } }: Place): readonly string[] {
  return typeof Action === 'string' ? [Action] : Action;
}

/** Takes statements out of a template; the places are those of the template as it was. */
export function without(template: EditableTemplate, places: readonly Place[]): EditableTemplate {
  const gone = new Set(places.map(({ policy, document, index }) => `${policy} ${document} ${index}`));
  for (const [policy, { Properties }] of Object.entries(template.Resources)) {
    documentsOf(Properties ?? {}).forEach((one, document) => {
      one.Statement = one.Statement.filter((_, index) => !gone.has(`${policy} ${document} ${index}`));
    });
  }
  return template;
}

/**
 * A copy of a cloud assembly with another template; the bundles are the very same.
 * @returns its folder, which the caller removes with `removeAssembly`
 */
export function assemblyWith(assembly: string, template: EditableTemplate): string {
  const copy = mkdtempSync(join(tmpdir(), 'tocsin-broken-'));
  copyFolder(assembly, copy, JSON.stringify(template));
  return copy;
}

export function removeAssembly(copy: string): void {
  rmSync(copy, { recursive: true, force: true });
}

function copyFolder(from: string, to: string, template: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name.startsWith('asset.')) symlinkSync(source, target);
    else if (entry.name.endsWith('.template.json')) writeFileSync(target, template);
    else if (entry.isFile()) copyFileSync(source, target);
    else if (entry.isDirectory()) {
      mkdirSync(target);
      copyFolder(source, target, template);
    }
  }
}

function documentsOf({ PolicyDocument, Policies = [] }: Properties): Document[] {
  return [...(PolicyDocument ? [PolicyDocument] : []), ...Policies.map((policy) => policy.PolicyDocument)];
}
