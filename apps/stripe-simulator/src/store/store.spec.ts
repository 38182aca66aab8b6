import { PLATFORM, type StoredCash } from './kinds.js';
import type { Change, Persistence, PersistedRow } from './persistence.js';
import { Store } from './store.js';

/** Keeps rows as the database does: by key, loaded in order of position. */
function kept(): Persistence & { rows: Map<string, PersistedRow>; isDown: boolean } {
  const rows = new Map<string, PersistedRow>();
  return {
    rows,
    isDown: false,
    load: async () => [...rows.values()].sort((a, b) => a.position - b.position),
    async save(changes: Change[]) {
      if (this.isDown) throw new Error('database is down');
      for (const { data, ...row } of changes) {
        const key = `${row.kind}|${row.account}|${row.id}`;
        if (data === null) rows.delete(key);
        else rows.set(key, { ...row, position: rows.get(key)?.position ?? row.position, data });
      }
    },
    close: async () => undefined,
  };
}

const cash = (id: string, balanceYen: number): StoredCash => ({ id, balanceYen, mode: 'automatic' });
const held = (store: Store): string => store.list('cash', PLATFORM).map(({ id, balanceYen }) => `${id}:${balanceYen}`).join(' ');

describe('模擬環境の記憶', () => {
  it('再起動の後も、同じ順で同じものがある', async () => {
    const persistence = kept();
    const store = await Store.open(persistence);
    await store.transaction(() => { ['a', 'b', 'c'].forEach((id) => store.put('cash', PLATFORM, cash(id, 1))); });
    await store.transaction(() => { store.put('cash', PLATFORM, cash('a', 9)); store.remove('cash', PLATFORM, 'b'); });
    const again = await Store.open(persistence);
    expect(held(again)).toBe('a:9 c:1');
    await again.transaction(() => again.put('cash', PLATFORM, cash('d', 4)));
    expect(held(await Store.open(persistence))).toBe('a:9 c:1 d:4');
  });

  it('失敗した作業も、書けなかった作業も、跡を残さない', async () => {
    const persistence = kept();
    const store = await Store.open(persistence);
    await store.transaction(() => { store.put('cash', PLATFORM, cash('a', 1)); store.put('cash', PLATFORM, cash('b', 1)); });
    const change = (): void => {
      store.put('cash', PLATFORM, cash('a', 2));
      store.put('cash', PLATFORM, cash('a', 3));
      store.remove('cash', PLATFORM, 'a');
      store.put('cash', PLATFORM, cash('c', 1));
    };
    await expect(store.transaction(() => { change(); throw new Error('refused'); })).rejects.toThrow('refused');
    persistence.isDown = true;
    await expect(store.transaction(change)).rejects.toThrow('database is down');
    expect(held(store)).toBe('a:1 b:1');
    expect([...persistence.rows.keys()]).toHaveLength(2);
  });

  it('作業は一つずつ行われ、外からの書込みは断る', async () => {
    const store = await Store.open(kept());
    const add = (): Promise<void> => store.transaction(async () => {
      const before = store.get('cash', PLATFORM, 'a')?.balanceYen ?? 0;
      await new Promise((resolve) => setImmediate(resolve));
      store.put('cash', PLATFORM, cash('a', before + 1));
    });
    await Promise.all([add(), add(), add()]);
    expect(held(store)).toBe('a:3');
    expect(() => store.put('cash', PLATFORM, cash('a', 0))).toThrow('transaction');
  });
});
