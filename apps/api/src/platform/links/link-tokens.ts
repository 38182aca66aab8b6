import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config.js';
import { CONFIG } from '../tokens.js';

export type LinkPurpose = 'verify' | 'signin' | 'invitation' | 'signing' | 'confirmation';
const purposes: Readonly<Record<LinkPurpose, string>> = { verify: 'v', signin: 's', invitation: 'i', signing: 'g', confirmation: 'c' };

export interface LinkName { readonly purpose: LinkPurpose; readonly id: string; readonly generation: number }

/**
 * Link tokens are derived, not stored: `<purpose><uuid hex>.<generation>.<HMAC>`. The outbox and the database hold only
 * id and generation, so neither a dump nor a job contains a usable link; renewing a link raises its generation.
 */
@Injectable()
export class LinkTokens {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  private mac(text: string): string {
    return createHmac('sha256', Buffer.from(this.config.keys.links.key, 'base64')).update(`link:${text}`).digest('base64url');
  }

  tokenFor(link: LinkName): string {
    const name = `${purposes[link.purpose]}${link.id.replaceAll('-', '')}.${link.generation}`;
    return `${name}.${this.mac(name)}`;
  }

  /** Six digits for going on at another device (D18); valid as long as the link. */
  codeFor(link: LinkName): string {
    const number = Buffer.from(this.mac(`code:${link.purpose}:${link.id}:${link.generation}`), 'base64url').readUInt32BE(0);
    return String(number % 1_000_000).padStart(6, '0');
  }

  /** Reads a token; null when it was not made here. */
  read(token: string): LinkName | null {
    const match = /^([vsigc])([0-9a-f]{32})\.(\d{1,6})\.([A-Za-z0-9_-]{43})$/.exec(token);
    if (!match) return null;
    const [, letter, hex = '', generation, mac = ''] = match;
    const expected = Buffer.from(this.mac(token.slice(0, token.lastIndexOf('.'))));
    if (!timingSafeEqual(expected, Buffer.from(mac))) return null;
    const purpose = (Object.entries(purposes) as [LinkPurpose, string][]).find(([, short]) => short === letter)?.[0];
    const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    return purpose ? { purpose, id, generation: Number(generation) } : null;
  }

  /** Absolute URL of the page that opens this link; PUBLIC_URL is the only source of hosts. */
  urlFor(link: LinkName): string {
    const page = { verify: '/verify', signin: '/signin/link', invitation: '/invite', signing: '/sign', confirmation: '/confirm' }[link.purpose];
    return `${this.config.publicUrl}${page}/${this.tokenFor(link)}`;
  }
}
