import { clientRoutes, siteRoutes, type ResponseOf } from '@hoshu/api-schema';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useAct, useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { CopyButton } from '../../shared/parts/CopyRow.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { FilterSelect } from '../../shared/parts/Filters.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { CsvFile } from './CsvFile.js';
import { ImportResult } from './ImportResult.js';
import '../../shared/sites/sites.css';

function ImportForm({ onResult }: { readonly onResult: (result: ResponseOf<typeof siteRoutes.import>) => void }) {
  const t = useT();
  const sample = t('sites.csv.sample');
  const [clientId, setClientId] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [pasted, setPasted] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  const clients = useRoute(clientRoutes.list, { query: { limit: '100' } }).data?.items ?? [];
  const { act, isPending, problem } = useAct(siteRoutes.import, { refreshes: [siteRoutes.list, siteRoutes.choices], onDone: onResult });
  const run = () => {
    const chosen = file ?? (pasted.trim() ? new File([pasted], 'pasted.csv', { type: 'text/csv' }) : null);
    setIsEmpty(chosen === null);
    // A refusal is shown above the button.
    if (chosen) void act({ file: chosen, query: clientId ? { clientId } : {} }).catch(() => undefined);
  };
  return (
    <>
      <Section title={t('sites.csv.example')} lead={t('sites.csv.exampleText')}>
        <pre className="h-sample" tabIndex={0} aria-label={t('sites.csv.example')}>{sample}</pre>
        <span><CopyButton text={sample}>{t('shell.copyOf', { label: t('sites.csv.example') })}</CopyButton></span>
      </Section>
      <Section title={t('sites.import')}>
        <FilterSelect label={t('sites.csv.client')} value={clientId} allLabel={t('sites.csv.byColumn')} options={clients.map((client) => ({ value: client.id, label: client.companyName }))} onChange={setClientId} />
        <p className="h-note-small">{t('sites.csv.clientHint')}</p>
        <CsvFile file={file} onFile={setFile} label={t('sites.csv.file')} hint={t('sites.csv.fileHint')} />
        <Textarea label={t('sites.csv.paste')} description={t('sites.csv.pasteHint')} rows={6} value={pasted} disabled={file !== null} onChange={(event) => setPasted(event.currentTarget.value)} />
        {isEmpty && <p role="alert" className="h-field-error">{t('sites.csv.empty')}</p>}
        {problem && <ProblemNote problem={problem} />}
        <span><Button loading={isPending} onClick={run}>{t('sites.csv.run')}</Button></span>
      </Section>
    </>
  );
}

/** Many sites at once (F006): what went in, what was there before, and what is wrong with which line. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'site.write');
  const [result, setResult] = useState<ResponseOf<typeof siteRoutes.import> | null>(null);
  return (
    <Frame title={t('sites.csv.title')} lead={t('sites.csv.lead')} crumbs={[{ label: t('sites.title'), to: pathTo('vendor.sites') }]}>
      <PermissionGate permission="site.write" whoCan={whoCan}>
        {result && <ImportResult result={result} />}
        <ImportForm onResult={setResult} />
      </PermissionGate>
    </Frame>
  );
}
