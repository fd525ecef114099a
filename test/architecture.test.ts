import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { logRegistry } from '../lambdas/log-registry';
import { circle, doors, forbiddenImports } from './support/architecture/import-fences';
import { moduleOf, modulesIn, type Module } from './support/architecture/modules';

const root = path.resolve(__dirname, '..');
const house = ['domain', 'config', 'status-page', 'lambdas', 'lib', 'bin', 'local', 'bench'];
const modules = modulesIn(house);
const everything = [...modules, ...modulesIn(['test'])];
const inFolder = (folder: string) => modules.filter(({ file }) => file.startsWith(`${folder}/`));

test('the fences looked at the whole house', () => {
  const least = { domain: 30, config: 5, 'status-page': 15, lambdas: 45, lib: 20, bin: 25, local: 60, bench: 3 };
  for (const [folder, count] of Object.entries(least)) expect(inFolder(folder).length).toBeGreaterThanOrEqual(count);
  expect(modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(800);
  expect(modules.some(({ imports }) => imports.some(({ onlyTypes }) => onlyTypes))).toBe(true);
});

describe('who may import what', () => {
  test('nobody imports what the house forbids', () => {
    expect(forbiddenImports(modules)).toEqual([]);
  });

  test('every door in the fence is still used', () => {
    for (const { file, target } of doors)
      expect(modules.find((module) => module.file === file)?.imports.map((imported) => imported.target)).toContain(
        target,
      );
  });

  test.each([
    ['domain/incident.ts', "import { readFileSync } from 'node:fs';"],
    ['domain/incident.ts', "import { configuration } from '@tocsin/config';"],
    ['domain/incident.ts', "import type { Log } from '../lambdas/ports';"],
    ['config/services.ts', "import { minute } from '../domain/instant';"],
    ['config/services.ts', "import type { Log } from '../lambdas/ports';"],
    ['status-page/feed.ts', "import { readFile } from 'node:fs/promises';"],
    ['status-page/feed.ts', "import { linkToken } from '../lambdas/link-token';"],
    ['lambdas/ingest-alert/alert-run.ts', "import { alertTable } from '../adapters/alert-table';"],
    ['lambdas/ingest-alert/alert-run.ts', "import { logger } from '../runtime/log';"],
    ['lambdas/ingest-alert/alert-run.ts', "import { SQSClient } from '@aws-sdk/client-sqs';"],
    ['lambdas/ingest-alert/alert-run.ts', "import { handler } from './handler';"],
    ['lambdas/ingest-alert/alert-run.ts', "import { whyWithheld } from '../notify-responders/notify-responders';"],
    ['lambdas/ingest-alert/handler.ts', "import { notifyResponders } from '../notify-responders/notify-responders';"],
    ['lambdas/ingest-alert/handler.ts', "import { SQSClient } from '@aws-sdk/client-sqs';"],
    ['lambdas/ingest-alert/handler.ts', "import middy from '@middy/core';"],
    ['lambdas/answer-clock.ts', "import { incidentTable } from './adapters/incident-table';"],
    ['lambdas/ports.ts', "import type { AttributeValue } from '@aws-sdk/client-dynamodb';"],
    ['lambdas/adapters/page-bucket.ts', "import middy from '@middy/core';"],
    ['lambdas/runtime/log.ts', "import { SNSClient } from '@aws-sdk/client-sns';"],
    ['lib/paging.ts', "import { hashOfKey } from '../lambdas/adapters/incident-items';"],
    ['lib/paging.ts', "import { startLocalStack } from '../local/stack';"],
    ['bin/cli/run.ts', "export { logger } from '../../lambdas/runtime/log';"],
    ['bin/cli/run.ts', "const late = import('../../local/stack');"],
    ['bin/cli/run.ts', "const old = require('../../test/support/story');"],
    ['local/stack.ts', "import { World } from '../test/support/domain-world';"],
    ['local/stack.ts', "import { ingestAlerts } from '../lambdas/ingest-alert/ingest-alert';"],
    ['shared/anything.ts', "import { x } from './x';"],
  ])('the fence goes red: %s with %s', (file, source) => {
    expect(forbiddenImports([moduleOf(file, source)])).toHaveLength(1);
  });

  test('and stays green for what the house allows', () => {
    const fine: readonly [string, string][] = [
      ['config/services.ts', "import type { Service } from '../domain/configuration';"],
      [
        'lambdas/ingest-alert/alert-run.ts',
        "import { ingest } from './ingest-alert'; import { linkToken } from '../link-token';",
      ],
      [
        'lambdas/ingest-alert/handler.ts',
        "import { alertTable } from '../adapters/alert-table'; import { wire } from '../runtime/wire';",
      ],
      ['lambdas/adapters/x.ts', "import { S3Client } from '@aws-sdk/client-s3';"],
    ];
    expect(forbiddenImports(fine.map(([file, source]) => moduleOf(file, source)))).toEqual([]);
  });

  test('no imports run in a circle', () => {
    expect(circle(modules)).toBeUndefined();
    const turn = [
      moduleOf('domain/a.ts', "import { b } from './b';"),
      moduleOf('domain/b.ts', "export { a } from './a';"),
    ];
    expect(circle(turn)).toBe('domain/a → domain/b → domain/a');
    const types = [
      moduleOf('domain/a.ts', "import { b } from './b';"),
      moduleOf('domain/b.ts', "import type { A } from './a';"),
    ];
    expect(circle(types)).toBeUndefined();
  });
});

describe('names and sizes', () => {
  const tooLong = ({ source }: Module) => source.split('\n').length - 1 > 250;
  /** Longer than the house allows, until somebody splits them. */
  const knownLong = ['test/local/event-bridge/event-bridge-engine.test.ts'];

  test('no file is longer than 250 lines', () => {
    expect(
      everything
        .filter(tooLong)
        .map(({ file }) => file)
        .filter((file) => !knownLong.includes(file)),
    ).toEqual([]);
    expect(everything.filter(({ file }) => knownLong.includes(file)).every(tooLong)).toBe(true);
    expect(tooLong(moduleOf('domain/x.ts', '\n'.repeat(251)))).toBe(true);
    expect(tooLong(moduleOf('domain/x.ts', '\n'.repeat(250)))).toBe(false);
  });

  /** The names of AWS's services are theirs, and `config/services.ts` is about services. */
  const badName = (file: string) =>
    file.split('/').some((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?(\.ts)?$/.test(part)) ||
    file
      .replace(/^config\/services\.ts$|secrets-manager/g, '')
      .split(/[/.-]/)
      .some((word) => /^(utils?|helpers?|common|shared|managers?|services?|misc)$/.test(word));

  test('files are named in small letters and hyphens, and by what they are about', () => {
    expect(everything.map(({ file }) => file).filter(badName)).toEqual([]);
    for (const bad of [
      'domain/Alert.ts',
      'domain/alert_key.ts',
      'lib/utils.ts',
      'lambdas/shared/x.ts',
      'lib/alert-helpers.ts',
      'lib/page-manager.ts',
    ])
      expect(badName(bad)).toBe(true);
  });

  const barrel = ({ file, source }: Module) => /(^|\/)index\.ts$/.test(file) && /^export .* from /m.test(source);

  test('there is no barrel', () => {
    expect(modules.filter(barrel).map(({ file }) => file)).toEqual([]);
    expect(barrel(moduleOf('domain/index.ts', "export * from './alert';"))).toBe(true);
  });
});

describe('the functions', () => {
  const folders = readdirSync(path.join(root, 'lambdas'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'adapters' && entry.name !== 'runtime')
    .map(({ name }) => name);
  const missing = (names: readonly string[]) =>
    names
      .flatMap((name) => [`${name}/${name}.ts`, `${name}/handler.ts`])
      .filter((file) => !existsSync(path.join(root, 'lambdas', file)));

  test('each has its three beats and its wiring', () => {
    expect(folders.length).toBeGreaterThanOrEqual(9);
    expect(missing(folders)).toEqual([]);
    expect(missing(['no-such-lambda'])).toHaveLength(2);
  });

  const client = /new [A-Za-z0-9]*Client\(/;
  const makesClient = ({ file, source }: Module) => client.test(source) && !file.startsWith('lambdas/adapters/');

  test('AWS clients are made by the adapters alone', () => {
    const shipped = [
      ...inFolder('lambdas'),
      ...inFolder('domain'),
      ...inFolder('config'),
      ...inFolder('status-page'),
      ...inFolder('lib'),
    ];
    expect(shipped.filter(makesClient).map(({ file }) => file)).toEqual([]);
    expect(inFolder('lambdas').filter(({ source }) => client.test(source)).length).toBeGreaterThan(4);
    expect(makesClient(moduleOf('lambdas/x/x.ts', 'const s3 = new S3Client({});'))).toBe(true);
  });

  const hiddenClock = ({ source }: Module) =>
    /\bnew Date\(\)|\bDate\.now\(|Math\.random\(|\bsetTimeout\(|process\.env/.test(source);

  test('the domain has no clock, no dice and no environment; a beat gets them as arguments', () => {
    const pure = modules
      .filter(
        ({ file }) =>
          /^(domain|status-page|config)\//.test(file) ||
          /^lambdas\/([a-z-]+\/(?!handler)[a-z-]+|[a-z-]+)\.ts$/.test(file),
      )
      .filter(({ file }) => !/^lambdas\/(adapters|runtime)\//.test(file))
      // Its text runs in the browser of a customer, whose clock is the only one there.
      .filter(({ file }) => file !== 'status-page/page-script.ts');
    expect(pure.length).toBeGreaterThan(70);
    expect(pure.filter(hiddenClock).map(({ file }) => file)).toEqual([]);
    expect(hiddenClock(moduleOf('domain/x.ts', 'const now = Date.now();'))).toBe(true);
  });

  const codesIn = (searched: readonly Module[]) =>
    searched.flatMap(({ source }) => source.match(/'T\d{3}'/g) ?? []).map((code) => code.slice(1, -1));

  test('every log code that is used has its sentence, and every sentence is used', () => {
    const used = codesIn(inFolder('lambdas'));
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((code) => !Object.hasOwn(logRegistry, code))).toEqual([]);
    expect(Object.keys(logRegistry).filter((code) => !used.includes(code))).toEqual([]);
    expect(codesIn([moduleOf('lambdas/x/x.ts', "log('T999')")])).toEqual(['T999']);
  });
});
