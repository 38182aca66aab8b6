import { movingInRoutes } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { addressOf, useAct, useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { Button, ButtonAnchor } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { Figures } from '../../shared/parts/Facts.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { Papers } from './Papers.js';
import { Rows } from './Rows.js';
import { Settings } from './Settings.js';
import { stateTones, type Run } from './run-state.js';

type Asked = 'import' | 'undo' | 'discard' | null;

function Acts({ run }: { readonly run: Run }) {
  const t = useT();
  const navigate = useNavigate();
  const params = { moveRunId: run.id };
  const refreshes = [movingInRoutes.run, movingInRoutes.rows, movingInRoutes.runs, movingInRoutes.held];
  const [asked, setAsked] = useState<Asked>(null);
  const [left, setLeft] = useState<number | null>(null);
  const importing = useAct(movingInRoutes.import, { refreshes });
  const undoing = useAct(movingInRoutes.undo, { refreshes, onDone: () => notify({ tone: 'good', text: t('moving.undone') }) });
  const discarding = useAct(movingInRoutes.discard, { refreshes: [movingInRoutes.runs], onDone: () => { void navigate({ href: pathTo('vendor.movingIn') }); } });
  // Fifty rows a call; what was lost on the way is simply asked for again.
  const importAll = async () => {
    for (let rest = run.rows.ready; rest > 0;) {
      setLeft(rest);
      rest = (await importing.act({ params, body: {} })).left;
    }
    setLeft(null);
    notify({ tone: 'good', text: t('moving.imported') });
  };
  const close = () => setAsked(null);
  return (
    <div className="h-page-actions">
      {run.rows.ready > 0 && run.state !== 'undone' && <Button onClick={() => setAsked('import')} loading={left !== null}>{left === null ? t('moving.import', { count: run.rows.ready }) : t('moving.importing', { count: left })}</Button>}
      {run.rows.error > 0 && <ButtonAnchor variant="default" href={addressOf(movingInRoutes.corrections, { params })} download>{t('moving.corrections')}</ButtonAnchor>}
      {run.undo.possible && <Button variant="default" onClick={() => setAsked('undo')}>{t('moving.undo')}</Button>}
      {(run.state === 'preview' || run.state === 'undone') && <Button variant="default" onClick={() => setAsked('discard')}>{t('moving.discard')}</Button>}
      <ConfirmDialog opened={asked === 'import'} onClose={close} title={t('moving.importTitle', { count: run.rows.ready })} confirmLabel={t('moving.import', { count: run.rows.ready })} onConfirm={importAll}><p>{t('moving.importText')}</p></ConfirmDialog>
      <ConfirmDialog opened={asked === 'undo'} onClose={close} danger title={t('moving.undoTitle')} confirmLabel={t('moving.undo')} onConfirm={() => undoing.act({ params, body: { reason: t('moving.undoReason') } })}><p>{t('moving.undoText', { count: run.rows.done })}</p></ConfirmDialog>
      <ConfirmDialog opened={asked === 'discard'} onClose={close} danger title={t('moving.discard')} confirmLabel={t('moving.discard')} onConfirm={() => discarding.act({ params })}><p>{t('moving.discardText')}</p></ConfirmDialog>
    </div>
  );
}

function Overview({ run }: { readonly run: Run }) {
  const t = useT();
  const language = textLanguage();
  const count = (name: 'total' | 'ready' | 'error' | 'duplicate' | 'done') => ({ label: t(`moving.${name}`), value: t('moving.rows', { count: run.rows[name] }) });
  return (
    <Section title={run.fileName} aside={<Status tone={stateTones[run.state]} label={t(`moving.state.${run.state}`)} />}>
      <Figures items={[count('total'), count(run.rows.done > 0 ? 'done' : 'ready'), count('error'), count('duplicate')]} />
      <p className="h-note-small">{t(`moving.preset.${run.preset}`)}　{t('moving.encoding', { encoding: run.encoding === 'shift_jis' ? 'Shift_JIS' : 'UTF-8' })}{run.ignored.length > 0 && `　${t('moving.ignored', { columns: run.ignored.join('、') })}`}</p>
      {run.missing.length > 0 && <p className="h-field-error">{t('moving.missing', { columns: run.missing.join('、') })}</p>}
      {run.undo.reasons.length > 0 && <div><p>{t('moving.cannotUndo')}</p><ul>{run.undo.reasons.map((reason) => <li key={reason.en}>{reason[language]}</li>)}</ul></div>}
      <Acts run={run} />
    </Section>
  );
}

/** One import: what was read, what is wrong, what was registered, and the way back. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'moving.write');
  const { moveRunId } = usePathParameters('vendor.moveRun');
  const query = useRoute(movingInRoutes.run, { params: { moveRunId } });
  return (
    <Frame title={t('moving.title')} crumbs={[{ label: t('moving.title'), to: pathTo('vendor.movingIn') }]}>
      <PermissionGate permission="moving.write" whoCan={whoCan}>
        <QueryView query={query} what={t('moving.title')}>
          {(run) => <><Overview run={run} />{run.state === 'preview' && <Settings key={run.version} run={run} />}<Rows run={run} />{(run.papers.length > 0 || run.state === 'preview') && <Papers run={run} />}</>}
        </QueryView>
      </PermissionGate>
    </Frame>
  );
}
