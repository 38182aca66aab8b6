import { supportRoutes } from '@hoshu/api-schema';
import { Radio } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { notify } from '../../shared/parts/notify.js';
import { Section } from '../../shared/parts/Section.js';
import type { CaseView } from './case-words.js';

type Answer = CaseView['answers'][number];

/** The mail's own words in both languages, as they will be sent, with the limit under them. */
function Letter({ answer, limit }: { readonly answer: Answer; readonly limit: CaseView['limit'] }) {
  return <blockquote className="h-letter"><p lang="ja">{answer.ja}</p><p lang="en">{answer.en}</p><p lang="ja" className="h-note-small">{limit.ja}</p></blockquote>;
}

/** Standard answers: chosen, read, sent; their text is fixed. */
export function Answers({ view }: { readonly view: CaseView }) {
  const t = useT();
  const [key, setKey] = useState<Answer['key'] | null>(null);
  const [asking, setAsking] = useState(false);
  const { act } = useAct(supportRoutes.answer, { refreshes: [supportRoutes.notice], onDone: () => { setKey(null); notify({ tone: 'good', text: t('desk.answer.sent') }); } });
  const chosen = view.answers.find((answer) => answer.key === key);
  return (
    <Section title={t('desk.answers')} lead={t('desk.answersLead')}>
      <Radio.Group name="answer" label={t('desk.answer.choose')} value={key ?? ''} onChange={(value) => setKey(view.answers.find((answer) => answer.key === value)?.key ?? null)}>
        <div className="h-stack">{view.answers.map((answer) => <Radio key={answer.key} value={answer.key} label={t(`desk.answer.${answer.key}`)} />)}</div>
      </Radio.Group>
      {chosen && (
        <>
          <h3>{t('desk.answer.preview')}</h3>
          <Letter answer={chosen} limit={view.limit} />
          <div className="h-page-actions"><Button onClick={() => setAsking(true)}>{t('desk.answer.send')}</Button></div>
          <ConfirmDialog opened={asking} onClose={() => setAsking(false)} title={t('desk.answer.send')} confirmLabel={t('desk.answer.send')} onConfirm={() => act({ params: { caseId: view.id }, body: { key: chosen.key } })}>
            <p>{t('desk.answer.confirm', { side: t(`desk.side.${view.side}`) })}</p>
            <Letter answer={chosen} limit={view.limit} />
          </ConfirmDialog>
        </>
      )}
    </Section>
  );
}
