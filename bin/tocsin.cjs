#!/usr/bin/env node
// The door of `npx tocsin`: TypeScript is read as it is, in this one process, from whatever folder it is called.
require('tsx/cjs/api').register();
require('./tocsin.ts');
