import { supportRoutes, type ResponseOf } from '@hoshu/api-schema';
import { Radio } from '@mantine/core';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useT } from '../../shared/i18n/translate.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { CallForm } from './CallForm.js';
import { FindContract } from './FindContract.js';
import { RegisterForm } from './RegisterForm.js';

export type Found = ResponseOf<typeof supportRoutes.findContract>['items'][number];

/** A notice that came on paper or by e-mail to the desk: find its contract, then say what came. */
export function Page() {
  const t = useT();
  const [came, setCame] = useState<'written' | 'spoken'>('written');
  const [contract, setContract] = useState<Found | null>(null);
  return (
    <Frame title={t('desk.new')} crumbs={[{ label: t('desk.title'), to: pathTo('staff.cases') }]} lead={t('desk.newLead')}>
      <FindContract chosen={contract} onChoose={setContract} />
      {contract && (
        <>
          <Radio.Group name="came" label={t('desk.call.cameBy')} value={came} onChange={(value) => setCame(value === 'spoken' ? 'spoken' : 'written')}>
            <div className="h-stack">{(['written', 'spoken'] as const).map((value) => <Radio key={value} value={value} label={t(`desk.call.cameBy.${value}`)} />)}</div>
          </Radio.Group>
          {came === 'spoken' ? <CallForm key={`call-${contract.tenantId}`} contract={contract} /> : <RegisterForm key={contract.tenantId} contract={contract} />}
        </>
      )}
    </Frame>
  );
}
