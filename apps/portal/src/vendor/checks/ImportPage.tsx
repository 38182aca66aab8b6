import { checkRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useAct } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { CopyButton } from '../../shared/parts/CopyRow.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { Figures } from '../../shared/parts/Facts.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { CsvFile } from '../sites/CsvFile.js';
import '../../shared/sites/sites.css';

type Result = ResponseOf<typeof checkRoutes.import>;

function Outcome({ result }: { readonly result: Result }) {
  const t = useT();
  const language = textLanguage();
  const columns: Column<Result['errors'][number]>[] = [
    { key: 'line', header: t('sites.csv.line'), cell: (row) => row.line, card: 'title' },
    { key: 'subject', header: t('checks.subject'), cell: (row) => row.subjectName || '—' },
    { key: 'field', header: t('sites.csv.field'), cell: (row) => row.field },
    { key: 'why', header: t('sites.csv.why'), cell: (row) => row[language], card: 'full' },
  ];
  return (
    <div role="status">
      <Section title={t('sites.csv.result')}>
        <Figures items={(['created', 'known'] as const).map((key) => ({ label: t(`sites.csv.${key}`), value: t('sites.csv.lines', { count: result[key] }) }))} />
        <p className="h-note-small">{t('sites.csv.encoding', { encoding: result.encoding === 'shift_jis' ? 'Shift_JIS' : 'UTF-8' })}{result.ignoredColumns.length > 0 && `　${t('sites.csv.ignored', { columns: result.ignoredColumns.join('、') })}`}</p>
        {result.errors.length > 0 && <><p>{t('sites.csv.again')}</p><DataTable label={t('sites.csv.errors')} columns={columns} rows={result.errors} rowKey={(row) => String(row.line)} /></>}
      </Section>
    </div>
  );
}

/** Results of a search tool from its CSV. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'check.write');
  const [file, setFile] = useState<File | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const [isEmpty, setIsEmpty] = useState(false);
  const { act, isPending, problem } = useAct(checkRoutes.import, { refreshes: [checkRoutes.list, checkRoutes.standing], onDone: setResult });
  const run = () => {
    setIsEmpty(file === null);
    // A refusal is shown above the button.
    if (file) void act({ file }).catch(() => undefined);
  };
  const sample = t('checks.csv.sample');
  return (
    <Frame title={t('checks.import')} lead={t('checks.csv.lead')} crumbs={[{ label: t('checks.listTitle'), to: pathTo('vendor.checks') }]}>
      <PermissionGate permission="check.write" whoCan={whoCan}>
        {result && <Outcome result={result} />}
        <Section title={t('sites.csv.example')} lead={t('checks.csv.example')}>
          <pre className="h-sample" tabIndex={0} aria-label={t('sites.csv.example')}>{sample}</pre>
          <span><CopyButton text={sample}>{t('shell.copyOf', { label: t('sites.csv.example') })}</CopyButton></span>
        </Section>
        <Section title={t('checks.csv.choose')}>
          <CsvFile file={file} onFile={setFile} label={t('sites.csv.file')} hint={t('sites.csv.fileHint')} />
          {isEmpty && <p role="alert" className="h-field-error">{t('checks.csv.empty')}</p>}
          {problem && <ProblemNote problem={problem} />}
          <span><Button loading={isPending} onClick={run}>{t('checks.csv.run')}</Button></span>
        </Section>
      </PermissionGate>
    </Frame>
  );
}
