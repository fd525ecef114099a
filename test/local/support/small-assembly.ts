import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { TemplateResource } from '../../../local/template/template';

/** A function of a test stack: its code may import any SDK; statements are its role's. */
export interface SmallFunction {
  readonly code: string;
  readonly environment?: Record<string, unknown>;
  readonly statements?: readonly { readonly Action: string | string[]; readonly Resource: unknown }[];
}

/** Writes a cloud assembly as the CDK would, with real bundles as assets, and answers its folder. */
export function smallAssembly(
  functions: Readonly<Record<string, SmallFunction>>,
  resources: Readonly<Record<string, TemplateResource>>,
  outputs: Readonly<Record<string, unknown>> = {},
): string {
  const directory = mkdtempSync(join(tmpdir(), 'small-assembly-'));
  const write = (file: string, value: unknown) => writeFileSync(join(directory, file), JSON.stringify(value));
  const files = Object.fromEntries(
    Object.entries(functions).map(([id, { code }]) => {
      mkdirSync(join(directory, `asset.${id}`));
      writeFileSync(join(directory, `asset.${id}`, 'index.js'), bundled(code));
      return [
        id,
        { source: { path: `asset.${id}`, packaging: 'zip' }, destinations: { here: { objectKey: `${id}.zip` } } },
      ];
    }),
  );
  const all = Object.entries(functions).flatMap(([id, one]) => Object.entries(functionResources(id, one)));
  const Outputs = Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }]));
  write('Small.template.json', { Resources: { ...resources, ...Object.fromEntries(all) }, Outputs });
  write('Small.assets.json', { files });
  write('manifest.json', {
    artifacts: {
      'Small.assets': { type: 'cdk:asset-manifest', properties: { file: 'Small.assets.json' } },
      Small: {
        type: 'aws:cloudformation:stack',
        properties: { templateFile: 'Small.template.json' },
        dependencies: ['Small.assets'],
      },
    },
  });
  return directory;
}

function functionResources(
  id: string,
  { environment = {}, statements = [] }: SmallFunction,
): Record<string, TemplateResource> {
  const Statement = statements.map((statement) => ({ Effect: 'Allow', ...statement }));
  const Policies =
    Statement.length > 0 ? [{ PolicyName: 'May', PolicyDocument: { Version: '2012-10-17', Statement } }] : [];
  return {
    [`${id}Role`]: { Type: 'AWS::IAM::Role', Properties: { Policies } },
    [id]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Handler: 'index.handler',
        Timeout: 10,
        Role: { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
        Code: { S3Bucket: 'assets', S3Key: `${id}.zip` },
        Environment: { Variables: environment },
      },
    },
  };
}

function bundled(contents: string): string {
  const built = buildSync({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    format: 'cjs',
    minify: true,
    write: false,
  });
  return built.outputFiles[0]!.text;
}
