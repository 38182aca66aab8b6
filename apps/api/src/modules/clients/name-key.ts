const legalForms = [
  '株式会社', '有限会社', '合同会社', '合資会社', '合名会社', '医療法人社団', '医療法人財団', '医療法人', '一般社団法人', '公益社団法人', '一般財団法人', '公益財団法人', '社会福祉法人', '学校法人', '宗教法人', '特定非営利活動法人', 'npo法人', '弁護士法人', '税理士法人',
] as const;

/** What is left of an organisation's name for comparing: no legal form, width, case or blanks. For finding only; a name is stored as it was typed. */
export function nameKey(name: string): string {
  // NFKC turns ㈱ into (株), which the pattern takes away.
  const plain = name.normalize('NFKC').toLowerCase().replace(/[\s・.,'"’”]/g, '').replace(/\((株|有|同|資|名|医|一社|一財|公社|公財|福|学|宗|特非)\)/g, '');
  const key = legalForms.reduce((text, form) => text.replace(form, ''), plain);
  return key || plain;
}

const sharedDomains: ReadonlySet<string> = new Set(['gmail.com', 'yahoo.co.jp', 'yahoo.com', 'outlook.jp', 'outlook.com', 'hotmail.com', 'hotmail.co.jp', 'icloud.com', 'me.com', 'docomo.ne.jp', 'ezweb.ne.jp', 'au.com', 'softbank.ne.jp', 'i.softbank.jp', 'nifty.com', 'biglobe.ne.jp', 'ocn.ne.jp', 'so-net.ne.jp']);

/** The domain of an address where it says something about the organisation; null for free mail. */
export function organisationDomain(email: string): string | null {
  const domain = email.trim().toLowerCase().split('@')[1] ?? '';
  return domain && !sharedDomains.has(domain) ? domain : null;
}
