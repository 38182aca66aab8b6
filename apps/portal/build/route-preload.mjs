// A page is three modules deep (entry → tree → page). This script, run before anything else, asks for all of them at once.
import { readPages } from './pages.mjs';

/** Files a chunk needs, itself included, found through static imports. */
function closure(bundle, fileName, found = new Set()) {
  if (found.has(fileName)) return found;
  found.add(fileName);
  const chunk = bundle[fileName];
  if (chunk?.type === 'chunk') {
    chunk.imports.forEach((name) => closure(bundle, name, found));
    chunk.viteMetadata?.importedCss?.forEach((name) => found.add(name));
  }
  return found;
}

const script = (files, routes) => `(function(){var f=${JSON.stringify(files)},r=${JSON.stringify(routes)},p=location.pathname;for(var i=0;i<r.length;i++)if(new RegExp(r[i][0]).test(p)){r[i][1].forEach(function(n){var l=document.createElement('link'),c=/css$/.test(f[n]);l.rel=c?'preload':'modulepreload';if(c)l.as='style';l.href='/'+f[n];l.crossOrigin='';l.nonce='__CSP_NONCE__';document.head.appendChild(l)});break}})()`;

/** Puts the preload script in place of `<!--route-preload-->`. `source`: the absolute src folder. */
export function routePreload(source) {
  return {
    name: 'hoshu-route-preload',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, chunk }) {
        const byModule = new Map(Object.values(bundle ?? {}).filter((item) => item.type === 'chunk').flatMap((item) => item.moduleIds.map((id) => [id.split('?')[0], item.fileName])));
        const entry = chunk ? closure(bundle, chunk.fileName) : new Set();
        const files = [];
        const index = (file) => (files.includes(file) ? files.indexOf(file) : files.push(file) - 1);
        const routes = readPages(source).map((page) => {
          const wanted = new Set(page.modules.flatMap((module) => (byModule.has(module) ? [...closure(bundle, byModule.get(module))] : [])));
          return [page.expression, [...wanted].filter((file) => !entry.has(file)).map(index)];
        });
        return html.replace('<!--route-preload-->', `<script nonce="__CSP_NONCE__">${script(files, routes)}</script>`);
      },
    },
  };
}
