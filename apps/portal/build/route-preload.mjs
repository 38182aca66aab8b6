// A page is three modules deep (entry → tree → page) and its data a fourth step. The head of each answer names all of them at once:
// the API puts the fragment of the asked address in place of <!--route-preload-->.
import { earlyReads } from './early.mjs';
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

const link = (file) => (file.endsWith('css') ? `<link rel="preload" as="style" crossorigin href="/${file}">` : `<link rel="modulepreload" crossorigin href="/${file}">`);

// The same request that shared/api/call.ts would send, under the name by which it looks for it.
const ask = (addresses) => (addresses.length === 0 ? '' : `<script nonce="__CSP_NONCE__">(function(){var l='ja';try{l=new URLSearchParams(location.search).get('locale')||localStorage.getItem('hoshu-locale')||l}catch(e){}var h=window.hoshuEarly={at:performance.now(),answers:{}};${JSON.stringify(addresses)}.forEach(function(a){var p=fetch(a,{headers:{Accept:'application/json','Accept-Language':l==='en'?'en':'ja'},credentials:'same-origin',cache:'no-store',redirect:'error'});p.catch(function(){});h.answers[a]=p})})()</script>`);

/** Writes `head.json` beside `index.html`: [[expression of the address, fragment of its head]]. `source`: the absolute src folder. */
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
        const heads = readPages(source).map((page) => {
          const wanted = new Set(page.modules.flatMap((module) => (byModule.has(module) ? [...closure(bundle, byModule.get(module))] : [])));
          return [page.expression, `${ask(earlyReads(page.name))}${[...wanted].filter((file) => !entry.has(file)).map(link).join('')}`];
        });
        this.emitFile({ type: 'asset', fileName: 'head.json', source: JSON.stringify(heads) });
        // Behind what every page needs: the browser fetches in this order, six at a time where it speaks HTTP/1.1.
        return html.replace('</head>', '<!--route-preload--></head>');
      },
    },
  };
}
