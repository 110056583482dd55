// What an ES entry for Node imports: the CommonJS file, in an object of its own. What the default import of a file is that
// has `__esModule`, which who requires it goes by, depends on the bundler. This one has none, so that all agree; and
// Node, which reads a CommonJS file for its names before an import of it, is done with this one at once.
exports.implementation = require('./index.cjs');
