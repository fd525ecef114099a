import { buildSync } from 'esbuild';
import { join } from 'node:path';
import { clientOptions } from '../../lambdas/adapters/client-options';
import { bundleOptions, type HandlerBundle } from '../bundles';
import type { Exchange } from './exchange';
import { peerCall, type PeerCall } from './peer-call';

/** The client classes, by package. The document client is made by the adapters' own factory. */
const clients: Readonly<Record<string, string>> = {
  'client-eventbridge': 'EventBridgeClient',
  'client-lambda': 'LambdaClient',
  'client-s3': 'S3Client',
  'client-secrets-manager': 'SecretsManagerClient',
  'client-sfn': 'SFNClient',
  'client-sns': 'SNSClient',
  'client-sqs': 'SQSClient',
};

type Contents = Pick<HandlerBundle, 'inputs' | 'graph'>;

/**
 * The SDK packages whose clients a handler makes, by its bundle's metafile: what its own files import.
 */
export function packagesOf({ inputs, graph }: Contents): string[] {
  const own = Object.keys(inputs).filter((file) => file.startsWith('lambdas/'));
  const imported = own.flatMap((file) => graph[file]?.imports.map(({ original }) => original ?? '') ?? []);
  const packages = imported.flatMap((name) => /^@aws-sdk\/(client-[a-z0-9-]+|lib-dynamodb)$/.exec(name)?.[1] ?? []);
  return [...new Set(packages)].filter((name) => name !== 'client-dynamodb').sort();
}

/** The commands of a package that a bundle holds. */
function commandsOf(name: string, { inputs }: Contents): string[] {
  const place = new RegExp(`@aws-sdk/${name}/.*/commands/(\\w+Command)\\.js$`);
  return Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 ? (place.exec(file)?.[1] ?? []) : [],
  );
}

/**
 * The same SDK clients alone, bundled alike: with the same commands, made as the handler makes them, they make the same
 * calls one after the other, whatever comes back.
 */
export function peerOf(bundle: HandlerBundle, exchanges: readonly Exchange[]): Uint8Array {
  const used = packagesOf(bundle).map((name) => ({ name, commands: commandsOf(name, bundle) }));
  const { outputFiles } = buildSync({
    ...bundleOptions,
    stdin: {
      contents: peerSource(used, exchanges.map(peerCall)),
      resolveDir: join(bundleOptions.absWorkingDir, 'lambdas'),
      loader: 'ts',
    },
    write: false,
  });
  return outputFiles[0]!.contents;
}

interface UsedPackage {
  readonly name: string;
  readonly commands: readonly string[];
}

/** @throws Error for a call to a package that is not used */
export function peerSource(packages: readonly UsedPackage[], calls: readonly PeerCall[]): string {
  return [
    ...packages.flatMap(({ name, commands }, index) => made(name, commands, `client${index}`)),
    // What the first call does not need is there all the same, as in the handler.
    `export const held = [${packages.flatMap(({ commands }) => commands).join(', ')}];`,
    'export async function handler() {',
    ...calls.map(({ client, command, input }) => {
      const index = packages.findIndex(({ name }) => name === client);
      if (index < 0) throw new Error(`A call was made to ${client}, which the handler's own files do not import.`);
      return `  await client${index}.send(new ${command}(${JSON.stringify(input)})).catch(() => undefined);`;
    }),
    '}',
  ].join('\n');
}

function made(name: string, commands: readonly string[], variable: string): string[] {
  const client = clients[name];
  const imports = `import { ${[...(client ? [client] : []), ...commands].join(', ')} } from '@aws-sdk/${name}';`;
  const options = JSON.stringify({ ...clientOptions, ...(name === 'client-s3' && { forcePathStyle: true }) });
  return client
    ? [imports, `const ${variable} = new ${client}(${options});`]
    : [
        imports,
        `import { documentClient } from './adapters/document-client';`,
        `const ${variable} = documentClient();`,
      ];
}
