import { supportRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useT } from '../../shared/i18n/translate.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { FindContract } from './FindContract.js';
import { RegisterForm } from './RegisterForm.js';

export type Found = ResponseOf<typeof supportRoutes.findContract>['items'][number];

/** A notice that came on paper or by e-mail to the desk: find its contract, then say what came. */
export function Page() {
  const t = useT();
  const [contract, setContract] = useState<Found | null>(null);
  return (
    <Frame title={t('desk.new')} crumbs={[{ label: t('desk.title'), to: pathTo('staff.cases') }]} lead={t('desk.newLead')}>
      <FindContract chosen={contract} onChoose={setContract} />
      {contract && <RegisterForm key={contract.tenantId} contract={contract} />}
    </Frame>
  );
}
