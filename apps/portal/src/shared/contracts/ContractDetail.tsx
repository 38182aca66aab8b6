import { contractRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useRoute } from '../api/hooks.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { ButtonAnchor } from '../parts/Button.js';
import { Facts } from '../parts/Facts.js';
import { Page as Frame } from '../parts/Page.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, Money } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { contractTones } from './status.js';
import './contracts.css';

type Contract = ResponseOf<typeof contractRoutes.get>;
type ContractText = ResponseOf<typeof contractRoutes.text>;

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Computed dates and the court, each opening to its reason (F185). */
function Explained({ contract }: { readonly contract: Contract }) {
  const t = useT();
  const language = textLanguage();
  if (contract.explained.length === 0) return null;
  return (
    <Section title={t('contracts.explained')}>
      <Facts items={contract.explained.map((entry) => ({ label: entry.label[language], value: <span className="h-explained">{isDay(entry.value) ? <DateText on={entry.value} form="deadline" /> : entry.value}<WhyPopover explanation={entry.explanation} subject={entry.label[language]} /></span> }))} />
    </Section>
  );
}

/** Plain words first; the legal text opens below each article. */
function Articles({ text }: { readonly text: ContractText }) {
  const t = useT();
  const language = textLanguage();
  return (
    <Section title={t('contracts.text')} lead={t('contracts.textLead')}>
      <ol className="h-articles">
        {text.model.articles.map((article) => (
          <li key={article.number}>
            <h3>{article.heading}</h3>
            <p>{text.plainWords.find((words) => words.article === article.number)?.[language]}</p>
            <details>
              <summary>{t('contracts.legal')}</summary>
              {article.paragraphs.map((paragraph) => (
                <div key={paragraph.number}>
                  <p>{paragraph.label}{paragraph.runs.map((run) => run.text).join('')}</p>
                  {paragraph.items.map((item) => <p key={item.number} className="h-article-item">{item.label}{item.runs.map((run) => run.text).join('')}</p>)}
                  {paragraph.proviso && <p>{paragraph.proviso.map((run) => run.text).join('')}</p>}
                </div>
              ))}
            </details>
          </li>
        ))}
      </ol>
    </Section>
  );
}

interface DetailProps { readonly contractId: string; readonly listPath: string; /** Address of the PDF as it will be signed; the vendor's own. */ readonly pdfHref?: string }

/** One contract: who, what, until when and why, and its 22 articles in plain words. */
export function ContractDetail({ contractId, listPath, pdfHref }: DetailProps) {
  const t = useT();
  const contract = useRoute(contractRoutes.get, { params: { contractId } });
  const text = useRoute(contractRoutes.text, { params: { contractId } });
  return (
    <QueryView query={contract}>
      {(view) => (
        <Frame title={view.number} crumbs={[{ label: t('contracts.title'), to: listPath }]} lead={view.clientName} badge={<Status tone={contractTones[view.status]} label={t(`home.status.${view.status}`)} />}
          actions={pdfHref && <ButtonAnchor href={pdfHref} variant="default">{t('contracts.pdf')}</ButtonAnchor>}>
          <Section title={t('contracts.summary')}>
            <Facts items={[
              { label: t('contracts.fee'), value: view.feeYen === null ? '—' : <Money yen={view.feeYen} tax={view.taxMode === 'inclusive' ? 'included' : 'excluded'} strong /> },
              { label: t('contracts.concludedOn'), value: <DateText on={view.concludedOn} form="contract" /> },
              { label: t('contracts.lastOn'), value: <DateText on={view.endsOn ?? view.lastOn} form="deadline" /> },
              { label: t('contracts.deadline'), value: <DateText on={view.noticeDeadlineOn} form="deadline" /> },
              { label: t('contracts.responsible'), value: view.responsibleName || '—' },
              { label: t('contracts.sites'), value: <ul className="h-plain-list">{view.sites.map((site) => <li key={site.id}>{site.name}<br /><small>{site.url}</small></li>)}</ul> },
            ]} />
          </Section>
          <Explained contract={view} />
          <QueryView query={text}>{(loaded) => <Articles text={loaded} />}</QueryView>
        </Frame>
      )}
    </QueryView>
  );
}
