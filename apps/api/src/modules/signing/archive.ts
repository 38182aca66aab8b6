import { X509Certificate } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ArchivedBy } from '../../platform/pdf/index.js';
import { Db } from '../../platform/db/db.js';
import { FetchRefused, SafeFetch } from '../../platform/fetch/safe-fetch.js';
import { addDocumentTimestamp, addEvidence, crlAddresses, judgePdf, ownAuthorities, readEvidence, readSeals, statusIn, statusOf, type Evidence, type Need, type TimestampTrust } from '../../platform/seal/index.js';
import { Authority } from './authority.js';
import type { Stamping } from './timestamps.js';

type Failure = NonNullable<ArchivedBy['failure']>;

/** No revocation data of a certificate; the message is English, for logs. */
class EvidenceMissing extends Error {
  constructor(readonly failure: Failure) {
    super(`no revocation data: ${failure}`);
  }
}

const longestList = 512 * 1024;

/** Raises sealed files to PAdES B-LTA. What was fetched for one file serves the others of the same set. */
export class Archiving {
  private readonly fetched = new Map<string, Promise<Buffer>>();
  private failure: Failure | null = null;

  constructor(private readonly ask: { readonly trust: TimestampTrust; readonly ownList: Buffer; readonly fetch: SafeFetch; readonly patienceMs: number }, private readonly stamping: Stamping) {}

  /**
   * Appends evidence and a timestamp of the whole; nothing before it is touched.
   * @returns the file as it was where revocation data of some certificate cannot be had; `by()` says why
   */
  async run(file: Buffer): Promise<Buffer> {
    try {
      const withEvidence = addEvidence(file, await this.evidence(file));
      return await addDocumentTimestamp(withEvidence, this.stamping.timestamp);
    } catch (error) {
      if (!(error instanceof EvidenceMissing)) throw error;
      this.failure ??= error.failure;
      return file;
    }
  }

  by(): ArchivedBy {
    return { level: this.failure ? 'B-T' : 'B-LTA', failure: this.failure };
  }

  private async evidence(file: Buffer): Promise<Evidence> {
    const { needs, stamps } = readSeals(file, this.ask.trust);
    const known = readEvidence(file);
    const certificates = [...known.certificates];
    const crls = [...known.crls];
    for (const need of [...needs, ...stamps.flatMap((stamp) => stamp.needs)]) {
      for (const { raw } of [need.certificate, ...(need.issuer ? [need.issuer] : [])]) if (!certificates.some((entry) => entry.equals(raw))) certificates.push(Buffer.from(raw));
      if (statusOf(need, { ...known, crls }) === null) crls.push(await this.listFor(need));
    }
    return { certificates, crls, ocsps: known.ocsps };
  }

  private async listFor({ certificate, issuer, at }: Need): Promise<Buffer> {
    if (!issuer) throw new EvidenceMissing('chain');
    const isOwn = ownAuthorities(this.ask.trust)[0]?.raw.equals(issuer.raw) === true;
    const list = isOwn ? this.ask.ownList : await this.fetchFirst(certificate);
    const status = statusIn(list, { certificate, issuer, at });
    if (status !== 'good') throw new EvidenceMissing(status ?? 'answer');
    return list;
  }

  private async fetchFirst(certificate: X509Certificate): Promise<Buffer> {
    const addresses = crlAddresses(certificate);
    if (addresses.length === 0) throw new EvidenceMissing('no_address');
    let reason: Failure = 'unreachable';
    for (const address of addresses) {
      try {
        return await this.fetchOnce(address);
      } catch (error) {
        if (!(error instanceof FetchRefused)) throw error;
        reason = error.reason === 'too_large' ? 'answer' : 'unreachable';
      }
    }
    throw new EvidenceMissing(reason);
  }

  private fetchOnce(address: string): Promise<Buffer> {
    const known = this.fetched.get(address);
    if (known) return known;
    const asked = this.ask.fetch.bytes(address, { accept: 'application/pkix-crl', maximumBytes: longestList, timeoutMs: this.ask.patienceMs }).then(({ status, body }) => {
      if (status !== 200) throw new FetchRefused('connect', `HTTP ${status}`);
      return body;
    });
    this.fetched.set(address, asked);
    return asked;
  }
}

/** Long-term validation of sealed documents: revocation data in the file and a timestamp over it (F134, ADR 0014). */
@Injectable()
export class Archive {
  /** After this long a revocation list is given up; shorter in tests. */
  patienceMs = 5_000;

  constructor(private readonly authority: Authority, private readonly fetch: SafeFetch, private readonly db: Db) {}

  /** For one set of documents, with the timestamps of the same set. */
  async begin(stamping: Stamping): Promise<Archiving> {
    const { now } = await this.db.time();
    return new Archiving({ trust: await this.authority.trust(), ownList: await this.authority.revocations(now), fetch: this.fetch, patienceMs: this.patienceMs }, stamping);
  }

  /** Whether a file is as it was sealed. */
  async isWhole(file: Buffer): Promise<boolean> {
    const { now } = await this.db.time();
    return ['genuine', 'expired'].includes(judgePdf(file, await this.authority.trust(), now).verdict);
  }

  /** Last moment of the newest timestamp of a whole file; null without one. */
  async stampedUntil(file: Buffer): Promise<Date | null> {
    const { now } = await this.db.time();
    return judgePdf(file, await this.authority.trust(), now).stamps.at(-1)?.validTo ?? null;
  }
}
