/** What stands in every page of a walk: it counts what a press causes, keeps the page where it is, and knows which texts came from the API. */
export interface Probe {
  /** Waits until the page of the address shows its heading and nothing is under way; the reason when it does not. */
  readonly settled: (address: string | null) => Promise<string | null>;
  /** The controls of an area that can be seen, each by name and how many of that name stand before it. */
  readonly controls: (area: string) => string[];
  /** Brings a control into view. The point to press, or why a person cannot press it. */
  readonly aim: (area: string, key: string) => { readonly x: number; readonly y: number } | string;
  /** Remembers the page just before the press; until its effect is known, going to another page counts and does not happen. */
  readonly remember: () => void;
  /** What came of the press; null when nothing did. */
  readonly effect: () => Promise<string | null>;
  /** Where the page stands, and whether something lies over it. */
  readonly stand: () => { readonly href: string; readonly isCovered: boolean };
  /** Texts on the screen that come neither from a catalogue nor from the API. */
  readonly strays: () => string[];
}

/** What the parts of the probe share in a page. */
interface Shared { readonly seen: { requests: number; leaves: number; open: number; touchedAt: number }; readonly spoken: string[]; readonly pause: (ms: number) => Promise<unknown>; readonly isSeen: (element: Element) => boolean; /** Going to another page counts and does not happen, until the answer is called. */ readonly stay: () => () => void }
interface Router { readonly history: { push: (href: string) => void; block: (blocker: { blockerFn: () => boolean; enableBeforeUnload: boolean }) => () => void }; readonly state: { readonly status: string; readonly isLoading: boolean; readonly resolvedLocation?: { readonly href: string } } }
declare global {
  interface Window { probe: Probe; probeShared: Shared; __TSR_ROUTER__?: Router }
}

/** The parts of the probe, each run by itself in the page before the page's own scripts, in this order: a part sees nothing of this file but what it is given. */
export const probeParts = [watchPage, knowControls, knowRest, knowTexts] as const;

// `holds`: whatever would change data is answered by a refusal, so that the next press meets the same page.
function watchPage(holds: boolean): void {
  const seen = { requests: 0, leaves: 0, open: 0, touchedAt: performance.now() };
  const spoken: string[] = [];
  const keep = (value: unknown): void => {
    if (typeof value === 'string') spoken.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(keep);
  };
  const send = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    seen.requests += 1;
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    const isAct = method !== 'GET' && !(input instanceof Request ? input.url : String(input)).endsWith('/preview');
    if (holds && isAct) return new Response(JSON.stringify({ type: 'about:blank', title: '', status: 409, code: 'held', detail: '', requestId: '', errors: [] }), { status: 409, headers: { 'content-type': 'application/problem+json' } });
    seen.open += 1;
    try {
      const response = await send(input, init);
      if ((response.headers.get('content-type') ?? '').includes('json')) keep(await response.clone().json().catch(() => null));
      return response;
    } finally {
      seen.open -= 1;
      seen.touchedAt = performance.now();
    }
  };
  window.open = () => { seen.leaves += 1; return null; };
  window.print = () => { seen.leaves += 1; };
  new MutationObserver(() => { seen.touchedAt = performance.now(); }).observe(document, { childList: true, subtree: true, characterData: true });
  // React listens below the window: what it left to the browser would leave the page, fetch a file or ask for one.
  window.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const anchor = target?.closest('a[href]');
    const leaves = anchor ? !anchor.getAttribute('href')?.startsWith('#') : target instanceof HTMLInputElement && target.type === 'file';
    if (!holds || !leaves || event.defaultPrevented) return;
    seen.leaves += 1;
    event.preventDefault();
  });
  window.addEventListener('submit', (event) => {
    if (!holds || event.defaultPrevented) return;
    seen.leaves += 1;
    event.preventDefault();
  });

  const isSeen = (element: Element) => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1 && !element.closest('[inert]');
  };
  const stay = () => window.__TSR_ROUTER__?.history.block({ blockerFn: () => { seen.leaves += 1; return true; }, enableBeforeUnload: false }) ?? (() => {});
  window.probeShared = { seen, spoken, isSeen, stay, pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };
  window.probe = {} as Probe;
}

