import { i18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { startTexts, type Slice } from '../i18n/translate.js';

/** Japanese texts for a test; the build compiles them, tests do it here. */
export async function japaneseTexts(...slices: readonly Slice[]): Promise<void> {
  i18n.setMessagesCompiler(compileMessage);
  await startTexts('ja', ['shell', ...slices]);
}
