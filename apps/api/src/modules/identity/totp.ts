import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import type { Config } from '../../platform/config.js';
import { CONFIG } from '../../platform/tokens.js';

const issuer = 'Hoshu';
const periodSeconds = 30;

/** Time-based codes: the seed lies encrypted, each code works once (06 §3). */
@Injectable()
export class TotpCodes {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  newSecret(): Buffer {
    return randomBytes(20);
  }

  uri(secret: Buffer, email: string): string {
    return this.generator(secret, email).toString();
  }

  base32(secret: Buffer): string {
    return new Secret({ buffer: new Uint8Array(secret).buffer }).base32;
  }

  /** The step a code belongs to (±1 of now) if it is right and newer than the last accepted one; else null. */
  acceptedStep(secret: Buffer, code: string, lastStep: number | null): number | null {
    const delta = this.generator(secret, '').validate({ token: code, window: 1 });
    if (delta === null) return null;
    const step = Math.floor(Date.now() / 1000 / periodSeconds) + delta;
    return lastStep !== null && step <= lastStep ? null : step;
  }

  /** Encrypts a seed for the database: AES-256-GCM, bound to the person. */
  seal(secret: Buffer, userId: string): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(), iv, { authTagLength: 16 });
    cipher.setAAD(Buffer.from(`hoshu-totp|v1|${userId}`));
    return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  }

  open(sealed: Buffer, userId: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.key(), sealed.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(`hoshu-totp|v1|${userId}`));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  }

  private key(): Buffer {
    return Buffer.from(this.config.keys.kek.key, 'base64').subarray(0, 32);
  }

  private generator(secret: Buffer, label: string): TOTP {
    return new TOTP({ issuer, label: label || 'Hoshu', secret: new Secret({ buffer: new Uint8Array(secret).buffer }), period: periodSeconds, digits: 6, algorithm: 'SHA1' });
  }
}
