import { handlerBundles } from './bundles';
import { atMost, type Figure } from './figure';

/** What a cold start has to read and compile: KB (1,000 bytes) minified of each shipped bundle. */
export const bundleSizes: Figure = {
  name: 'bundle-sizes',
  measure: async () => handlerBundles().map(({ name, bytes }) => atMost(`bundle of ${name}`, bytes / 1_000, 450, 'KB')),
};
