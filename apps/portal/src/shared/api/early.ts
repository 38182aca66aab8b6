declare global {
  interface Window { hoshuEarly?: { readonly at: number; readonly answers: Record<string, Promise<Response>> } }
}

const freshMs = 15_000;

/** The answer that the page's head has already asked for, once: a later question of the same address asks anew. */
export function takeEarly(address: string): Promise<Response> | null {
  const early = window.hoshuEarly;
  const answer = early?.answers[address];
  if (!early || !answer) return null;
  delete early.answers[address];
  return performance.now() - early.at < freshMs ? answer : null;
}
