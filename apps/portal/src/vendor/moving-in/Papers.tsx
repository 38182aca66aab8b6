import { movingInRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { Section } from '../../shared/parts/Section.js';
import { DateText } from '../../shared/parts/values.js';
import { CsvFile } from '../sites/CsvFile.js';
import type { Run } from './run-state.js';

type Paper = Run['papers'][number];

/** The PDFs of an import: what each says of itself, and whether a contract was found for it. */
export function Papers({ run }: { readonly run: Run }) {
  const t = useT();
  const [file, setFile] = useState<File | null>(null);
  const { act, isPending, problem } = useAct(movingInRoutes.addPapers, { refreshes: [movingInRoutes.run, movingInRoutes.rows], onDone: () => setFile(null) });
  const columns: Column<Paper>[] = [
    { key: 'name', header: t('moving.paperName'), cell: (row) => row.name, card: 'title' },
    { key: 'title', header: t('moving.paperTitle'), cell: (row) => (row.isPdf ? row.title || '—' : t('moving.notPdf')) },
    { key: 'signed', header: t('moving.paperSigned'), cell: (row) => <DateText on={row.signedOn} /> },
    { key: 'used', header: t('moving.paperUsed'), cell: (row) => t(row.used ? 'moving.paperUsed.yes' : 'moving.paperUsed.no') },
  ];
  return (
    <Section title={t('moving.papers')} lead={t('moving.papersLead')}>
      {run.papers.length > 0 && <DataTable label={t('moving.papers')} columns={columns} rows={run.papers} rowKey={(row) => row.name} />}
      {run.state === 'preview' && (
        <>
          <CsvFile file={file} onFile={setFile} label={t('moving.addPapers')} hint={t('moving.fileHint')} alsoAccepts=".zip,application/zip" />
          {problem && <ProblemNote problem={problem} />}
          {file && <span><Button variant="default" loading={isPending} onClick={() => { void act({ params: { moveRunId: run.id }, file }).catch(() => undefined); }}>{t('moving.addPapers')}</Button></span>}
        </>
      )}
    </Section>
  );
}
