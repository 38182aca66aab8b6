import { TestEnvironment } from 'jest-environment-node';

// Our code and the packages outside must mean the same thing by these: `instanceof`, and the metadata of decorators.
const shared = { Date, Error, EvalError, Map, RangeError, ReferenceError, Reflect, RegExp, Set, SyntaxError, TypeError, URIError, WeakMap, WeakSet };

// An async function of Jest's context answers with a promise of that context; the router takes it, and says so each time.
process.env.NO_DEPRECATION = 'router';

/** Jest's Node environment for code whose packages run outside of it (runtime.cjs). */
export default class OutsideEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, shared);
  }
}
