import { createHash } from 'node:crypto';
import { bodyHash, plainWords, renderContract, type ContractTerms } from '@hoshu/contract-text';

/** SHA-256 of UTF-8 text, lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hash of the contract as it reads under some terms (D42). */
export const bodyHashOf = (terms: ContractTerms): string => bodyHash(renderContract(terms), sha256);

/** The plain words of every article, in order. */
export const plainList = (terms: ContractTerms) => Object.entries(plainWords(terms)).map(([article, words]) => ({ article: Number(article), ...words }));
