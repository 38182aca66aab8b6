import { templateRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useRoute } from '../../../shared/api.js';
import { OwnTermFields } from '../../../shared/contracts/OwnTermFields.js';
import { textLanguage, useT } from '../../../shared/i18n/translate.js';
import { Button } from '../../../shared/parts/Button.js';
import { Section } from '../../../shared/parts/Section.js';

type Library = ResponseOf<typeof templateRoutes.form>['library'];

/** 特約 beyond the choices of 別紙1: picked from the library with their law, or written in own words with variables. */
export function OwnTerms({ isTemplate = false }: { readonly isTemplate?: boolean }) {
  const t = useT();
  const language = textLanguage();
  const form = useRoute(templateRoutes.form, {});
  const library: Library = form.data?.library ?? [];
  return (
    <Section title={t('templates.own.heading')} lead={t('templates.own.lead', { mark: '{{…}}' })}>
      <OwnTermFields list="terms.annex.ownTerms" isTemplate={isTemplate} between={(chosen, add) => library.flatMap(({ key, title, plain, law, clause }) => (clause && !chosen.some((term) => term.title === clause.title) ? [(
        <div key={key} className="h-offer">
          <p><strong>{title}</strong><br />{plain[language]}<br /><small className="h-note-small">{t('templates.own.law', { law })}</small></p>
          <div><Button variant="default" size="sm" aria-label={t('templates.own.addOf', { name: title })} onClick={() => add(clause)}>{t('templates.own.add')}</Button></div>
        </div>
      )] : []))} />
    </Section>
  );
}
