import { compileMessage } from '@lingui/message-utils/compileMessage';
import { catalogueLoaders, type Slice } from './catalogues.js';

const slices = Object.keys(catalogueLoaders.ja).filter((name): name is Slice => name in catalogueLoaders.en);
const variables = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]).sort();

describe('表示文の辞書（F180）', () => {
  it('日本語と英語に同じ区分がある', () => expect(Object.keys(catalogueLoaders.en).sort()).toEqual(Object.keys(catalogueLoaders.ja).sort()));

  it.each(slices)('%s: 両方の言語がそろい、空の文がなく、組み立てられる', async (slice) => {
    const ja: Record<string, string> = (await catalogueLoaders.ja[slice]()).default;
    const en: Record<string, string> = (await catalogueLoaders.en[slice]()).default;
    expect(Object.keys(en).sort()).toEqual(Object.keys(ja).sort());
    for (const [id, text] of [...Object.entries(ja), ...Object.entries(en)]) {
      expect(text.trim()).not.toBe('');
      expect(() => compileMessage(text)).not.toThrow();
      expect(id).toMatch(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9_-]+)+$/);
    }
    for (const [id, text] of Object.entries(ja)) expect([id, [...new Set(variables(en[id] ?? ''))]]).toEqual([id, [...new Set(variables(text))]]);
  });
});
