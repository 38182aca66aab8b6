import { contractRoutes, signingRoutes, type ResponseOf } from '@hoshu/api-schema';

export type SigningDocument = ResponseOf<typeof signingRoutes.read>;
export type SigningView = ResponseOf<typeof signingRoutes.get>;
export type AskedKind = SigningDocument['asked'][number]['kind'];

/** What every act of a signing changes. */
export const signingReads = [signingRoutes.read, signingRoutes.get, signingRoutes.gates, contractRoutes.get, contractRoutes.list, contractRoutes.text] as const;

/** Who acts: the name to start from, and whether a second factor can be used. */
export interface Signer { readonly name: string; readonly secondFactor: 'ready' | 'can_enrol' | 'none' }

/** Both have signed here, and the originals are still being made. */
export const waitsForDocuments = ({ conclusion, documents }: SigningView): boolean => conclusion?.method === 'electronic' && documents.length === 0;
