import { supportRoutes } from '@hoshu/api-schema';
import { Radio, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import type { Found } from './NewCasePage.js';

/** By number alone; two vendors may use the same number, so a person chooses. */
export function FindContract({ chosen, onChoose }: { readonly chosen: Found | null; readonly onChoose: (contract: Found | null) => void }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [number, setNumber] = useState('');
  const [isMissing, setMissing] = useState(false);
  const query = useRoute(supportRoutes.findContract, { query: { number } }, { enabled: number !== '' });
  const find = (event: FormEvent) => {
    event.preventDefault();
    onChoose(null);
    const wanted = typed.normalize('NFKC').trim();
    setMissing(wanted === '');
    setNumber(wanted);
  };
  return (
    <Section title={t('desk.find')} lead={t('desk.findLead')}>
      <form className="h-form" onSubmit={find}>
        <TextInput label={t('desk.findNumber')} error={isMissing && t('form.error.required')} description={t('desk.findHint')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" maw={320} maxLength={60} />
        <Button type="submit" loading={query.isFetching}>{t('desk.findNow')}</Button>
      </form>
      {number !== '' && (
        <QueryView query={query}>
          {({ items }) => (items.length === 0 ? <p role="status">{t('desk.findNone', { number })}</p> : (
            <Radio.Group name="contract" label={t('desk.findOne', { count: items.length })} value={chosen?.tenantId ?? ''} onChange={(tenantId) => onChoose(items.find((item) => item.tenantId === tenantId) ?? null)}>
              <div className="h-stack">{items.map((item) => <Radio key={item.tenantId} value={item.tenantId} label={`${item.contractNumber}　${item.tenantName}`} />)}</div>
            </Radio.Group>
          ))}
        </QueryView>
      )}
    </Section>
  );
}
