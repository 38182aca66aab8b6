import { useT } from '../i18n/translate.js';
import { Section } from '../parts/Section.js';
import { InstantText } from '../parts/values.js';
import type { Report } from './report-words.js';

/** What 甲 asked about a report, oldest first. */
export function ReportQuestions({ report }: { readonly report: Report }) {
  const t = useT();
  return (
    <Section title={t('reports.questions')}>
      {report.questions.length === 0 ? <p>{t('reports.noQuestions')}</p> : (
        <ul className="h-report-questions">{report.questions.map((question) => (
          <li key={question.id}><p>{question.text}</p><p className="h-note-small"><InstantText at={question.askedAt} />　{t('reports.by', { name: question.personName })}</p></li>
        ))}</ul>
      )}
    </Section>
  );
}
