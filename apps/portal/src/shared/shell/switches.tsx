import { useId } from 'react';
import { chooseScheme, useSchemeChoice } from '../color-scheme.js';
import { switchLocale, textLanguage, useT } from '../i18n/translate.js';

interface ChoiceProps<V extends string> { readonly label: string; readonly value: V; readonly options: readonly { readonly value: V; readonly label: string; readonly lang?: string }[]; readonly onChange: (value: V) => void }

/** A row of radio buttons drawn as one control. */
function Choice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  const name = useId();
  return (
    <fieldset className="h-choice">
      <legend>{label}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value} lang={option.lang}>
            <input type="radio" name={name} value={option.value} checked={value === option.value} onChange={() => onChange(option.value)} /><span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** 日本語／English, remembered in this browser. */
export function LanguageSwitch() {
  const t = useT();
  return <Choice label={t('shell.language')} value={textLanguage()} onChange={(locale) => void switchLocale(locale)} options={[{ value: 'ja', label: '日本語', lang: 'ja' }, { value: 'en', label: 'English', lang: 'en' }]} />;
}

/** Light, dark or as the device has it, remembered in this browser. */
export function SchemeSwitch() {
  const t = useT();
  return <Choice label={t('shell.scheme')} value={useSchemeChoice()} onChange={chooseScheme} options={[{ value: 'auto', label: t('shell.scheme.auto') }, { value: 'light', label: t('shell.scheme.light') }, { value: 'dark', label: t('shell.scheme.dark') }]} />;
}
