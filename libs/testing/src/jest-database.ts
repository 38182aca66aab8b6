// Database suites boot a whole application: the first test of a file waits for it.
jest.setTimeout(120_000);
