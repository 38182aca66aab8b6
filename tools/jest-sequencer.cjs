const { default: Sequencer } = require('@jest/test-sequencer');

// Suites that run for minutes whatever their size on disk: one of them begun last would leave a core idle until it ends.
const long = [/test[/]faults[/]/, /test[/]scenarios[/]/, /api[/](renewals|signing)/, /security[/](authorization|malformed)/];

/** Jest's order, except that the long suites go first. */
module.exports = class LongFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => (long.findIndex((pattern) => pattern.test(path)) + 1 || long.length + 1);
    return [...super.sort(tests)].sort((a, b) => place(a) - place(b));
  }
};
