import { contractRoutes } from '@hoshu/api-schema';
import { NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { ContractTable } from '../../shared/contracts/ContractListPage.js';
import { contractTones, type ContractRow } from '../../shared/contracts/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button, ButtonLink } from '../../shared/parts/Button.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Pager, useCursor } from '../../shared/parts/Pager.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { useAddressQuery } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import './list.css';

const pauseMs = 300;
type ContractStatus = ContractRow['status'];
const statuses = Object.keys(contractTones) as ContractStatus[];
const isStatus = (value: string | undefined): value is ContractStatus => statuses.some((status) => status === value);

function Search({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useT();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onChange(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return <TextInput type="search" label={t('contracts.search')} value={typed} maxLength={100} onChange={(event) => setTyped(event.currentTarget.value)} />;
}

/** Contracts of the vendor: found by number or client, by state, and by the next deadline. Filters stand in the address. */
export function Page() {
  const t = useT();
  const can = useCan();
  const [address, change] = useAddressQuery();
  const cursor = useCursor();
  const status = isStatus(address['status']) ? address['status'] : undefined;
  const order = address['order'] === 'deadline' ? 'deadline' : undefined;
  const search = address['search'] ?? '';
  const query = useRoute(contractRoutes.list, { query: { limit: '50', ...cursor.query, ...(search ? { search } : {}), ...(status ? { status } : {}), ...(order ? { order } : {}) } }, { keepPrevious: true });
  const filter = (changes: Record<string, string | undefined>) => { cursor.restart(); change(changes); };
  const create = can('contract.write') && <ButtonLink to={pathTo('vendor.contractNew')} icon={<IconPlus size={18} aria-hidden />}>{t('contracts.create')}</ButtonLink>;
  const decide = can('renewal.read') && <ButtonLink to={pathTo('vendor.renewals')} variant="default">{t('contracts.decide')}</ButtonLink>;
  const moveIn = can('moving.write') && <ButtonLink to={pathTo('vendor.movingIn')} variant="default">{t('contracts.moveIn')}</ButtonLink>;
  const templates = can('contract.write') && <ButtonLink to={pathTo('vendor.templates')} variant="default">{t('contracts.templates')}</ButtonLink>;
  const filtered = search !== '' || status !== undefined;
  return (
    <Frame title={t('contracts.title')} actions={<>{decide}{moveIn}{templates}{create}</>}>
      <div className="h-filters" role="search">
        <Search value={search} onChange={(next) => filter({ search: next })} />
        <NativeSelect label={t('contracts.status')} value={status ?? ''} onChange={(event) => filter({ status: event.currentTarget.value })}>
          <option value="">{t('contracts.all')}</option>
          {statuses.map((name) => <option key={name} value={name}>{t(`home.status.${name}`)}</option>)}
        </NativeSelect>
        <NativeSelect label={t('contracts.order')} value={order ?? ''} onChange={(event) => filter({ order: event.currentTarget.value })}>
          <option value="">{t('contracts.order.number')}</option>
          <option value="deadline">{t('contracts.order.deadline')}</option>
        </NativeSelect>
      </div>
      <QueryView query={query}>
        {({ items, nextCursor, total }) => (
          <>
            <p role="status" className="h-note-small">{t('contracts.count', { count: items.length })}</p>
            <ContractTable withClient rows={items} pathOf={(contractId) => pathTo('vendor.contract', { contractId })}
              empty={filtered ? <EmptyState title={t('contracts.noHit')}><Button variant="default" onClick={() => filter({ search: undefined, status: undefined })}>{t('contracts.clear')}</Button></EmptyState> : <EmptyState title={t('contracts.none')} text={t('contracts.noneText')}>{create}</EmptyState>} />
            <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
          </>
        )}
      </QueryView>
    </Frame>
  );
}
