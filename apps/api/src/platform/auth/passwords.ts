import { Injectable } from '@nestjs/common';
import { Algorithm, hash, verify } from '@node-rs/argon2';
import { AppError } from '../app-error.js';

// 06 §3: 64 MiB, 3 passes, 4 lanes; at most four at a time (256 MiB), a short queue, then 503.
const options = { algorithm: Algorithm.Argon2id, memoryCost: 65_536, timeCost: 3, parallelism: 4 };
const maximumRunning = 4;
const maximumWaiting = 64;

/** argon2id behind a small gate. Passwords are NFKC, never truncated. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | null = null;

  hash(password: string): Promise<string> {
    return this.gated(() => hash(password.normalize('NFKC'), options));
  }

  /** Compares with `stored`; with null it takes the same time and answers false (no account oracle). */
  async verify(password: string, stored: string | null): Promise<boolean> {
    this.decoy ??= this.hash('decoy password for unknown people');
    const against = stored ?? (await this.decoy);
    const right = await this.gated(() => verify(against, password.normalize('NFKC')));
    return right && stored !== null;
  }

  private async gated<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= maximumRunning) {
      if (this.waiting.length >= maximumWaiting) throw new AppError('unavailable');
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}
