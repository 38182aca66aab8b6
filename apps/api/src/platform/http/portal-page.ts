import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Config } from '../config.js';

/** D37: scripts from us alone; styles from us or with this answer's nonce; DOM sinks only through the page's default policy. */
const policy = (nonce: string) => [
  "default-src 'none'", `script-src 'self' 'nonce-${nonce}'`, `style-src 'self' 'nonce-${nonce}'`, "style-src-attr 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self'",
  "connect-src 'self'", "manifest-src 'self'", "frame-src 'self' blob:", "object-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  "require-trusted-types-for 'script'", 'trusted-types default',
].join('; ');

const encodings = [['br', '.br'], ['gzip', '.gz']] as const;

/** Leads a request for an asset to its compressed twin when the build made one and the browser reads it. */
function compressed(directory: string): (request: Request, response: Response, next: NextFunction) => void {
  const names = new Set(readdirSync(directory));
  return (request, response, next) => {
    const name = request.path.slice(1);
    if (!names.has(`${name}.br`)) return next();
    response.vary('Accept-Encoding');
    const found = encodings.find(([encoding, ending]) => request.acceptsEncodings(encoding) && names.has(name + ending));
    if (!found) return next();
    response.type(path.extname(name));
    response.setHeader('Content-Encoding', found[0]);
    request.url = `/${name}${found[1]}`;
    next();
  };
}

/** What the head of each page asks for ahead, by the build: [expression of the path, fragment]. */
function readHeads(file: string): (path: string) => string {
  if (!existsSync(file)) return () => '';
  const heads = z.array(z.tuple([z.string(), z.string()])).parse(JSON.parse(readFileSync(file, 'utf8'))).map(([expression, head]) => ({ expression: new RegExp(expression), head }));
  return (asked) => heads.find(({ expression }) => expression.test(asked))?.head ?? '';
}

/** Serves the built portal: hashed assets for a year, compressed as the browser likes; every other path the page itself with a fresh nonce, its head naming what that page will need. */
export function servePortal(server: Express, config: Config): void {
  const index = path.join(config.portalDirectory, 'index.html');
  if (!existsSync(index)) return;
  const html = readFileSync(index, 'utf8');
  const headOf = readHeads(path.join(config.portalDirectory, 'head.json'));
  const assets = path.join(config.portalDirectory, 'assets');
  server.use('/assets', compressed(assets), express.static(assets, { immutable: true, maxAge: '365d', index: false, fallthrough: false }));
  const files = express.static(config.portalDirectory, { index: false, maxAge: '1h' });
  server.use((request, response, next) => (request.path.startsWith('/api/') ? next() : files(request, response, next))); // the API asks the disk for nothing
  server.get('/{*path}', (request: Request, response: Response, next) => {
    if (request.path.startsWith('/api/')) return next();
    const nonce = randomBytes(16).toString('base64');
    response.setHeader('Content-Security-Policy', policy(nonce));
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(html.replace('<!--route-preload-->', () => headOf(request.path)).replaceAll('__CSP_NONCE__', nonce));
  });
}
