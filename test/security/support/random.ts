/** Repeatable random numbers (mulberry32): the seed is printed with every failure. */
export class Random {
  constructor(private state: number) {}

  /** A number from 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  pick<T>(list: readonly T[]): T {
    const value = list[this.below(list.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }

  shuffled<T>(list: readonly T[]): T[] {
    return list.map((value) => ({ value, order: this.next() })).sort((a, b) => a.order - b.order).map((entry) => entry.value);
  }
}

/** Seed of this run: `HOSHU_SEED`, else a fixed one so that a plain run repeats itself. */
export const seed = Number(process.env['HOSHU_SEED'] ?? 20_261_101);