function knowControls(): void {
  const effectMs = 1_500;
  const { seen, isSeen, pause, stay } = window.probeShared;
  const selector = 'a[href], button:enabled:not([aria-disabled="true"]), summary, select:enabled, textarea:enabled, input:enabled:not([type="hidden"]), [role="tab"]';
  const isField = (element: Element) => element.matches('select, textarea, input:not([type="button"]):not([type="submit"]):not([type="file"])');
  const nameOf = (element: Element) => {
    const label = element.getAttribute('aria-label') ?? ((element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent ?? element.getAttribute('name') ?? '');
    return `${element.tagName.toLowerCase()} ${element.getAttribute('type') ?? ''} ${label.trim().replace(/\s+/g, ' ').slice(0, 60)}`;
  };
  // Where one already stands leads nowhere, and says so.
  const isHere = (element: Element) => (element instanceof HTMLAnchorElement && element.href === location.href) || element.closest('[aria-current="step"]') !== null;
  const keyed = (area: string): Map<string, Element> => {
    const counts = new Map<string, number>();
    const found = new Map<string, Element>();
    for (const element of [...document.querySelectorAll(area)].flatMap((part) => [...part.querySelectorAll(selector)])) {
      if (!isSeen(element) || isHere(element)) continue;
      const name = nameOf(element);
      const before = counts.get(name) ?? 0;
      counts.set(name, before + 1);
      found.set(`${name} ${before}`, element);
    }
    return found;
  };

  const focusPlace = () => {
    const active = document.activeElement;
    return active && active !== document.body ? `${active.tagName}#${active.id}.${[...document.querySelectorAll(active.tagName)].indexOf(active)}` : '';
  };
  const fieldsState = () => [...document.querySelectorAll('input, select, textarea, details')].map((field) => (field instanceof HTMLInputElement ? `${field.value}${field.checked}` : field instanceof HTMLDetailsElement ? String(field.open) : (field as HTMLSelectElement).value)).join('|');
  const picture = () => ({ requests: seen.requests, leaves: seen.leaves, address: location.href, focus: focusPlace(), value: fieldsState(), change: document.body.innerHTML });
  let aimed: Element | null = null;
  let before: ReturnType<typeof picture> | null = null;
  let letGo = () => {};

  const aim: Probe['aim'] = (area, key) => {
    aimed = keyed(area).get(key) ?? null;
    if (!aimed) return 'is not there any more';
    // The focus that a press itself gives proves nothing of a button, and everything of a field.
    if (isField(aimed)) (document.activeElement as HTMLElement | null)?.blur();
    else (aimed as HTMLElement).focus({ preventScroll: true });
    aimed.scrollIntoView({ block: 'center', inline: 'center' });
    const box = aimed.getClientRects()[0] ?? aimed.getBoundingClientRect();
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    const top = document.elementFromPoint(x, y);
    const reaches = top && (aimed.contains(top) || (aimed.tagName === 'A' && top.contains(aimed)) || top.closest('label')?.control === aimed);
    return reaches ? { x, y } : `lies under ${top?.outerHTML.slice(0, 80) ?? 'the edge'}`;
  };

  const effect = async () => {
    // A link that is pointed at loads ahead: only going there counts.
    const isLink = aimed?.tagName === 'A';
    for (const until = performance.now() + effectMs; performance.now() < until; await pause(15)) {
      const now = picture();
      const changed = (['leaves', 'address', 'requests', 'focus', 'value', 'change'] as const).find((part) => now[part] !== before?.[part] && !(isLink && part === 'requests'));
      if (changed) return changed;
    }
    return null;
  };

  Object.assign(window.probe, {
    aim,
    remember: () => { before = picture(); letGo = stay(); },
    effect: () => effect().finally(() => letGo()),
    controls: (area: string) => [...keyed(area).keys()],
    stand: () => ({ href: location.pathname + location.search, isCovered: [...document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')].some(isSeen) }),
  });
}

function knowRest(): void {
  const settleMs = 15_000;
  const quietMs = 90;
  const { seen, pause } = window.probeShared;
  const settled: Probe['settled'] = async (address) => {
    let reason = '';
    for (const until = performance.now() + settleMs; performance.now() < until; await pause(20)) {
      const router = window.__TSR_ROUTER__?.state;
      const isThere = router?.status === 'idle' && !router.isLoading && (address === null || router.resolvedLocation?.href === address || router.resolvedLocation?.href === location.pathname + location.search);
      const busy = document.querySelector('.h-loading');
      reason = !isThere ? 'is still on its way' : busy ? 'still loads' : !document.querySelector('h1') ? 'has no first heading' : seen.open > 0 ? 'waits for an answer' : '';
      if (!reason && performance.now() - seen.touchedAt > quietMs) return null;
    }
    return reason || 'never comes to rest';
  };
  Object.assign(window.probe, { settled });
}

function knowTexts(): void {
  const { spoken } = window.probeShared;
  // Numbers, dates, amounts and addresses are written by rule, not by a catalogue.
  const written = /(?:令和|平成|昭和)?(?:\d+|元)年(?:\d+月)?(?:\d+日)?(?:（[日月火水木金土]）)?|\d+月(?:\d+日)?|[\d,.]+(?:円|%|KB|MB|ms)|https?:\/\/\S+/g;
  // The product's name, a language's name in itself, and the unit beside an amount are the same in every language.
  const selfNamed = ['日本語', 'English', 'Hoshu', '円'];
  const strays = () => {
    const said = spoken.join('\n').replace(/\s/g, '');
    const isSaid = (text: string) => said.includes(text.replace(/\s/g, ''));
    const isStray = (text: string) => !selfNamed.includes(text) && /\p{L}/u.test(text) && !isSaid(text) && text.replace(written, ' ').split(/[\s・（）()、,：:／/｜～〜-]+/).some((word) => /\p{L}/u.test(word) && !selfNamed.includes(word) && !isSaid(word));
    let depth = 0;
    const outside = (text: string) => [...text].reduce((rest, letter) => {
      if (letter === '⟦') depth += 1;
      else if (letter === '⟧') depth -= 1;
      else if (depth === 0) return rest + letter;
      return rest;
    }, '');
    const found: string[] = [];
    // A choice whose text is what gets stored, such as a prefecture, is data.
    const isRead = (parent: Element) => { const option = parent.closest('option'); return option ? option.value !== option.text : parent.checkVisibility() && !parent.closest('textarea'); };
    const look = (text: string) => { const rest = outside(text).trim(); if (isStray(rest)) found.push(rest.slice(0, 80)); };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent && !parent.closest('script, style, noscript') && isRead(parent)) look(node.textContent ?? '');
    }
    depth = 0;
    for (const attribute of ['aria-label', 'title', 'placeholder', 'alt']) for (const element of document.querySelectorAll(`[${attribute}]:not([aria-hidden="true"])`)) { depth = 0; look(element.getAttribute(attribute) ?? ''); }
    depth = 0;
    look(document.title);
    return [...new Set(found)];
  };
  Object.assign(window.probe, { strays });
}
