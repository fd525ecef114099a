import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'tocsin-app-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the app as `npx cdk synth -c config=…` would, with no credentials at hand. */
function app(context: Record<string, string>, environment: Record<string, string> = {}) {
  const given = { dist: join(folder, 'dist'), ...context };
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/tocsin-app.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      CDK_OUTDIR: join(folder, 'cdk.out'),
      CDK_CONTEXT_JSON: JSON.stringify(given),
      CDK_VALIDATION: 'false',
      ...environment,
    },
  });
  return { status, stderr };
}

const named = { CDK_DEFAULT_ACCOUNT: '123456789012', CDK_DEFAULT_REGION: 'eu-central-1' };

describe('the CDK app', () => {
  it('synthesizes the example without an account', () => {
    expect(app({})).toEqual({ status: 0, stderr: '' });
    expect(existsSync(join(folder, 'cdk.out/Tocsin.template.json'))).toBe(true);
  });

  it('synthesizes the forwarder instead, when it is told where to forward to', () => {
    const forwarder = 'arn:aws:events:eu-central-1:123456789012:event-bus/Tocsin-alerts';
    expect(app({ forwarder })).toEqual({ status: 0, stderr: '' });
    expect(existsSync(join(folder, 'cdk.out/TocsinForwarder.template.json'))).toBe(true);
    expect(app({ forwarder: 'Tocsin-alerts' }).stderr).toMatch(/^-c forwarder=Tocsin-alerts: .* output AlertBusArn/);
  });

  it('refuses the example for a named account and names the mend', () => {
    const { status, stderr } = app({}, named);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^config is the example company.*-c config=<dir>\n$/);
  });

  it("synthesizes a team's own people for a named account, and looks nothing up", () => {
    expect(app({ config: 'test/lib/fixtures/own-config' }, named)).toEqual({ status: 0, stderr: '' });
    const template = readFileSync(join(folder, 'cdk.out/Tocsin.template.json'), 'utf8');
    expect(template).toContain('chris@example.net');
    expect(template).not.toContain('alex@example.com');
  });

  it('names every mistake of a configuration at once', () => {
    const { status, stderr } = app({ config: 'test/lib/fixtures/broken-config' });
    expect(status).toBe(1);
    expect(stderr).toContain('has 3 mistakes:');
    expect(stderr).toContain('lastResort: there is no responder nobody');
    expect(stderr).toContain('escalationPolicies[0] (all).levels: it has no level');
    expect(stderr).toContain('services[0] (shop).escalationPolicy: there is no escalation policy none');
    expect(stderr).not.toContain('    at ');
  });

  it('names a misspelt field and a list left out, by file and line, wherever the folder lies', () => {
    const config = join(folder, 'own');
    cpSync(join(root, 'config'), config, { recursive: true });
    const edit = (file: string, from: string, to: string) =>
      writeFileSync(join(config, file), readFileSync(join(config, file), 'utf8').replace(from, to));
    edit('index.ts', 'example: true,', '');
    edit('index.ts', '  services,\n', '');
    edit('responders.ts', "phone: '+447700900102'", "fone: '+447700900102'");
    const { status, stderr } = app({ config });
    expect(status).toBe(1);
    expect(stderr).toContain('has 2 mistakes:');
    expect(stderr).toMatch(/responders\.ts:\d+:\d+: .*'fone' does not exist in type 'Responder'/);
    expect(stderr).toMatch(/index\.ts:\d+:\d+: Property 'services' is missing/);
  });

  it.each([
    ['a folder that is not there', 'test/lib/fixtures/none', /there is no .*index\.ts/],
    ['a folder whose index.ts is no configuration', 'test/lib/fixtures/no-config', /exports no `configuration`/],
  ])('says so for %s', (_, config, message) => {
    const { status, stderr } = app({ config });
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
  });
});
