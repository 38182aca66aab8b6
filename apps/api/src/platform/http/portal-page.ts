import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express, { type Express, type Request, type Response } from 'express';
import type { Config } from '../config.js';

/** D37: scripts from us alone; styles from us or with this answer's nonce; DOM sinks only through the page's default policy. */
const policy = (nonce: string) => [
  "default-src 'none'", `script-src 'self' 'nonce-${nonce}'`, `style-src 'self' 'nonce-${nonce}'`, "style-src-attr 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self'",
  "connect-src 'self'", "manifest-src 'self'", "frame-src 'self' blob:", "object-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  "require-trusted-types-for 'script'", 'trusted-types default',
].join('; ');

/** Serves the built portal: hashed assets for a year, every other path the page itself with a fresh nonce. */
export function servePortal(server: Express, config: Config): void {
  const index = path.join(config.portalDirectory, 'index.html');
  if (!existsSync(index)) return;
  const html = readFileSync(index, 'utf8');
  server.use('/assets', express.static(path.join(config.portalDirectory, 'assets'), { immutable: true, maxAge: '365d', index: false, fallthrough: false }));
  const files = express.static(config.portalDirectory, { index: false, maxAge: '1h' });
  server.use((request, response, next) => (request.path.startsWith('/api/') ? next() : files(request, response, next))); // the API asks the disk for nothing
  server.get('/{*path}', (request: Request, response: Response, next) => {
    if (request.path.startsWith('/api/')) return next();
    const nonce = randomBytes(16).toString('base64');
    response.setHeader('Content-Security-Policy', policy(nonce));
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(html.replaceAll('__CSP_NONCE__', nonce));
  });
}
