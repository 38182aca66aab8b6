import http, { type Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Config } from '../config.js';

/** Listens on 127.0.0.1 and, where the machine has it, ::1; in production on every address of the container. */
export async function listenLocally(app: NestExpressApplication, config: Config): Promise<Server[]> {
  const handler = app.getHttpAdapter().getInstance() as http.RequestListener;
  const hosts = config.mode === 'production' ? ['0.0.0.0'] : ['127.0.0.1', '::1'];
  const servers: Server[] = [];
  for (const host of hosts) {
    const server = http.createServer(handler);
    server.requestTimeout = 30_000;
    const listening = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => (host === '::1' && error.code !== 'EADDRINUSE' ? resolve(false) : reject(error)));
      server.listen(config.port, host, () => resolve(true));
    });
    if (listening) servers.push(server);
  }
  return servers;
}
