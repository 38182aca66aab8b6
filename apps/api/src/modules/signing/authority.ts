import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Config } from '../../platform/config.js';
import { createSigningAuthority, type SigningAuthority } from '../../platform/seal/index.js';
import { CONFIG } from '../../platform/tokens.js';

const keyed = z.object({ kid: z.string(), certificatePem: z.string(), privateKeyPem: z.string() });

/** The authority that vouches for document signatures; from the keys file. */
@Injectable()
export class Authority {
  private made: Promise<SigningAuthority> | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Throws when production has none; elsewhere one is made for this process. */
  get(): Promise<SigningAuthority> {
    this.made ??= this.load();
    return this.made;
  }

  private load(): Promise<SigningAuthority> {
    const known = keyed.safeParse(this.config.keys.signingAuthority);
    if (known.success) return Promise.resolve(known.data);
    if (this.config.mode === 'production') throw new Error('the keys file has no signing authority');
    return createSigningAuthority({ commonName: 'Hoshu Signing CA', validFromAt: new Date(), validYears: 10 });
  }
}
