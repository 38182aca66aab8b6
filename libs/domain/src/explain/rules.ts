import type { Confidence } from './step.js';

/** One rule of law or practice: its functions, where it stands in the contract and in the law, and how firmly. */
export interface Rule {
  readonly id: string;
  readonly fnNames: readonly string[];
  readonly titleJa: string;
  readonly titleEn: string;
  readonly article: string;
  readonly law: string;
  readonly confidence: Confidence;
  /** Functions that stand more or less firmly than the rule as a whole. */
  readonly confidenceByFn?: Readonly<Record<string, Confidence>>;
}

/** Version of the rules as a whole; raised whenever a rule answers otherwise. What was stored keeps the version that answered it. */
export const RULES_VERSION = '2026-11';

/** All rules R01–R33. 要確認 in the product comes from here, never from a value. */
export const RULES: readonly Rule[] = [
  { id: 'R01', fnNames: ['periodEnd'], titleJa: '期間の計算', titleEn: 'Period arithmetic', article: '第17条1項', law: '民法138条〜143条', confidence: 'high' },
  { id: 'R02', fnNames: ['renewalChain'], titleJa: '自動更新', titleEn: 'Automatic renewal', article: '第17条2項', law: '民法140条・143条', confidence: 'high' },
  { id: 'R03', fnNames: ['nonRenewalDeadline', 'classifyNonRenewal'], titleJa: '終了通知の期限', titleEn: 'Deadline of the non-renewal notice', article: '第17条2項', law: '民法138条〜143条（類推）', confidence: 'medium' },
  { id: 'R04', fnNames: ['terminationEffective'], titleJa: '中途解約の終了日', titleEn: 'Effect of a termination notice', article: '第18条', law: '民法140条・141条', confidence: 'high' },
  { id: 'R05', fnNames: ['arrivalDate'], titleJa: '通知の到達', titleEn: 'Arrival of notices', article: '第17条〜第19条', law: '民法97条、最判平成10.6.11', confidence: 'medium' },
  { id: 'R06', fnNames: ['resolveEnd'], titleJa: '契約を終わらせる通知', titleEn: 'Which notice ends the contract', article: '第17条〜第20条', law: '民法97条・540条', confidence: 'medium' },
  { id: 'R07', fnNames: ['survivalLastDay'], titleJa: '秘密保持の存続', titleEn: 'Survival of confidentiality', article: '第13条2項', law: '民法140条・141条・143条', confidence: 'high' },
  { id: 'R08', fnNames: ['holidayName', 'isBankBusinessDay'], titleJa: '祝日と銀行営業日', titleEn: 'Holidays and bank business days', article: '第11条2項', law: '国民の祝日に関する法律2条・3条、銀行法15条・施行令5条1項', confidence: 'high' },
  { id: 'R09', fnNames: ['dueDate', 'feeDueDate'], titleJa: '支払期日', titleEn: 'Due date of the fee', article: '第11条2項(2)', law: '民法142条・648条2項、最判平成11.3.11', confidence: 'high', confidenceByFn: { feeDueDate: 'medium' } },
  { id: 'R10', fnNames: ['prorate'], titleJa: '日割り', titleEn: 'Partial months', article: '第11条1項', law: '民法648条3項2号', confidence: 'medium' },
  { id: 'R11', fnNames: ['splitTaxInclusive', 'invoiceTax'], titleJa: '消費税と端数処理', titleEn: 'Consumption tax and rounding', article: '第11条1項', law: '消費税法施行令70条の10、基本通達1-8-15', confidence: 'high' },
  { id: 'R12', fnNames: ['corporateCheckDigit', 'registrationNumber'], titleJa: '登録番号', titleEn: 'Registration number', article: '第11条', law: '消費税法57条の2、法人番号の指定等に関する省令', confidence: 'high' },
  { id: 'R13', fnNames: ['exemptVendorDeductionRate'], titleJa: '免税事業者からの仕入れの控除割合', titleEn: 'Deduction for purchases from vendors without a number', article: '第11条', law: '令和8年度税制改正（経過措置）', confidence: 'high' },
  { id: 'R14', fnNames: ['creditNoteRequired'], titleJa: '適格返還請求書', titleEn: 'Credit notes', article: '第11条3項', law: '消費税法57条の4第3項、施行令70条の9第3項2号', confidence: 'high' },
  { id: 'R15', fnNames: ['retentionPeriod'], titleJa: '保存期間', titleEn: 'Retention', article: '第11条', law: '法人税法施行規則59条、電子帳簿保存法7条・施行規則4条', confidence: 'medium' },
  { id: 'R16', fnNames: ['stampDuty'], titleJa: '印紙税', titleEn: 'Stamp duty', article: '後文', law: '印紙税法別表第一 第2号・第7号', confidence: 'medium' },
  { id: 'R17', fnNames: ['wareki', 'parseWareki'], titleJa: '和暦', titleEn: 'Japanese era', article: '後文', law: '元号法', confidence: 'high' },
  { id: 'R18', fnNames: ['leakReport'], titleJa: '漏えい等の報告', titleEn: 'Leak reporting', article: '第14条', law: '個人情報保護法26条、施行規則7条・8条', confidence: 'medium' },
  { id: 'R19', fnNames: ['toritekiApplies', 'paymentLimit60', 'toritekiLateInterest'], titleJa: '取適法（再委託の支払）', titleEn: 'Subcontract payments (Toriteki Act)', article: '第10条', law: '取適法2条・3条・6条', confidence: 'medium', confidenceByFn: { paymentLimit60: 'high' } },
  { id: 'R20', fnNames: ['lateInterest'], titleJa: '遅延損害金', titleEn: 'Late interest', article: '第11条2項', law: '民法404条・419条', confidence: 'high' },
  { id: 'R21', fnNames: ['liabilityCap'], titleJa: '損害賠償の上限', titleEn: 'Liability cap', article: '第16条2項', law: '民法416条1項・477条', confidence: 'medium' },
  { id: 'R22', fnNames: ['districtCourt', 'agreedCourt'], titleJa: '合意管轄', titleEn: 'Jurisdiction', article: '第22条', law: '下級裁判所の設立及び管轄区域に関する法律、民事訴訟法11条', confidence: 'high' },
  { id: 'R23', fnNames: ['freelanceProtected'], titleJa: 'フリーランス法の保護', titleEn: 'Protected freelancers', article: '第17条〜第19条', law: 'フリーランス法2条・16条', confidence: 'high' },
  { id: 'R24', fnNames: ['invoiceMissing'], titleJa: '適格請求書の記載事項', titleEn: 'Fields of a qualified invoice', article: '第11条', law: '消費税法57条の4第1項', confidence: 'high' },
  { id: 'R25', fnNames: ['searchRecords'], titleJa: '電子取引データの検索', titleEn: 'Search of electronic transaction data', article: '第11条', law: '電子帳簿保存法7条・施行規則4条1項', confidence: 'high' },
  { id: 'R26', fnNames: ['contractFormedOn'], titleJa: '契約の成立日', titleEn: 'Day of formation', article: '第17条1項', law: '民法97条・522条', confidence: 'high' },
  { id: 'R27', fnNames: ['antisocialGate'], titleJa: '反社会的勢力の確認', titleEn: 'Check for antisocial forces', article: '第20条', law: '暴力団排除条例、政府指針（平成19年）', confidence: 'medium' },
  { id: 'R28', fnNames: ['liabilityDecision'], titleJa: '損害の負担', titleEn: 'Who bears the damage', article: '第15条・第16条', law: '民法415条・416条', confidence: 'medium' },
  { id: 'R29', fnNames: ['slaMinutes'], titleJa: '対応時間', titleEn: 'Response clock', article: '第5条3項・第6条2項・第9条1項', law: '契約の定めによる', confidence: 'medium' },
  { id: 'R30', fnNames: ['workScope'], titleJa: '業務の範囲', titleEn: 'Scope of work', article: '第3条・第4条', law: '契約の定めによる', confidence: 'high' },
  { id: 'R31', fnNames: ['settlementFlow'], titleJa: 'お金の流れ', titleEn: 'Flow of money', article: '第11条2項(1)', law: '資金決済法2条の2', confidence: 'low' },
  { id: 'R32', fnNames: ['immediateTermination'], titleJa: '無催告解除', titleEn: 'Immediate termination', article: '第19条・第20条2項', law: '民法540条〜542条、最判平20.12.16', confidence: 'medium' },
  { id: 'R33', fnNames: ['closingText'], titleJa: '電子契約の後文', titleEn: 'Closing formula', article: '後文', law: '民法522条2項', confidence: 'medium' },
];

/** The rule of a function. Throws RangeError for a name that no rule has. */
export function ruleOf(fnName: string): Rule {
  const rule = RULES.find(({ fnNames }) => fnNames.includes(fnName));
  if (rule === undefined) throw new RangeError(`no rule has a function ${fnName}`);
  return rule;
}

/** How firmly a function of a rule stands. */
export function confidenceOf(fnName: string): Confidence {
  const rule = ruleOf(fnName);
  return rule.confidenceByFn?.[fnName] ?? rule.confidence;
}
