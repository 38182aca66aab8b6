// Rolldown puts whatever any lazy page takes from a barrel into the entry chunk. Naming the file behind each
// import keeps a page's components (and their styles) in that page's chunk.
import fs from 'node:fs';
import path from 'node:path';
import { isRouteModule } from './lazy-schemas.mjs';

const namedImport = /import\s*\{([^}]*)\}\s*from\s*["']([^"']+)["'];?/g;
const namedExport = /export\s*\{([^}]*)\}\s*from\s*["']([^"']+)["']/g;
const localExport = /export\s*\{([^}]*)\}(?!\s*from)/g;
const starExport = /export\s*\*\s*from\s*["']([^"']+)["']/g;
const declared = /export\s+(?:async\s+)?(?:const|let|function|class)\s+([A-Za-z_$][\w$]*)/g;

/** Splits `a, b as c` into [[a, a], [b, c]]: the name outside and the name inside. */
const pairs = (list) => list.split(',').map((part) => part.trim()).filter((part) => part && !part.startsWith('type '))
  .map((part) => part.split(/\s+as\s+/)).map(([from, to]) => [from, to ?? from]);

/** Finds a source file; TypeScript sources are imported with the ending they will have when built. */
const onDisk = (from, specifier) => {
  const target = path.resolve(path.dirname(from), specifier);
  const candidates = [target, target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx')];
  return candidates.find((candidate) => fs.existsSync(candidate)) ?? target;
};

/** Map of exported name → { name, file } of one barrel, followed through `export *`. */
export function readBarrel(file) {
  const source = fs.readFileSync(file, 'utf8');
  const exported = new Map();
  const imported = new Map();
  for (const [, list, specifier] of source.matchAll(namedImport)) {
    for (const [name, local] of pairs(list)) imported.set(local, { name, file: onDisk(file, specifier) });
  }
  for (const [, specifier] of source.matchAll(starExport)) {
    if (specifier.startsWith('.')) for (const [name, target] of readBarrel(onDisk(file, specifier))) exported.set(name, target);
  }
  for (const [, list, specifier] of source.matchAll(namedExport)) {
    if (specifier.startsWith('.')) for (const [name, outside] of pairs(list)) exported.set(outside, { name, file: onDisk(file, specifier) });
  }
  for (const [, list] of source.matchAll(localExport)) {
    for (const [name, outside] of pairs(list)) if (imported.has(name)) exported.set(outside, imported.get(name));
  }
  // A schema that stands beside routes lives in the whole module; the light one has only the routes' addresses.
  const whole = isRouteModule(file) ? `${file}?whole` : file;
  for (const [, name] of source.matchAll(declared)) exported.set(name, { name, file: name.endsWith('Routes') ? file : whole });
  return exported;
}

/** Style files of the components that `file` is made of, those it builds on first. */
function stylesBehind(file, stylesFolder, seen = new Set()) {
  if (seen.has(file) || !/[\\/]esm[\\/](components|utils)[\\/]/.test(file)) return [];
  seen.add(file);
  const found = [];
  for (const [, specifier] of fs.readFileSync(file, 'utf8').matchAll(/from\s*["'](\.[^"']+)["']/g)) {
    found.push(...stylesBehind(onDisk(file, specifier), stylesFolder, seen));
  }
  const own = path.join(stylesFolder, `${path.basename(file, '.mjs')}.css`);
  if (fs.existsSync(own)) found.push(own);
  return found;
}

/** packages: [{ name, entry, stylesFolder? }]. Only for the build; development loads the barrels whole. */
export function debarrel(packages) {
  const maps = new Map(packages.map(({ name, entry, stylesFolder }) => [name, { exported: readBarrel(entry), stylesFolder }]));
  const rewrite = (list, { exported, stylesFolder }, name) => {
    const lines = [];
    const rest = [];
    for (const [outside, local] of pairs(list)) {
      const target = exported.get(outside);
      if (!target) { rest.push(outside === local ? outside : `${outside} as ${local}`); continue; }
      if (stylesFolder) for (const style of stylesBehind(target.file, stylesFolder)) lines.push(`import ${JSON.stringify(style)};`);
      lines.push(`import { ${target.name}${target.name === local ? '' : ` as ${local}`} } from ${JSON.stringify(target.file)};`);
    }
    if (rest.length) lines.push(`import { ${rest.join(', ')} } from ${JSON.stringify(name)};`);
    return lines.join('');
  };
  return {
    name: 'hoshu-debarrel',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/\.(m?js|tsx?|jsx)(\?|$)/.test(id)) return undefined;
      let touched = false;
      const out = code.replace(namedImport, (whole, list, name) => {
        const known = maps.get(name);
        if (!known) return whole;
        touched = true;
        return rewrite(list, known, name);
      });
      return touched ? { code: out, map: null } : undefined;
    },
  };
}
