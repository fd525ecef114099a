const { transformSync } = require('esbuild');

/** Six lines instead of ts-jest: types are checked by `tsc --noEmit`, jest only needs the types gone. */
module.exports = {
  process: (source, path) =>
    transformSync(source, {
      loader: path.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: path,
    }),
};
