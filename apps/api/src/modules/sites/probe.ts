import { resolveNs } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';
import type { ProbeFacts } from '@hoshu/api-schema';
import { FetchRefused, SafeFetch, type FetchAnswer } from '../../platform/fetch/safe-fetch.js';

const entity: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
const tidy = (text: string | undefined): string | null =>
  text === undefined ? null : text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entity[name] ?? '').replace(/\s+/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '').trim().slice(0, 200) || null;

/** Title and CMS out of a page's first kilobytes; bounded patterns, no parser. */
export function readPage(html: string): { title: string | null; generator: string | null } {
  const head = html.slice(0, 60_000);
  const generator = /<meta[^>]{0,200}name=["']generator["'][^>]{0,200}content=["']([^"']{1,200})["']/i.exec(head) ?? /<meta[^>]{0,200}content=["']([^"']{1,200})["'][^>]{0,200}name=["']generator["']/i.exec(head);
  const guess = /\/wp-content\//.test(head) ? 'WordPress' : /cdn\.shopify\.com/.test(head) ? 'Shopify' : undefined;
  return { title: tidy(/<title[^>]{0,200}>([^<]{0,500})/i.exec(head)?.[1]), generator: tidy(generator?.[1] ?? guess) };
}

/** Looks at a URL for real (F008): status, title, CMS, server, certificate, name servers. A refusal or failure is an answer, never an error. */
@Injectable()
export class Probe {
  constructor(private readonly fetch: SafeFetch) {}

  async run(url: string): Promise<ProbeFacts> {
    const probedAt = new Date().toISOString();
    const nothing = { url, status: null, title: null, generator: null, server: null, tlsIssuer: null, tlsValidTo: null, nameServers: [], redirectedTo: null, durationMs: null, probedAt };
    try {
      const answer = await this.fetch.get(url, { timeoutMs: 8_000, acceptBadCertificate: true });
      return { ...nothing, ...this.facts(url, answer), reachable: answer.status > 0 && answer.status < 500, reason: answer.status >= 500 ? `http ${answer.status}` : null, nameServers: await this.nameServers(answer.url) };
    } catch (error) {
      if (!(error instanceof FetchRefused)) throw error;
      return { ...nothing, reachable: false, reason: error.reason };
    }
  }

  private facts(url: string, answer: FetchAnswer) {
    const page = readPage(answer.body);
    return {
      status: answer.status, ...page, server: tidy(answer.headers['server']), tlsIssuer: answer.tls?.issuer ?? null, tlsValidTo: answer.tls?.validTo ?? null,
      redirectedTo: answer.url === new URL(url).href ? null : answer.url, durationMs: answer.durationMs,
    };
  }

  private async nameServers(url: string): Promise<string[]> {
    const labels = new URL(url).hostname.split('.');
    // The zone is usually two labels, three under .co.jp and its like.
    for (const count of [2, 3]) {
      if (labels.length < count) break;
      const found = await Promise.race([resolveNs(labels.slice(-count).join('.')).catch(() => []), new Promise<string[]>((resolve) => setTimeout(() => resolve([]), 1_500).unref())]);
      if (found.length) return found.slice(0, 8).sort();
    }
    return [];
  }
}
