import { amendmentRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useRoute } from '../api/hooks.js';
import type { Side } from '../contracts/side.js';
import { useT } from '../i18n/translate.js';
import { Button, ButtonLink } from '../parts/Button.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, Money } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { useCan } from '../session/session.js';
import { amendmentPath, amendmentTones, stateKey } from './amendment-words.js';
import { NoticeAddressForm } from './NoticeAddressForm.js';

/** The versions of a contract with their days, its 変更覚書, and the way to a new one. */
export function AmendmentsSection({ contractId, side, isOpen }: { readonly contractId: string; readonly side: Side; readonly isOpen: boolean }) {
  const t = useT();
  const can = useCan();
  const [isTelling, setTelling] = useState(false);
  const query = useRoute(amendmentRoutes.ofContract, { params: { contractId } });
  return (
    <Section title={t('amendments.title')} lead={t('amendments.lead')}>
      <QueryView query={query} what={t('amendments.title')}>
        {({ versions, items }) => (
          <>
            <ul className="h-bare-list h-stack">
              {versions.map((version) => <li key={version.number}><strong>{t('amendments.version', { number: version.number })}</strong>　<DateText on={version.effectiveOn} />{t('amendments.since')}{version.feeYen !== null && <>　<Money yen={version.feeYen} /></>} {version.isCurrent && <Status tone="good" label={t('amendments.current')} />}</li>)}
            </ul>
            {items.length > 0 && (
              <ul className="h-bare-list h-stack">
                {items.map((item) => <li key={item.id}><AppLink to={amendmentPath(side, item.id)}>{item.number}　{t(`amendments.kind.${item.kind}`)}</AppLink>　{t('amendments.effectiveOn')}：<DateText on={item.effectiveOn} /> <Status tone={amendmentTones[item.state]} label={t(stateKey(item))} /></li>)}
              </ul>
            )}
          </>
        )}
      </QueryView>
      {isOpen && can('agreement.settle') && (
        <div className="h-page-actions">
          <ButtonLink to={pathTo(side === 'client' ? 'client.amendmentNew' : 'vendor.amendmentNew', { contractId })} variant="default">{t('amendments.new')}</ButtonLink>
          <Button variant="default" onClick={() => setTelling(true)}>{t('amendments.noticeAddress')}</Button>
        </div>
      )}
      {isTelling && <NoticeAddressForm contractId={contractId} onClose={() => setTelling(false)} />}
    </Section>
  );
}
