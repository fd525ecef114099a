/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  moduleNameMapper: { '^@tocsin/config$': '<rootDir>/config/index.ts' },
  transform: { '\\.[jt]s$': '<rootDir>/test/support/esbuild-transformer.cjs' },
  transformIgnorePatterns: ['/node_modules/(?!(@middy|temporal-polyfill|temporal-utils|ical.js)/)'],
  globalSetup: '<rootDir>/test/support/synthesize.ts',
  maxWorkers: 2,
  testTimeout: 60_000,
};
