const hardLimitMs = 29_000;

/**
 * Ctrl-C, SIGTERM and a closed terminal stop everything, once, and end this process within 30 seconds.
 * Returns { use(stop) }: the function that stops what has been started so far.
 */
export function stopOnSignals() {
  let stopParts = async () => undefined;
  let isStopping = false;
  const end = async () => {
    if (isStopping) return;
    isStopping = true;
    process.stderr.write('\n停止しています… / Stopping…\n');
    setTimeout(() => process.exit(1), hardLimitMs).unref();
    try {
      await stopParts();
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    }
    process.stderr.write('停止しました。 / Stopped.\n');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end());
  return { use: (stop) => { stopParts = stop; } };
}
