import type { ResponseOf, verificationRoutes } from '@hoshu/api-schema';
import type { Level, TimestampCheck } from '../../platform/seal/index.js';

type Result = ResponseOf<typeof verificationRoutes.check>;
interface Words { readonly ja: string; readonly en: string }

/** What each verdict means, and what it does not say. */
export const verdictText: Readonly<Record<Result['verdict'], Words>> = {
  genuine: { ja: 'Hoshuで署名された書類です。署名のあとに変更されていません。', en: 'This document was signed with Hoshu and has not been changed since.' },
  expired: { ja: 'Hoshuで署名された書類で、変更は見つかりません。ただし、署名に使った証明書の有効期間が過ぎているため、署名だけでは証明できません。', en: 'This document was signed with Hoshu and no change was found. The certificate behind the signature has run out, so the signature alone no longer proves it.' },
  changed: { ja: 'Hoshuで署名された書類ですが、署名のあとに変更または追記されています。原本として扱わないでください。', en: 'This document was signed with Hoshu but was changed or added to afterwards. Do not treat it as an original.' },
  unknown: { ja: '署名はありますが、このHoshuで付けられたものとは確かめられません。ほかのサービスの署名か、読み取れない署名です。', en: 'There is a signature, but it cannot be traced to this Hoshu: another service made it, or it cannot be read.' },
  unsigned: { ja: '電子署名がありません。紙の契約書のスキャンや、印刷用のPDFかもしれません。', en: 'There is no electronic signature. It may be a scan, or a PDF meant for printing.' },
};

const sealed = {
  ja: 'だれの操作で署名されたかと、変更がないことを、このサービスの認証局の証明書で示します。',
  en: 'the certificate of this service shows on whose act it was signed and that nothing was changed.',
};

const time = {
  none: {
    ja: 'タイムスタンプはありません。署名の時刻はこのサービスの時計によるもので、第三者による証明ではありません。',
    en: 'There is no timestamp. The time is that of the clock of this service; no third party attests it.',
  },
  own: {
    ja: '署名には、このサービスの時刻認証局のタイムスタンプが付いています。あとから時刻だけを書き換えれば分かります。ただし、時計も鍵もこのサービスのものなので、第三者による証明ではありません。総務大臣認定のタイムスタンプなら、このサービスから独立した第三者が時刻を証明します。',
    en: "Each signature has a timestamp of this service's own authority, so a time that was altered later is noticed. Clock and key are those of this service, so no third party attests the time. A timestamp accredited by the Minister for Internal Affairs and Communications would be a third party's word.",
  },
  other: {
    ja: '署名には、このサービスとは別の時刻認証局のタイムスタンプが付いていて、その時刻に署名があったことを、このサービスの時計によらずに示します。総務大臣認定の時刻認証局かどうかは、このページでは確かめていません。',
    en: 'Each signature has a timestamp of an authority other than this service, which shows without the clock of this service that the signature existed at that time. Whether that authority is accredited by the Minister for Internal Affairs and Communications is not checked here.',
  },
} as const satisfies Record<string, Words>;

const lasting: Readonly<Record<Level, Words>> = {
  'B-B': { ja: '', en: '' }, 'B-T': { ja: '', en: '' },
  'B-LT': { ja: '証明書が失効していないことを示すデータも、ファイルの中にあります。', en: ' The file also holds what shows that the certificates were not revoked.' },
  'B-LTA': {
    ja: '証明書が失効していないことを示すデータもファイルの中にあり、全体にタイムスタンプが付いているため、署名の証明書の期限が切れたあとも確かめられます。',
    en: ' The file also holds what shows that the certificates were not revoked, and a timestamp covers all of it, so it can be checked after the certificates of its signatures have run out.',
  },
};

/**
 * What a seal of a level proves. No statute and no accredited timestamp is claimed (D6, D10).
 * @param isOwn whether this service's own authority gave any of the timestamps
 */
export function levelText(level: Level, isOwn: boolean): Words {
  const of = time[level === 'B-B' ? 'none' : isOwn ? 'own' : 'other'];
  return { ja: `PAdES ${level}：${sealed.ja}${of.ja}${lasting[level].ja}`, en: `PAdES ${level}: ${sealed.en} ${of.en}${lasting[level].en}` };
}

/** What is known about the timestamp of one signature. */
export const timestampText: Readonly<Record<TimestampCheck['origin'], Words>> = {
  own: { ja: 'このサービスの時刻認証局のタイムスタンプ', en: 'Timestamp of this service’s own authority' },
  listed: { ja: 'このサービスとは別の時刻認証局のタイムスタンプ', en: 'Timestamp of an authority other than this service' },
  unknown: { ja: 'タイムスタンプはありますが、発行元を確かめられないため、時刻の証明になりません', en: 'There is a timestamp, but whose it is cannot be checked, so it proves no time' },
  broken: { ja: 'タイムスタンプが改変されているか、この署名のものではありません', en: 'The timestamp was altered, or is not of this signature' },
};

/** The results of the bulk check, as the list and the CSV say them. */
export const bulkText = {
  intact: { ja: '署名は有効で、変更されていません', en: 'Signatures valid, nothing changed' },
  kept: { ja: '保管したときのままです（署名ではなく指紋で確認）', en: 'As it was kept (by its fingerprint, not a signature)' },
  expired: { ja: '変更はありませんが、証明書の有効期間が過ぎています', en: 'Nothing changed, but the certificate has run out' },
  damaged: { ja: '保管したときの内容と一致しないか、ファイルがありません', en: 'Differs from what was kept, or the file is missing' },
  broken: { ja: '署名が有効ではありません', en: 'A signature is not valid' },
  stampBroken: { ja: 'タイムスタンプが改変されているか、署名と合いません', en: 'A timestamp was altered or does not fit its signature' },
} as const satisfies Record<string, Words>;
