import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../bin/cli/run';
import { story } from './support/checkout-incident';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

const door = join(__dirname, '..', '..', 'bin', 'tocsin.cjs');
const nobody = { PATH: process.env['PATH'], HOME: '/nowhere', AWS_EC2_METADATA_DISABLED: 'true' };

/** Runs the very file behind `npx tocsin`, in a process of its own. */
async function tocsin(folder: string, environment: NodeJS.ProcessEnv, ...typed: string[]) {
  const child = spawn(process.execPath, [door, ...typed], { cwd: folder, env: { ...nobody, ...environment } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out: said.out, err: said.err.trim().split('\n') };
}

describe('the stack that a command acts on', () => {
  let stack: FakeStack;
  let empty: string;

  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    stack.stories = [story()];
    empty = mkdtempSync(join(tmpdir(), 'tocsin-empty-'));
  });
  afterEach(async () => {
    await stack.stop();
    rmSync(empty, { recursive: true });
  });

  it('is the one that --endpoint names, before all others', async () => {
    const terminal = new RecordingTerminal(empty, { TOCSIN_ENDPOINT: 'http://127.0.0.1:1' });
    expect(await run(['list', '--endpoint', `${stack.url}/`], terminal)).toBe(0);
    expect(terminal.besides).toEqual(['[local]']);
  });

  it('else the one that TOCSIN_ENDPOINT names', async () => {
    const terminal = new RecordingTerminal(empty, { TOCSIN_ENDPOINT: stack.url });
    expect(await run(['list'], terminal)).toBe(0);
    expect(terminal.said).toHaveLength(2);
  });

  it('else the local stack that runs from this folder', async () => {
    expect(await run(['list'], new RecordingTerminal(stack.folder))).toBe(0);
    expect(stack.received.some(({ path }) => path === '/incidents')).toBe(true);
  });

  it('is waited for while it starts', async () => {
    let asked = 0;
    stack.answer = ({ path }) => (path === '/_local/ready' && ++asked < 4 ? { status: 503, body: {} } : undefined);
    expect(await run(['list'], new RecordingTerminal(stack.folder))).toBe(0);
    expect(asked).toBe(4);
  });

  it.each([
    ['http://127.0.0.1:59999', 1, 'http://127.0.0.1:59999 does not answer (ECONNREFUSED).'],
    ['8083', 2, '"8083" is no endpoint. A local stack\'s is like http://127.0.0.1:8083'],
  ])('is refused when %s is none', async (endpoint, code, line) => {
    const terminal = new RecordingTerminal(empty);
    expect(await run(['list', '--endpoint', endpoint], terminal)).toBe(code);
    expect(terminal.besides.at(-1)).toContain(line);
  });

  it('is refused when the port belongs to something else', async () => {
    stack.answer = () => ({ status: 404, body: {} });
    const terminal = new RecordingTerminal(empty);
    expect(await run(['list', '--endpoint', stack.url], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toContain("that is no local stack's AWS port");
  });

  it.each([['alarm'], ['clock'], ['demo']])('is never a deployed one for %s', async (command) => {
    const terminal = new RecordingTerminal(empty);
    expect(await run([command], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toMatch(new RegExp(`^tocsin: ${command} acts on a local stack only`));
    stack.writePorts({ aws: 59_999, outbox: 59_998 });
    expect(await run([command], new RecordingTerminal(stack.folder))).toBe(1);
  });

  describe('deployed', () => {
    const signedIn = () => ({
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL_CLOUDFORMATION: stack.url,
      AWS_ENDPOINT_URL_IAM: stack.url,
    });
    const answers = (stackAnswer: string, status: number, aliases: string) => {
      stack.answer = ({ path, body }) => {
        if (path !== '/') return undefined;
        return body.includes('ListAccountAliases') ? { body: aliases } : { status, body: stackAnswer };
      };
    };
    const described = () =>
      `<Stacks><member><Outputs><member><OutputValue>${stack.url}/</OutputValue><OutputKey>ResponderApiUrl</OutputKey>` +
      '</member></Outputs><StackId>arn:aws:cloudformation:eu-central-1:111122223333:stack/Tocsin/0</StackId></member></Stacks>';

    it('is found by its outputs, and named by the account and region', async () => {
      answers(described(), 200, '<AccountAliases><member>acme-ops</member></AccountAliases>');
      const { code, out, err } = await tocsin(empty, signedIn(), 'list', '--json');
      expect(err).toEqual(['[prod acme-ops eu-central-1]']);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject([{ id: 'K7MQ' }]);
      const { headers, body } = stack.received.find((request) => request.body.includes('DescribeStacks'))!;
      expect(body).toContain('StackName=Tocsin');
      expect(headers.authorization).toContain('/eu-central-1/cloudformation/aws4_request');
    });

    it('is named by the account id where the account has no name that may be read', async () => {
      answers(described(), 200, '<Error><Code>AccessDenied</Code></Error>');
      expect((await tocsin(empty, signedIn(), 'list')).err).toEqual(['[prod 111122223333 eu-central-1]']);
    });

    it('is refused with the reason that CloudFormation gives', async () => {
      answers('<Error><Message>Stack with id Tocsin does not exist</Message></Error>', 400, '');
      const { code, err } = await tocsin(empty, signedIn(), 'list');
      expect(code).toBe(1);
      expect(err).toEqual([expect.stringContaining('Stack with id Tocsin does not exist. Is it deployed there')]);
    });

    it('is refused, with the mend, when nobody is signed in or no region is set', async () => {
      const { code, err } = await tocsin(empty, {}, 'list');
      expect([code, err.at(-1)]).toEqual([1, expect.stringContaining('you are not signed in to AWS')]);
      const nowhere = await tocsin(empty, { ...signedIn(), AWS_REGION: undefined }, 'list');
      expect([nowhere.code, nowhere.err.at(-1)]).toEqual([1, expect.stringContaining('Set AWS_REGION')]);
    });
  });

  it('is not needed for the help, which the file behind npx tocsin prints', async () => {
    const { code, out, err } = await tocsin(empty, {}, '--help');
    expect({ code, err }).toEqual({ code: 0, err: [''] });
    expect(out).toContain('npx tocsin <command>');
    expect((await tocsin(empty, {}, 'lst')).code).toBe(2);
  });
});
