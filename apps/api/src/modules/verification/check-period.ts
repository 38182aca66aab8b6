import { Injectable } from '@nestjs/common';
import type { QueryOf, ResponseOf, verificationRoutes } from '@hoshu/api-schema';
import { daysBetween, jstDayOf, localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { judgePdf, type TimestampTrust } from '../../platform/seal/index.js';
import { Files } from '../../platform/storage/files.js';
import { writeCsv } from '../../platform/tables/csv.js';
import { AmendmentDocuments, type KeptAmendment } from '../amendments/index.js';
import { Authority, documentLabels, SigningDocuments, type KeptDocument } from '../signing/index.js';
import { soundTimestamp } from './timestamps.js';
import { bulkText } from './words.js';

type View = ResponseOf<typeof verificationRoutes.period>;
type Item = View['items'][number];
type Finding = Pick<Item, 'result' | 'basis' | 'text' | 'validUntilOn' | 'level' | 'timestamp'>;

const longestDays = 366;
const mostDocuments = 1_000;
const sealed: readonly Item['kind'][] = ['original_client', 'original_vendor', 'certificate'];
/** One document to check: what the list says of it, where its file is, and whether its bytes carry a seal. */
interface Kept { readonly view: Omit<Item, keyof Finding>; readonly fileId: string; readonly isSealed: boolean }
const results: Readonly<Record<Item['result'], string>> = { ok: '正常', expired: '期限切れ', tampered: '改変の疑い' };

/** F134 一括検証: every document of the contracts and 変更覚書 concluded in a period, checked against its fingerprint and, where it is sealed, its signatures. */
@Injectable()
export class CheckPeriod {
  constructor(private readonly db: Db, private readonly files: Files, private readonly documents: SigningDocuments, private readonly amendments: AmendmentDocuments, private readonly authority: Authority) {}

  /** Throws verification_period (longer than a year, or too many documents). */
  run(actor: Actor, period: QueryOf<typeof verificationRoutes.period>): Promise<View> {
    return this.db.read(actor, (tx) => this.check(tx, period));
  }

  /** The same as CSV; leaves a trace with the counts (D34). */
  file(actor: Actor, period: QueryOf<typeof verificationRoutes.period>): Promise<FileAnswer> {
    return this.db.tx(actor, async (tx) => {
      const { items, counts, checkedAt } = await this.check(tx, period);
      await tx.audit({ type: 'verification.period-exported', article: '後文', data: { from: period.from, to: period.to, ...counts } });
      const rows = items.map((item) => [item.concludedOn, item.contractNumber, item.clientName, item.label.ja, item.fileName, results[item.result], item.text.ja, item.basis === 'signature' ? '電子署名と指紋' : '指紋のみ', item.validUntilOn ?? '', item.sha256, checkedAt, item.level ?? '', item.timestamp?.at ?? '', stampedBy(item)]);
      const head = ['締結日', '契約番号', 'お客様', '書類', 'ファイル名', '結果', '説明', '確かめた方法', '署名を確かめられる最終日', '指紋（SHA-256）', '検証した日時', '署名の水準', 'タイムスタンプの時刻', '時刻認証局'];
      return new FileAnswer(writeCsv([head, ...rows]), 'text/csv; charset=utf-8', `一括検証_${period.from.replaceAll('-', '')}_${period.to.replaceAll('-', '')}.csv`);
    });
  }

  private async check(tx: Tx, { from, to }: QueryOf<typeof verificationRoutes.period>): Promise<View> {
    const days = daysBetween(localDate(from), localDate(to));
    if (days < 0 || days >= longestDays) throw new AppError('verification_period');
    const limit = mostDocuments + 1;
    const kept = [...(await this.documents.between(tx, { from, to }, limit)).map(keptDocument), ...(await this.amendments.between(tx, { from, to }, limit)).map(keptAmendment)];
    if (kept.length > mostDocuments) throw new AppError('verification_period');
    const trust = await this.authority.trust();
    const items: Item[] = [];
    for (const document of kept) items.push({ ...document.view, ...(await this.finding(tx, document, trust)) });
    items.sort((a, b) => (a.concludedOn < b.concludedOn ? -1 : a.concludedOn > b.concludedOn ? 1 : 0));
    const count = (result: Item['result']) => items.filter((item) => item.result === result).length;
    return { fromOn: from, untilOn: to, checkedAt: tx.now.toISOString(), counts: { ok: count('ok'), expired: count('expired'), tampered: count('tampered') }, items };
  }

  private async finding(tx: Tx, { fileId: id, isSealed }: Kept, trust: TimestampTrust): Promise<Finding> {
    const basis = isSealed ? 'signature' as const : 'fingerprint' as const;
    const file = await this.files.read(tx, id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'file_damaged') return null;
      throw error;
    });
    const base = { basis, validUntilOn: null, level: null, timestamp: null };
    if (!file) return { ...base, result: 'tampered', text: bulkText.damaged };
    if (!isSealed) return { ...base, result: 'ok', text: bulkText.kept };
    const { verdict, validUntil, level, ours, stamps: whole } = judgePdf(file.content, trust, tx.now);
    const stamps = [...ours.map(({ timestamp }) => timestamp), ...whole].flatMap((timestamp) => soundTimestamp(timestamp) ?? []);
    const known = { basis, level, validUntilOn: validUntil ? jstDayOf(validUntil.toISOString()) : null, timestamp: level ? stamps.at(-1) ?? null : null };
    if (verdict === 'genuine') return { ...known, result: 'ok', text: bulkText.intact };
    if (verdict === 'expired') return { ...known, result: 'expired', text: bulkText.expired };
    return { ...known, result: 'tampered', text: ours.some(({ timestamp }) => timestamp?.origin === 'broken') ? bulkText.stampBroken : bulkText.broken };
  }
}

const stampedBy = ({ timestamp }: Item): string => (timestamp ? `${timestamp.authority}（${timestamp.own ? 'このサービスの時刻認証局' : 'このサービスとは別の時刻認証局'}）` : '');

const ofContract = (row: KeptDocument | KeptAmendment) => ({ contractId: row.contract_id, contractNumber: row.contract_number, clientName: row.client_name, concludedOn: row.concluded_on, fileName: row.file_name, sha256: row.sha256 });

const keptDocument = (row: KeptDocument): Kept => ({ view: { ...ofContract(row), kind: row.kind, label: documentLabels[row.kind] }, fileId: row.file_id, isSealed: sealed.includes(row.kind) });

const keptAmendment = (row: KeptAmendment): Kept => ({
  view: { ...ofContract(row), kind: row.on_paper ? 'amendment_scan' : 'amendment', label: row.on_paper ? { ja: '署名済みの変更覚書（紙・他のサービス）', en: 'Signed amendment (paper or other service)' } : { ja: '変更覚書', en: 'Amendment' } }, fileId: row.file_id, isSealed: row.sealed,
});
