import { configuration } from '../../config';
import { TocsinStack } from '../../lib/tocsin-stack';
import type { Template } from '../../local/template/template';
import { at, ofType } from './fences/fence';
import { standInCode, synthesize, testApp } from './fixtures/synthesized';

describe('the intake of webhooks', () => {
  it('limits each of its routes by itself, so that no flood of one reaches the links or the other sources', () => {
    const [stage] = ofType(synthesize(), 'AWS::ApiGatewayV2::Stage');
    const open = ofType(synthesize(), 'AWS::ApiGatewayV2::Route')
      .map(({ properties }) => String(properties['RouteKey']))
      .filter((key) => /^POST \/(v2|alerts)\//.test(key));
    expect(open).toHaveLength(5);
    for (const key of open) {
      expect(at(stage!.properties['RouteSettings'], key)).toEqual({
        ThrottlingRateLimit: 20,
        ThrottlingBurstLimit: 150,
      });
    }
  });

  it('waits with the stage until the routes are there that it limits', () => {
    const template = synthesize();
    const [stage] = ofType(template, 'AWS::ApiGatewayV2::Stage');
    const routes = ofType(template, 'AWS::ApiGatewayV2::Route').filter(({ properties }) =>
      /^POST \/(v2|alerts)\//.test(String(properties['RouteKey'])),
    );
    const { DependsOn } = stage!.raw as { DependsOn?: string[] };
    expect(DependsOn).toEqual(expect.arrayContaining(routes.map(({ id }) => id)));
  });

  it('is not there at all for a team that names no source', () => {
    const app = testApp({ builtinCloudFormationValidation: false });
    const { webhooks: _none, ...without } = configuration;
    const { stackName } = new TocsinStack(app, 'Tocsin', { configuration: without, code: standInCode });
    const template = app.synth().getStackByName(stackName).template as Template;
    expect(Object.keys(template.Resources).filter((id) => id.includes('Webhook'))).toEqual([]);
    expect(ofType(template, 'AWS::SecretsManager::Secret').map(({ id }) => id)).toEqual(['LinkKey']);
  });
});
