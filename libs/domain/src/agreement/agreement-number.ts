/** `HS-2026-0001-A2`: the second matter of a contract. */
export const agreementNumber = (contractNumber: string, matter: number): string => `${contractNumber}-A${matter}`;
