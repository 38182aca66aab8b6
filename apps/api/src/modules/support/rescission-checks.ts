import type { RequirementCheck } from '../notices/index.js';
import { articleOf, type CaseRow } from './case.repository.js';

type Checked = Pick<CaseRow, 'article' | 'arrived_on' | 'bounced' | 'authority'>;

/** 要件チェック of a rescission: its form, arrival and giver. The ground itself and its evidence are none of the desk's, which does not see them (D8). */
export function rescissionChecks(row: Checked): RequirementCheck[] {
  const article = articleOf(row.article);
  return [
    { key: 'form', result: '充足', label: { ja: '通知の方式', en: 'Form' }, article, rule: { ja: '解除の通知は、別紙1に電子通知の特約があるときだけポータル（電子メール）で行えます。特約がなければ書面で行います。', en: 'A rescission goes by portal (e-mail) only where annex 1 agrees electronic notices; otherwise on paper.' } },
    { key: 'arrival', result: row.arrived_on ? '充足' : row.bounced ? '不足' : '要確認', label: { ja: '相手方への到達', en: 'Arrival' }, article, rule: { ja: '解除の通知は相手方に到達した時に効力が生じ（民法97条1項）、契約はその日に終わります。発送は到達ではありません。', en: 'A rescission takes effect when it reaches the other side (Civil Code art. 97(1)), and the contract is over on that day; posting is not arrival.' } },
    { key: 'authority', result: row.authority === 'ok' ? '充足' : '要確認', label: { ja: '通知する権限', en: 'Authority' }, article, rule: { ja: '通知権限のある方からの通知かを、当事者どうしで確認します。', en: 'The parties themselves confirm that the giver was authorised.' } },
    { key: 'ground', result: '要確認', label: { ja: '解除の理由', en: 'Ground' }, article, rule: { ja: '理由とその資料は窓口には表示されません。理由にあたるかどうかは、当事者どうしで確認します。窓口は判断しません。', en: 'The ground and its evidence are not shown to the desk. Whether it is given is between the parties; the desk does not judge.' } },
  ];
}
