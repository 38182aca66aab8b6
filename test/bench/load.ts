import http from 'node:http';

export interface Load { readonly url: string; readonly headers: Record<string, string>; readonly seconds: number; readonly connections: number }

function once(url: string, headers: Record<string, string>, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers, agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', reject);
  });
}

/** Requests per second over some kept connections, each asking again as soon as it was answered. Throws on any answer but 200. */
export async function requestsPerSecond({ url, headers, seconds, connections }: Load): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const started = performance.now();
  const until = started + seconds * 1000;
  let answered = 0;
  const one = async () => {
    while (performance.now() < until) {
      const status = await once(url, headers, agent);
      if (status !== 200) throw new Error(`${url} answered ${status}`);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  return answered / ((performance.now() - started) / 1000);
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
