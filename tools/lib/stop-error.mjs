/** A reason to end that a person can act on: printed as it is, without a stack. `details` (log lines, compiler output) follow it. */
export class StopError extends Error {
  constructor(sentence, details = '') {
    super(sentence);
    this.name = 'StopError';
    this.details = details;
  }
}

const systemSentences = {
  ENOSPC: 'ディスクの空き容量がありません。空きを作ってから、もう一度実行してください。 / The disk is full: free some space and run the command again.',
  EDQUOT: 'ディスクの割り当て容量を使い切りました。空きを作ってから、もう一度実行してください。 / The disk quota is used up: free some space and run the command again.',
  EROFS: '書き込みできない場所です。HOSHU_DATA に書き込める場所を指定してください。 / The disk is read-only: point HOSHU_DATA to a place that can be written.',
  EACCES: '権限がなく、読み書きできません。HOSHU_DATA に書き込める場所を指定してください。 / No permission: point HOSHU_DATA to a place that can be written.',
};

/** What to say for an error: the sentence, then where it happened. A programmer's error keeps its stack. */
export function explain(error) {
  if (error instanceof StopError) return error.details ? `${error.message}\n${error.details}` : error.message;
  const sentence = systemSentences[error?.code] ?? (/no space left on device/i.test(error?.message ?? '') ? systemSentences.ENOSPC : null);
  if (sentence) return error.path ? `${sentence} (${error.path})` : sentence;
  return error?.stack ?? String(error);
}

/** Runs a command line tool: any error becomes a sentence on stderr and exit code 1. */
export async function runTool(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}
