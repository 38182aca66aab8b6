const grouped = new Intl.NumberFormat('ja-JP', { maximumFractionDigits: 0 });

/** Whole yen → `61,600円`; minus as `−1,000円`. */
export const yenText = (amountYen: number): string => `${amountYen < 0 ? '−' : ''}${grouped.format(Math.abs(amountYen))}円`;

/** Whole yen with separators and no unit, for inputs that show 円 beside them. */
export const yenDigits = (amountYen: number): string => grouped.format(amountYen);

/** Headline of an invoice: `￥61,600-`. */
export const yenHeadline = (amountYen: number): string => `￥${grouped.format(amountYen)}-`;

const tenThousands = (text: string): number | null => {
  const match = /^(\d+(?:\.\d{1,4})?)万(\d{0,4})$/.exec(text);
  if (!match) return null;
  const [whole = '0', fraction = ''] = (match[1] ?? '').split('.');
  return Number(whole) * 10_000 + Number(fraction.padEnd(4, '0')) + Number(match[2] || 0);
};

/** Reads an amount as typed (`６１，６００円`, `¥61600`, `5万`, `1.5万`); returns whole yen, or null when it is none. */
export function parseYen(raw: string): number | null {
  const text = raw.normalize('NFKC').replace(/[\s,、円¥]/g, '').replace(/-$/, '');
  if (/^\d{1,12}$/.test(text)) return Number(text);
  const value = tenThousands(text);
  return value !== null && value <= 999_999_999_999 ? value : null;
}
