const { createRequire, isBuiltin } = require('node:module');
const path = require('node:path');
const { default: Runtime } = require('jest-runtime');

const loaders = new Map();

function loaderAt(file) {
  const folder = path.dirname(file);
  if (!loaders.has(folder)) loaders.set(folder, createRequire(path.join(folder, '-')));
  return loaders.get(folder);
}

const isInstalled = (name) => !/^[./]|^@hoshu\/|^@jest\//.test(name) && !isBuiltin(name);

/**
 * Jest's module loader, but installed packages are loaded by Node itself, once per worker, as in the product.
 * Inside Jest's context each suite would compile them anew, and every use of a global there costs several times as much.
 */
module.exports = class OutsideRuntime extends Runtime {
  requireModuleOrMock(from, name) {
    return isInstalled(name) ? loaderAt(from)(name) : super.requireModuleOrMock(from, name);
  }
};
