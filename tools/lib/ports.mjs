import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import { StopError } from './stop-error.mjs';

/** The five ports of a start: PORT (default 4000) for portal and API, then mail page, SMTP, Stripe simulator, listener for notices by mail. */
export function portsFrom(env = process.env) {
  const text = env.PORT || '4000';
  const base = Number(text);
  if (!/^\d+$/.test(text) || base < 1 || base > 65531) {
    throw new StopError(`PORT=${text} は使えません。1〜65531 の数を指定してください。 / PORT=${text} cannot be used: give a number from 1 to 65531.`);
  }
  return { portal: base, mailPage: base + 1, smtp: base + 2, simulator: base + 3, mailIn: base + 4 };
}

const listen = (options) => new Promise((resolve) => {
  const server = net.createServer();
  server.once('error', (error) => resolve({ taken: error.code === 'EADDRINUSE', denied: error.code === 'EACCES' }));
  server.listen({ ...options, exclusive: true }, () => {
    const { port } = server.address();
    server.close(() => resolve({ port }));
  });
});

/** A port that nobody listens on at 127.0.0.1 now. */
export async function freePort() {
  return (await listen({ host: '127.0.0.1', port: 0 })).port;
}

/** Whether something listens on the port at either loopback address. A machine without IPv6 counts as free there. */
export async function isTaken(port) {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
    const result = await listen({ host, port });
    if (result.denied) throw new StopError(`ポート${port}を開く権限がありません。PORT=5000 npm start / No permission to open port ${port}. PORT=5000 npm start`);
    if (result.taken) return true;
  }
  return false;
}

/** Throws StopError naming the first port that is taken, its process where known, and the way out. Ports never move silently. */
export async function requireFreePorts(ports, command = 'npm start') {
  for (const port of Object.values(ports)) {
    if (!(await isTaken(port))) continue;
    const pid = pidOnPort(port);
    const base = Number(ports.portal) === 5000 ? 6000 : 5000;
    throw new StopError(`ポート${port}は使用中です${pid ? `（PID ${pid}）` : ''}。PORT=${base} ${command}`,
      `Port ${port} is in use${pid ? ` (PID ${pid})` : ''}. PORT=${base} ${command}`);
  }
}

/** The process that listens on a port, or null when the system does not tell. */
export function pidOnPort(port) {
  return process.platform === 'linux' ? pidFromProc(port) : pidFromLsof(port);
}

function pidFromProc(port) {
  const inodes = listeningInodes(port);
  if (inodes.size === 0) return null;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let descriptors;
    try {
      descriptors = readdirSync(`/proc/${pid}/fd`);
    } catch {
      continue;
    }
    for (const descriptor of descriptors) {
      try {
        const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1];
        if (inode && inodes.has(inode)) return Number(pid);
      } catch {
        // The descriptor was closed between the two reads.
      }
    }
  }
  return null;
}

function listeningInodes(port) {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  const found = new Set();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    let lines;
    try {
      lines = readFileSync(table, 'utf8').split('\n').slice(1);
    } catch {
      continue;
    }
    for (const line of lines) {
      const columns = line.trim().split(/\s+/);
      // 0A is the kernel's number for a listening socket.
      if (columns[1]?.endsWith(`:${wanted}`) && columns[3] === '0A') found.add(columns[9]);
    }
  }
  return found;
}

function pidFromLsof(port) {
  const listed = spawnSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8' });
  const pid = Number(listed.stdout?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}
