import { companyRoutes, type ResponseOf } from '@hoshu/api-schema';
import { IconAlertTriangle } from '@tabler/icons-react';
import { pathTo } from '../../paths.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { AppLink } from '../../shared/router/links.js';

type Company = ResponseOf<typeof companyRoutes.get>;

/** Without a seal image the product draws one: nothing is lost, so it is not a warning. */
const harmless: ReadonlySet<string> = new Set(['sealFileId']);

/** What is missing, said as what it prevents. Nothing is shown when nothing is missing. */
export function Missing({ company, withoutAccount }: { readonly company: Company; readonly withoutAccount: boolean }) {
  const t = useT();
  const sentences = company.missing.filter(({ field }) => !harmless.has(field)).map((entry) => ({ key: entry.field, text: entry[textLanguage()], to: pathTo('vendor.company') }));
  const items = withoutAccount ? [...sentences, { key: 'bank', text: t('settings.missing.bank'), to: pathTo('vendor.bank') }] : sentences;
  if (items.length === 0) return null;
  return (
    <div className="h-missing">
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        <p><strong>{t('settings.missing', { count: items.length })}</strong></p>
        <ul>{items.map((item) => <li key={item.key}>{item.text} <AppLink to={item.to} small>{t('settings.missing.fill')}</AppLink></li>)}</ul>
      </div>
    </div>
  );
}
