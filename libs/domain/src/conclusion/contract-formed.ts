import { instantMilliseconds, jstDayOf } from '../calendar/jst.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** A side's signature; null while it is missing. */
export interface PartySignature {
  readonly party: '甲' | '乙';
  readonly signedAt: string | null;
}

export interface ContractFormedInput {
  readonly signatures: readonly PartySignature[];
}

const SIDES = ['甲', '乙'] as const;

/** R26: the Japanese calendar day of the later signature, or null while one is missing. 民法97条・522条. */
export function contractFormedOn({ signatures }: ContractFormedInput): LocalDate | null {
  const signed = signatures.map(({ signedAt }) => signedAt).filter((at) => at !== null);
  const everySide = SIDES.every((side) => signatures.some(({ party }) => party === side));
  if (!everySide || signed.length < signatures.length) return null;
  const last = signed.reduce((latest, at) => (instantMilliseconds(at) > instantMilliseconds(latest) ? at : latest));
  return jstDayOf(last);
}

/** The steps of `contractFormedOn`. */
export function contractFormedOnSteps({ signatures }: ContractFormedInput, formedOn: LocalDate | null): readonly Step[] {
  const lines = signatures.map(({ party, signedAt }) => {
    const [ja, en] = party === '甲' ? ['お客様（甲）', 'The client'] : ['保守会社（乙）', 'The vendor'];
    return signedAt === null ? step(`${ja}は未署名`, `${en} has not signed`) : step(`${ja}が ${signedAt} に署名（日本時間 ${jstDayOf(signedAt)}）`, `${en} signed at ${signedAt} (${jstDayOf(signedAt)} in Japan)`);
  });
  return [...lines, formedOn === null
    ? step('双方の署名がそろっていないため、契約は成立していません（民法522条）', 'Both signatures are needed: no contract yet (Civil Code art. 522)')
    : step(`後の署名の日 ${formedOn} に成立（民法97条・522条）`, `Formed on ${formedOn}, the day of the later signature (arts. 97, 522)`)];
}
