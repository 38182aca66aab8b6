import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Config } from '../../platform/config.js';
import { createSigningAuthority, makeCrl, openTimestampAuthority, type SigningAuthority, type TimestampAuthority, type TimestampTrust } from '../../platform/seal/index.js';
import { CONFIG } from '../../platform/tokens.js';

const keyed = z.object({ kid: z.string(), certificatePem: z.string(), privateKeyPem: z.string() });
const timestampKey = z.object({ privateKeyPem: z.string() });

/** The authorities of document signatures and of their timestamps; from the keys file, and roots of others from the settings. */
@Injectable()
export class Authority {
  private made: Promise<SigningAuthority> | null = null;
  private clock: Promise<TimestampAuthority> | null = null;
  private list: { readonly hour: number; readonly bytes: Buffer } | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Throws when production has none; elsewhere one is made for this process. */
  get(): Promise<SigningAuthority> {
    this.made ??= this.load().then((authority) => ({ ...authority, crlUrl: `${this.config.publicUrl}/api/v1/authorities/${authority.kid}/crl` }));
    return this.made;
  }

  /** The product's own timestamp authority, with a certificate from `get()`. */
  timestamps(): Promise<TimestampAuthority> {
    const key = timestampKey.safeParse(this.config.keys.timestampAuthority);
    this.clock ??= this.get().then((issuer) => openTimestampAuthority(issuer, key.success ? key.data.privateKeyPem : null));
    return this.clock;
  }

  /** Whose signatures and timestamps count as known. */
  async trust(): Promise<TimestampTrust> {
    return { authorityPem: (await this.get()).certificatePem, formerPems: (this.config.keys.formerAuthorities ?? []).map(({ certificatePem }) => certificatePem), roots: this.config.timestamps.roots };
  }

  /** The revocation list (CRL, DER) of the present authority; a new one each hour of `at`, the business clock. */
  async revocations(at: Date): Promise<Buffer> {
    const hour = Math.floor(at.getTime() / 3_600_000);
    if (this.list?.hour !== hour) {
      const revoked = (this.config.keys.revokedCertificates ?? []).map(({ serialNumber, revokedAt }) => ({ serialNumber, revokedAt: new Date(revokedAt) }));
      this.list = { hour, bytes: makeCrl(await this.get(), { at, revoked }) };
    }
    return this.list.bytes;
  }

  private load(): Promise<SigningAuthority> {
    const known = keyed.safeParse(this.config.keys.signingAuthority);
    if (known.success) return Promise.resolve(known.data);
    if (this.config.mode === 'production') throw new Error('the keys file has no signing authority');
    return createSigningAuthority({ commonName: 'Hoshu Signing CA', validFromAt: new Date(), validYears: 10 });
  }
}
