import { verificationRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useId, useState } from 'react';
import { useAct } from '../../shared/api.js';
import '../../shared/form/form.css';
import { FileBox } from '../../shared/form/FileBox.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { Facts } from '../../shared/parts/Facts.js';
import { Status, type Tone } from '../../shared/parts/Status.js';
import { DateText, InstantText } from '../../shared/parts/values.js';
import { EntryCard } from '../entry/EntryCard.js';

type Result = ResponseOf<typeof verificationRoutes.check>;
const tones: Readonly<Record<Result['verdict'], Tone>> = { genuine: 'good', expired: 'warn', changed: 'bad', unknown: 'warn', unsigned: 'info' };

type Stamped = Result['signatures'][number]['timestamp'];

/** Whether a signature has a timestamp, whose it is, and of when. */
function Stamp({ stamp }: { readonly stamp: Stamped }) {
  const t = useT();
  if (!stamp) return <small>{t('signing.verify.stamp.none')}</small>;
  const text = stamp.text[textLanguage()];
  if (stamp.state !== 'sound') return <Status tone={stamp.state === 'broken' ? 'bad' : 'warn'} label={text} />;
  return <small>{text}（{stamp.authority}）　{stamp.at && <InstantText at={stamp.at} />}</small>;
}

function Signatures({ result }: { readonly result: Result }) {
  const t = useT();
  if (result.signatures.length === 0) return null;
  return (
    <div>
      <h3>{t('signing.verify.signatures')}</h3>
      <ul className="h-plain-list">
        {result.signatures.map((signature, index) => (
          <li key={index}>
            {signature.companyName}　{signature.signerName}　{signature.signedAt && <InstantText at={signature.signedAt} />}{!signature.untouched && <> <Status tone="bad" label={t('signing.verify.broken')} /></>}
            {signature.untouched && <><br /><Stamp stamp={signature.timestamp} /></>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Timestamps of the whole file: each keeps everything before it checkable for longer. */
function Archive({ result }: { readonly result: Result }) {
  const t = useT();
  if (result.archive.length === 0) return null;
  return (
    <div>
      <h3>{t('signing.verify.archive')}</h3>
      <ul className="h-plain-list">
        {result.archive.map((stamp, index) => <li key={index}><Stamp stamp={stamp} />{stamp.validUntilOn && <><br /><small>{t('signing.verify.archiveUntil')} <DateText on={stamp.validUntilOn} /></small></>}</li>)}
      </ul>
    </div>
  );
}

/** What the file says, and what this page cannot say. */
function Answer({ result }: { readonly result: Result }) {
  const t = useT();
  const { document, levelText } = result;
  return (
    <section className="h-stack" aria-live="polite">
      <h2><Status tone={tones[result.verdict]} label={t(`signing.verify.verdict.${result.verdict}`)} /></h2>
      <p>{result.text[textLanguage()]}</p>
      {document && (
        <Facts items={[
          { label: t('signing.verify.document'), value: t(`signing.verify.kind.${document.kind}`) },
          ...(document.contractNumber ? [{ label: t('signing.cover.number'), value: document.contractNumber }] : []), ...(document.amendmentNumber ? [{ label: t('signing.verify.amendmentNumber'), value: document.amendmentNumber }] : []), ...(document.parties.length > 0 ? [{ label: t('signing.verify.parties'), value: document.parties.map(({ side, companyName }) => <div key={side}>{t(side === 'client' ? 'signing.verify.client' : 'signing.verify.vendor')}　{companyName}</div>) }] : []),
          ...(result.level ? [{ label: t('signing.verify.level'), value: `PAdES ${result.level}` }] : []),
          ...(result.validUntilOn ? [{ label: t('signing.verify.validUntil'), value: <DateText on={result.validUntilOn} /> }] : []),
        ]} />
      )}
      <Signatures result={result} />
      <Archive result={result} />
      {levelText && <p className="h-note-small">{levelText[textLanguage()]}</p>}
      <details className="h-fold">
        <summary>{t('signing.verify.hashes')}</summary>
        <p className="h-note-small h-break">{t('signing.verify.fileHash')}<br /><code>{result.sha256}</code></p>
        {result.earlier.map(({ sha256 }) => <p key={sha256} className="h-note-small h-break">{t('signing.verify.earlierHash')}<br /><code>{sha256}</code></p>)}
        {document?.bodyHash && <p className="h-note-small h-break">{t('signing.documents.bodyHash')}<br /><code>{document.bodyHash}</code></p>}
      </details>
      <p className="h-note-small">{t('signing.verify.limits')}</p>
    </section>
  );
}

/** F133: anybody can check an original or a certificate; the file is read and forgotten. */
export function Page() {
  const t = useT();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const { act, isPending, problem } = useAct(verificationRoutes.check, { onDone: setResult });
  const take = (chosen: File | null) => {
    setFile(chosen);
    setResult(null);
    if (chosen) void act({ file: chosen }).catch(() => undefined);
  };
  return (
    <EntryCard title={t('signing.verify.title')} lead={t('signing.verify.lead')}>
      <FileBox id={id} label={t('signing.verify.file')} hint={t('signing.verify.fileHint')} accept=".pdf" file={file} busy={isPending} onFile={take} />
      {file && problem && <ProblemNote problem={problem} />}
      {file && result && <Answer result={result} />}
      {!file && <p className="h-note-small">{t('signing.verify.kept')}</p>}
    </EntryCard>
  );
}
