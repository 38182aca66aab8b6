const { createRequire, isBuiltin } = require('node:module');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { default: Runtime } = require('jest-runtime');

const root = path.resolve(path.dirname(module.filename), '../..') + path.sep;
const loaders = new Map();

function loaderAt(file) {
  const folder = path.dirname(file);
  if (!loaders.has(folder)) loaders.set(folder, createRequire(path.join(folder, '-')));
  return loaders.get(folder);
}

const isInstalled = (name) => !/^[./]|^@hoshu\/|^@jest\//.test(name) && !isBuiltin(name);

/** Whether a file belongs to the product, as opposed to the suites and what they share. */
const isProduct = (file) => /^(apps|libs)[/\\](?!testing[/\\])[^/\\]+[/\\]src[/\\]/.test(file.slice(root.length)) && file.startsWith(root) && !/\.spec\.tsx?$/.test(file);

const loaded = new Map();
/** The suite that runs now: its resolver and its cache of transformed sources serve the product's files too. */
let running = null;

const maps = new Map();

/** A file of the product, compiled and run once per worker in Node's own context. */
function loadProduct(file) {
  const known = loaded.get(file);
  if (known) return known.exports;
  if (file.endsWith('.json')) {
    loaded.set(file, { exports: JSON.parse(readFileSync(file, 'utf8')) });
    return loaded.get(file).exports;
  }
  const module = { exports: {}, id: file, filename: file, path: path.dirname(file) };
  loaded.set(file, module);
  try {
    const code = running.transformCache.transform(file);
    const map = running.transformCache.getSourceMaps().get(file);
    if (map) maps.set(file, map);
    const run = vm.compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname'], { filename: file });
    run.call(module.exports, module.exports, (name) => requireFrom(file, name), module, file, module.path);
    return module.exports;
  } catch (error) {
    loaded.delete(file);
    throw error;
  }
}

function requireFrom(file, name) {
  if (isBuiltin(name) || isInstalled(name)) return loaderAt(file)(name);
  const wanted = running._resolution.resolveCjs(file, name);
  return isProduct(wanted) ? loadProduct(wanted) : loaderAt(file)(wanted);
}

/**
 * Jest's module loader, but installed packages and the product's own files are loaded outside of Jest's context, once per
 * worker, as in the product. Inside it each suite would compile them anew, and every use of a global there costs several
 * times as much.
 */
module.exports = class OutsideRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    running = this;
  }

  requireModuleOrMock(from, name) {
    if (isInstalled(name)) return loaderAt(from)(name);
    if (!isBuiltin(name) && !name.startsWith('@jest/')) {
      const wanted = this._resolution.resolveCjs(from, name);
      if (isProduct(wanted)) return loadProduct(wanted);
    }
    return super.requireModuleOrMock(from, name);
  }

  getSourceMaps() {
    return new Map([...maps, ...super.getSourceMaps()]);
  }
};
