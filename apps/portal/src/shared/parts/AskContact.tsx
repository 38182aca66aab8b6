import { IconMail, IconPhone } from '@tabler/icons-react';
import { useT } from '../i18n/translate.js';
import { ButtonAnchor } from './Button.js';

interface AskContactProps { readonly contact: { readonly companyName: string; readonly telephone: string; readonly email: string }; /** Goes into the subject of the mail. */ readonly subject?: string; readonly lead?: string }

/** How to reach the vendor: telephone and mail, always as plain text too. */
export function AskContact({ contact, subject, lead }: AskContactProps) {
  const t = useT();
  const { companyName, telephone, email } = contact;
  return (
    <div className="h-contact">
      <p>{lead ?? t('shell.contact.lead', { company: companyName })}</p>
      <div className="h-page-actions">
        {telephone && <ButtonAnchor href={`tel:${telephone.replace(/[^\d+]/g, '')}`} variant="default" icon={<IconPhone size={18} aria-hidden />}>{t('shell.contact.call', { telephone })}</ButtonAnchor>}
        {email && <ButtonAnchor href={`mailto:${email}${subject ? `?subject=${encodeURIComponent(subject)}` : ''}`} variant="default" icon={<IconMail size={18} aria-hidden />}>{t('shell.contact.mail', { email })}</ButtonAnchor>}
        {!telephone && !email && <p className="h-note-small">{t('shell.contact.none')}</p>}
      </div>
    </div>
  );
}
