// What sandbox.mjs imports: see index.import.cjs.
exports.implementation = require('./sandbox.cjs');
