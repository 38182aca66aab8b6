import { LinesField, TextAreaField, TextField } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import '../../shared/sites/sites.css';

/** What the register keeps of a site besides its client and URL (第2条). */
export function SiteFields() {
  const t = useT();
  return (
    <>
      <TextField name="siteName" label={t('sites.name')} />
      <div className="h-field-row">
        <TextField name="server" label={t('sites.server')} hint={t('sites.serverHint')} optional />
        <TextField name="cms" label={t('sites.cms')} hint={t('sites.cmsHint')} optional />
      </div>
      <LinesField name="otherSystems" label={t('sites.otherSystems')} hint={t('sites.otherSystemsHint')} rows={2} optional />
      <TextAreaField name="internalNote" label={t('sites.note')} hint={t('sites.noteHint')} rows={3} optional />
    </>
  );
}
