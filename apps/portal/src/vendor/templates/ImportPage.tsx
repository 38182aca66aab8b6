import { templateRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useAct } from '../../shared/api.js';
import { asProblem } from '../../shared/api/problem.js';
import { FileBox } from '../../shared/form/FileBox.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { articleKey, ReadingArticles, ReadingSummary, ReadingValues, type Reading } from './FormReading.js';
import { TemplateEditor } from './TemplateEditor.js';
import '../../shared/form/form.css';
import '../contracts/wizard/wizard.css';

interface Read { readonly name: string; readonly reading: Reading }

const longestName = 60;
const termsOf = ({ reading }: Read, taken: ReadonlySet<string>): Reading['terms'] => {
  const ownTerms = reading.articles.flatMap((article) => (article.ownTerm && taken.has(articleKey(article)) ? [article.ownTerm] : []));
  return { ...reading.terms, annex: { ...reading.terms.annex, ...(ownTerms.length > 0 ? { ownTerms } : {}) } };
};

/** Sends the file as soon as it is chosen; a refusal stands under the box. */
function ChooseFile({ onRead }: { readonly onRead: (read: Read) => void }) {
  const t = useT();
  const [message, setMessage] = useState<string | undefined>(undefined);
  const { act, isPending } = useAct(templateRoutes.readFile, {});
  const take = async (file: File | null) => {
    setMessage(undefined);
    if (!file) return;
    try {
      onRead({ name: file.name, reading: await act({ file }) });
    } catch (caught) {
      setMessage(asProblem(caught).detail);
    }
  };
  return <FileBox id="template-file" label={t('templates.import.file')} hint={t('templates.import.fileHint')} accept=".docx,.txt,text/plain" file={null} busy={isPending} message={message} onFile={(file) => void take(file)} />;
}

/** A contract made on the form becomes a template: choose the file, look at what was read, check the fields and save (F004). */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.write');
  const [read, setRead] = useState<Read | null>(null);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [isEditing, setIsEditing] = useState(false);
  const take = (key: string, isTaken: boolean) => setTaken(new Set([...[...taken].filter((one) => one !== key), ...(isTaken ? [key] : [])]));
  const onRead = (next: Read) => { setRead(next); setTaken(new Set(next.reading.articles.filter(({ ownTerm }) => ownTerm).map(articleKey))); };
  // The other half of the page begins at its top.
  const show = (editing: boolean) => { setIsEditing(editing); window.scrollTo(0, 0); };
  const lead = read && isEditing ? t('templates.import.editLead', { name: read.name }) : t('templates.import.lead');
  return (
    <Frame title={t('templates.import.title')} lead={lead} crumbs={[{ label: t('templates.title'), to: pathTo('vendor.templates') }]}>
      <PermissionGate permission="contract.write" whoCan={whoCan}>
        {read && isEditing && <><div><Button variant="default" onClick={() => show(false)}>{t('templates.import.back')}</Button></div><TemplateEditor template={null} terms={termsOf(read, taken)} suggestedName={read.name.replace(/\.[a-z]+$/i, '').slice(0, longestName)} /></>}
        {!isEditing && (
          <>
            <Section title={t('templates.import.choose')}><ChooseFile onRead={onRead} /></Section>
            {read && (
              <>
                <ReadingSummary name={read.name} reading={read.reading} />
                <ReadingArticles articles={read.reading.articles} taken={taken} onTake={take} />
                <ReadingValues values={read.reading.values} />
                <Section title={t('templates.import.confirm')} lead={t('templates.import.confirmLead')}><div><Button onClick={() => show(true)}>{t('templates.import.confirm')}</Button></div></Section>
              </>
            )}
          </>
        )}
      </PermissionGate>
    </Frame>
  );
}
