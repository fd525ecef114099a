import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../../local/template/assembly';

const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
const write = (file: string, value: unknown) => writeFileSync(join(directory, file), JSON.stringify(value));
const stack = (id: string, stackName?: string) => ({
  [`${id}.assets`]: { type: 'cdk:asset-manifest', properties: { file: `${id}.assets.json` } },
  [id]: {
    type: 'aws:cloudformation:stack',
    properties: { templateFile: `${id}.template.json`, stackName },
    dependencies: [`${id}.assets`],
  },
});

beforeAll(() => {
  mkdirSync(join(directory, 'assembly-Prod'));
  write('manifest.json', {
    artifacts: {
      ...stack('Tocsin'),
      Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
    },
  });
  write('Tocsin.template.json', { Resources: {} });
  write('assembly-Prod/manifest.json', { artifacts: stack('ProdTocsin', 'Prod-Tocsin') });
  write('assembly-Prod/ProdTocsin.template.json', { Resources: { A: { Type: 'AWS::SQS::Queue' } } });
});
afterAll(() => rmSync(directory, { recursive: true }));

it('finds a stack by either of its names, in a stage too', () => {
  const expected = {
    name: 'Prod-Tocsin',
    directory: join(directory, 'assembly-Prod'),
    assetManifest: 'ProdTocsin.assets.json',
  };
  expect(readAssembly(directory, 'Prod-Tocsin')).toMatchObject(expected);
  expect(readAssembly(directory, 'ProdTocsin').template.Resources).toHaveProperty('A');
  expect(readAssembly(join(directory, 'assembly-Prod'))).toMatchObject(expected);
});

it.each([undefined, 'Nobody'])('asked for %s, names the stacks there are', (name) => {
  expect(() => readAssembly(directory, name)).toThrow(/name one of its stacks \(there are Tocsin, ProdTocsin\)/);
});
