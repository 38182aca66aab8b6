import { movingInRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { addressOf, useAct, useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { Button, ButtonAnchor, ButtonLink } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { FilterSelect } from '../../shared/parts/Filters.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { CsvFile } from '../sites/CsvFile.js';
import { stateTones } from './run-state.js';

function Upload() {
  const t = useT();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [preset, setPreset] = useState('own');
  const [isEmpty, setIsEmpty] = useState(false);
  const { act, isPending, problem } = useAct(movingInRoutes.upload, { refreshes: [movingInRoutes.runs], onDone: (run) => { void navigate({ href: pathTo('vendor.moveRun', { moveRunId: run.id }) }); } });
  const read = () => {
    setIsEmpty(file === null);
    // A refusal is shown above the button.
    if (file) void act({ file, query: { preset: preset === 'cases' ? 'cases' : 'own' } }).catch(() => undefined);
  };
  return (
    <Section title={t('moving.upload')} aside={<ButtonAnchor variant="default" href={addressOf(movingInRoutes.sample, {})} download>{t('moving.sample')}</ButtonAnchor>}>
      <CsvFile file={file} onFile={setFile} label={t('moving.file')} hint={t('moving.fileHint')} alsoAccepts=".zip,application/zip" />
      <FilterSelect label={t('moving.preset')} value={preset === 'own' ? '' : preset} allLabel={t('moving.preset.own')} options={[{ value: 'cases', label: t('moving.preset.cases') }]} onChange={(value) => setPreset(value || 'own')} />
      {isEmpty && <p role="alert" className="h-field-error">{t('moving.empty')}</p>}
      {problem && <ProblemNote problem={problem} />}
      <span><Button loading={isPending} onClick={read}>{t('moving.read')}</Button></span>
    </Section>
  );
}

type RunRow = ResponseOf<typeof movingInRoutes.runs>['items'][number];

function Runs() {
  const t = useT();
  const query = useRoute(movingInRoutes.runs, {});
  const columns: Column<RunRow>[] = [
    { key: 'file', header: t('moving.paperName'), cell: (row) => <AppLink to={pathTo('vendor.moveRun', { moveRunId: row.id })}>{row.fileName}</AppLink>, card: 'title' },
    { key: 'on', header: t('moving.on'), cell: (row) => <DateText on={row.createdOn} /> },
    { key: 'by', header: t('moving.by'), cell: (row) => row.createdBy },
    { key: 'done', header: t('moving.done'), cell: (row) => t('moving.rows', { count: row.rows.done }), align: 'right' },
    { key: 'state', header: t('moving.state'), cell: (row) => <Status tone={stateTones[row.state]} label={t(`moving.state.${row.state}`)} /> },
  ];
  return <Section title={t('moving.runs')}><QueryView query={query} what={t('moving.runs')}>{({ items }) => <DataTable label={t('moving.runs')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<p className="h-note-small">{t('moving.noRuns')}</p>} />}</QueryView></Section>;
}

type FormatColumn = ResponseOf<typeof movingInRoutes.format>['columns'][number];

function Format() {
  const t = useT();
  const language = textLanguage();
  const query = useRoute(movingInRoutes.format, {});
  const columns: Column<FormatColumn>[] = [
    { key: 'heading', header: t('moving.column'), cell: (row) => <>{row.heading}{row.required && <small>（{t('moving.required')}）</small>}</>, card: 'title' },
    { key: 'example', header: t('moving.example'), cell: (row) => row.example },
    { key: 'meaning', header: t('moving.meaning'), cell: (row) => row[language], card: 'full' },
  ];
  return <Section title={t('moving.format')}><QueryView query={query} what={t('moving.format')}>{(format) => <DataTable label={t('moving.format')} columns={columns} rows={format.columns} rowKey={(row) => row.key} />}</QueryView></Section>;
}

/** D11, F165: running contracts from elsewhere. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'moving.write');
  return (
    <Frame title={t('moving.title')} lead={t('moving.lead')} actions={<ButtonLink variant="default" to={pathTo('vendor.held')}>{t('moving.held')}</ButtonLink>}>
      <PermissionGate permission="moving.write" whoCan={whoCan}>
        <Upload />
        <Runs />
        <Format />
      </PermissionGate>
    </Frame>
  );
}
