import { lastLines, logFile } from './files.mjs';
import { sleep } from './processes.mjs';
import { health } from './run-file.mjs';
import { StopError } from './stop-error.mjs';

const answers = async (url) => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' })).status < 500;
  } catch {
    return false;
  }
};

/**
 * Waits until the API of this instance answers and, with `pages`, every other address too.
 * Throws StopError with the last log lines of the one that is missing when the wait (milliseconds) runs out.
 */
export async function waitReady({ port, instanceId, data, pages = {}, waitMs = 60_000 }) {
  const until = Date.now() + waitMs;
  await waitFor('api', async () => (await health(port))?.instanceId === instanceId, { until, data });
  for (const [name, url] of Object.entries(pages)) await waitFor(name, () => answers(url), { until, data });
}

async function waitFor(name, isReady, { until, data }) {
  while (!(await isReady())) {
    if (Date.now() >= until) {
      throw new StopError(`${name} が時間内に応答しませんでした（${logFile(data, name)}）。 / ${name} did not answer in time (${logFile(data, name)}).`, lastLines(logFile(data, name)));
    }
    await sleep(100);
  }
}
