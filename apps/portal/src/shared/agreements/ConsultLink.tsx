import { withSearch } from '../../paths.js';
import type { Side } from '../contracts/side.js';
import { useT } from '../i18n/translate.js';
import { AppLink } from '../router/links.js';
import { useCan } from '../session/session.js';
import { agreementPaths, type Agreement } from './agreement-words.js';

interface ConsultLinkProps { readonly side: Side; readonly contractId: string; readonly about: { readonly kind: NonNullable<Agreement['about']>['kind']; readonly id: string }; readonly subject: string }

/** The way from any record to a consultation about it (第21条). */
export function ConsultLink({ side, contractId, about, subject }: ConsultLinkProps) {
  const t = useT();
  const can = useCan();
  if (!can('agreement.write')) return null;
  return <p><AppLink to={withSearch(agreementPaths(side).open, { contractId, about: about.kind, aboutId: about.id, subject })}>{t('agreements.consult')}</AppLink></p>;
}
