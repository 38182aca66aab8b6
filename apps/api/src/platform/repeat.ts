/** Runs `work` again and again with a pause between; never overlapping. `stop` waits for a run in progress. */
export function repeat(pauseMs: number, work: () => Promise<void>, onError: (error: Error) => void): { stop: () => Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const turn = () => {
    running = work().catch((error: unknown) => onError(error instanceof Error ? error : new Error(String(error)))).then(() => {
      if (!stopped) timer = setTimeout(turn, pauseMs);
    });
  };
  turn();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
