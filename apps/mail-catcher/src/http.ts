import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { script, style } from './assets.js';
import type { MessageStore } from './message-store.js';
import { framedHtml, listPage, messagePage, missingPage } from './pages.js';
import { readAttachment, readMessage } from './read-message.js';

const pagePolicy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const mailPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'";

// Another site's page must not read the mails through a name that it points at this machine.
function localNamesOnly(request: Request, response: Response, next: NextFunction): void {
  const name = request.hostname ?? '';
  if (name === '127.0.0.1' || name === '[::1]' || name === 'localhost' || name.endsWith('.localhost')) next();
  else response.status(421).type('text').send('unknown host');
}

const only = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The page of received mails and its JSON interface. */
export function createHttp(store: MessageStore): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(localNamesOnly, (_request, response, next) => {
    response.set({ 'Content-Security-Policy': pagePolicy, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
    next();
  });
  app.get('/style.css', (_request, response) => void response.type('css').send(style));
  app.get('/script.js', (_request, response) => void response.type('text/javascript').send(script));
  addJson(app, store);
  addPages(app, store);
  app.use((_request, response) => void response.status(404).send(missingPage()));
  return app;
}

function addJson(app: Express, store: MessageStore): void {
  app.get('/api/messages', (request, response) => void response.json({ messages: store.list(only(request.query['to'])) }));
  app.get('/api/messages/:id', async (request, response) => {
    const message = await readMessage(store, request.params.id);
    if (message) response.json(message);
    else response.status(404).json({ error: 'not_found' });
  });
  app.delete('/api/messages', async (_request, response) => {
    await store.clear();
    response.status(204).end();
  });
}

function addPages(app: Express, store: MessageStore): void {
  app.get('/', (request, response) => {
    const chosen = only(request.query['to']) ?? '';
    response.send(listPage({ all: store.list(), shown: store.list(chosen), chosen }));
  });
  app.get('/messages/:id', async (request, response) => {
    const message = await readMessage(store, request.params.id);
    response.status(message ? 200 : 404).send(message ? messagePage(message) : missingPage());
  });
  app.get('/messages/:id/html', async (request, response) => {
    const html = (await readMessage(store, request.params.id))?.html;
    response.set('Content-Security-Policy', mailPolicy).status(html ? 200 : 404).send(html ? framedHtml(html) : '');
  });
  app.get('/messages/:id/raw', async (request, response) => {
    const raw = await store.raw(request.params.id);
    if (raw) response.attachment(`${request.params.id}.eml`).type('message/rfc822').send(raw);
    else response.status(404).send(missingPage());
  });
  app.get('/messages/:id/attachments/:index', async (request, response) => {
    const found = await readAttachment(store, request.params.id, Number(request.params.index));
    // Always saved, never shown: an attachment must not run in this page's origin.
    if (found) response.attachment(found.filename).type('application/octet-stream').send(found.content);
    else response.status(404).send(missingPage());
  });
}
