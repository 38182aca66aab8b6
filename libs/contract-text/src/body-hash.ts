import { canonicalJson } from '@hoshu/domain';
import type { ContractModel } from './model.js';

/**
 * The hash that both originals print and that the attached JSON can be checked against:
 * SHA-256 over the RFC 8785 form of the model.
 * @param sha256 hashes the UTF-8 bytes of a text to lower-case hex; may answer later (a browser does)
 * @returns whatever `sha256` returns
 */
export function bodyHash<Digest>(model: ContractModel, sha256: (text: string) => Digest): Digest {
  return sha256(canonicalJson(model));
}
