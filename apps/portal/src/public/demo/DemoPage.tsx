import { demoRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api/hooks.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { ButtonAnchor } from '../../shared/parts/Button.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import './demo.css';

/** Each person has a host name of its own, so that their sessions stand side by side in one browser. */
const doorOf = (person: string): string => {
  const { protocol, port, hostname } = window.location;
  const host = hostname === 'localhost' || hostname.endsWith('.localhost') ? `${person}.localhost` : hostname;
  return `${protocol}//${host}${port ? `:${port}` : ''}${pathTo('public.demoEnter', { person })}`;
};

/** The people of the demo, one button each, its date, and where its mails and money are. */
export function Page() {
  const t = useT();
  const state = useRoute(demoRoutes.state, {});
  return (
    <div className="h-demo-page"><Frame title={t('demo.title')} lead={t('demo.lead')}>
      <QueryView query={state}>
        {({ people, today, movedDays, mailPageUrl, bankPageUrl }) => (
          <>
            <ul className="h-demo-people">
              {people.map((person) => (
                <li key={person.key} className="h-card h-demo-person">
                  <div><h2>{person.name}</h2><p>{person.role[textLanguage()]}</p><p className="h-lead">{person.organisation}</p></div>
                  <a className="h-button" data-variant="filled" data-size="md" href={doorOf(person.key)} target={`hoshu-${person.key}`}><span>{t('demo.enterAs', { name: person.name })}</span></a>
                </li>
              ))}
            </ul>
            <Section title={t('demo.clock')}><p>{t('demo.clockText', { date: longDate(today) })}{movedDays > 0 && t('demo.moved', { days: movedDays })}</p></Section>
            {(mailPageUrl || bankPageUrl) && (
              <Section title={t('demo.where')} lead={t('demo.whereText')}>
                <div className="h-demo-where">
                  {mailPageUrl && <ButtonAnchor href={mailPageUrl} variant="default">{t('demo.mail')}</ButtonAnchor>}
                  {bankPageUrl && <ButtonAnchor href={bankPageUrl} variant="default">{t('demo.bank')}</ButtonAnchor>}
                </div>
              </Section>
            )}
          </>
        )}
      </QueryView>
    </Frame></div>
  );
}
