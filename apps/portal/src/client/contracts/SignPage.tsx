import { pathTo } from '../../paths.js';
import { useT } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useSession } from '../../shared/session/session.js';
import { SigningDesk } from '../../shared/signing/SigningDesk.js';
import { signerOf } from '../../shared/signing/signer.js';

export function Page() {
  const t = useT();
  const { contractId } = usePathParameters('client.contractSign');
  const session = useSession();
  return <SigningDesk contractId={contractId} signer={signerOf(session)} crumbs={[{ label: t('contracts.title'), to: pathTo('client.contracts') }]} onward={<ButtonLink to={pathTo('client.home')}>{t('shell.toHome')}</ButtonLink>} />;
}
