// What sandbox.init.mjs imports: see index.import.cjs.
exports.implementation = require('./sandbox.init.cjs');
