// What init.mjs imports: see index.import.cjs.
exports.implementation = require('./init.cjs');
