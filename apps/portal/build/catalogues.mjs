// Messages are parsed at build time, so that the ICU parser stays out of the browser.
import { compileMessage } from '@lingui/message-utils/compileMessage';

const catalogue = /[\\/]shared[\\/]i18n[\\/](ja|en)[\\/][\w-]+\.ts$/;

/** Replaces each catalogue module by the same module with compiled messages. */
export function catalogues() {
  return {
    name: 'hoshu-catalogues',
    enforce: 'post',
    async transform(code, id) {
      if (!catalogue.test(id)) return undefined;
      const plain = code.replace(/^\s*import\s.*$/gm, '').replace(/\/\/# sourceMappingURL.*$/m, '');
      const module = await import(`data:text/javascript;base64,${Buffer.from(plain).toString('base64')}`);
      const compiled = Object.fromEntries(Object.entries(module.default).map(([key, text]) => [key, compileMessage(text)]));
      return { code: `export default ${JSON.stringify(compiled)};`, map: null };
    },
  };
}
