import { synthesize } from './fixtures/synthesized';
import { deliveryFences } from './fences/delivery';
import { keepingFences } from './fences/keeping';
import { permissionFences } from './fences/permissions';
import { publicPageFences } from './fences/public-page';

const template = synthesize();

describe.each([...deliveryFences, ...permissionFences, ...keepingFences, ...publicPageFences])('$name', (fence) => {
  it('looks at something, and holds', () => {
    expect(fence.subjects(template)).not.toEqual([]);
    expect(fence.violations(template)).toEqual([]);
  });

  it('can fail', () => {
    const broken = structuredClone(template);
    fence.sabotage(broken);
    expect(fence.violations(broken)).not.toEqual([]);
  });
});
