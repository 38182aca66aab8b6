import { readFileSync } from 'node:fs';
import { Resolver } from 'node:dns/promises';
import { Inject, Injectable } from '@nestjs/common';
import { authenticate } from 'mailauth';
import type { Config } from '../config.js';
import { CONFIG } from '../tokens.js';

export type CheckResult = 'pass' | 'fail' | 'none' | 'not_checked';
/** What SPF, DKIM and DMARC say of a mail; `not_checked`: the sender's DNS could not be asked, or the mail did not come by SMTP. */
export interface MailVerdicts { readonly spf: CheckResult; readonly dkim: CheckResult; readonly dmarc: CheckResult; readonly dkimDomains: readonly string[] }

const results: Readonly<Record<string, CheckResult>> = { pass: 'pass', fail: 'fail', softfail: 'fail', permerror: 'fail', policy: 'fail', none: 'none', neutral: 'none' };
const verdict = (result: string | undefined): CheckResult => (result === undefined ? 'not_checked' : results[result] ?? 'not_checked');
const unchecked: MailVerdicts = { spf: 'not_checked', dkim: 'not_checked', dmarc: 'not_checked', dkimDomains: [] };
const absent = new Set(['ENOTFOUND', 'ENODATA']);
const patienceMs = 15_000;

type Ask = (name: string, type: string) => Promise<unknown>;

/** Asks whether a mail comes from where it says (RFC 7208, 6376, 7489). Hints for people: a failed check never throws a notice away. */
@Injectable()
export class MailChecks {
  private readonly ask: Ask;

  constructor(@Inject(CONFIG) config: Config) {
    this.ask = config.dnsRecordsFile ? recordsOf(config.dnsRecordsFile) : askDns();
  }

  /** `connection`: who delivered it; null for a mail that was uploaded, where only the signature can be checked. Never throws. */
  async run(raw: Buffer, connection: { readonly ip: string; readonly helo: string; readonly mailFrom: string } | null, mta: string): Promise<MailVerdicts> {
    let unreachable = false;
    const resolver: Ask = (name, type) => this.ask(name, type).catch((error: NodeJS.ErrnoException) => {
      if (!absent.has(error.code ?? '')) unreachable = true;
      throw error;
    });
    const answer = authenticate(raw, { ...(connection ? { ip: connection.ip, helo: connection.helo, sender: connection.mailFrom } : {}), mta, resolver, disableArc: true, disableBimi: true }).catch(() => null);
    const found = await Promise.race([answer, new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null).unref())]);
    if (!found || unreachable) return unchecked;
    const dkim = found.dkim.results.map((entry) => verdict(entry.status.result));
    return {
      spf: connection && found.spf ? verdict(found.spf.status.result) : 'not_checked', dkim: dkim.find((entry) => entry === 'pass') ?? dkim.find((entry) => entry === 'fail') ?? dkim[0] ?? 'none',
      dmarc: connection && found.dmarc ? verdict(found.dmarc.status.result) : 'not_checked', dkimDomains: found.dkim.results.filter((entry) => entry.status.result === 'pass' && entry.signingDomain).map((entry) => entry.signingDomain ?? ''),
    };
  }
}

function askDns(): Ask {
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  return (name, type) => resolver.resolve(name, type as 'TXT');
}

/** Records from a file instead of DNS, for tests: `{ "TXT example.jp": [["v=spf1 …"]] }`. */
function recordsOf(file: string): Ask {
  const records = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  return (name, type) => (`${type} ${name}` in records ? Promise.resolve(records[`${type} ${name}`]) : Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })));
}
