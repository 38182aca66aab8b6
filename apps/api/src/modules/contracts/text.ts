import { bodyHash, plainWords, renderContract, type ContractTerms } from '@hoshu/contract-text';
import { sha256 } from '../../platform/digest.js';

/** The hash of the contract as it reads under some terms (D42). */
export const bodyHashOf = (terms: ContractTerms): string => bodyHash(renderContract(terms), sha256);

/** The plain words of every article, in order. */
export const plainList = (terms: ContractTerms) => Object.entries(plainWords(terms)).map(([article, words]) => ({ article: Number(article), ...words }));
