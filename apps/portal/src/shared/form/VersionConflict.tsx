import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';

export interface FieldDifference { readonly label: string; readonly mine: string; readonly theirs: string }
interface VersionConflictProps { readonly differences: readonly FieldDifference[]; /** Keeps what was typed and saves it over the newer version. */ readonly onKeepMine: () => void; /** Forgets what was typed. */ readonly onTakeTheirs: () => void }

/** Someone saved first (412): what differs, and the two ways on. */
export function VersionConflict({ differences, onKeepMine, onTakeTheirs }: VersionConflictProps) {
  const t = useT();
  return (
    <div className="h-error-summary" role="alert">
      <p className="h-error-title">{t('form.conflict.title')}</p>
      {differences.length === 0 ? <p>{t('form.conflict.same')}</p> : (
        <>
          <p>{t('form.conflict.text')}</p>
          <ul>{differences.map((entry) => <li key={entry.label}>{t('form.conflict.line', { label: entry.label, theirs: entry.theirs || t('form.conflict.empty'), mine: entry.mine || t('form.conflict.empty') })}</li>)}</ul>
        </>
      )}
      <div className="h-page-actions">
        <Button variant="default" onClick={onKeepMine}>{t('form.conflict.mine')}</Button>
        <Button variant="default" onClick={onTakeTheirs}>{t('form.conflict.theirs')}</Button>
      </div>
    </div>
  );
}
