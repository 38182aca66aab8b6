import { useT } from '../../../shared/i18n/translate.js';
import { Status } from '../../../shared/parts/Status.js';
import { DateText, InstantText } from '../../../shared/parts/values.js';
import type { SigningView } from '../../../shared/signing/types.js';

type Party = SigningView['signatures'][number]['party'];

function Side({ party, view }: { readonly party: Party; readonly view: SigningView }) {
  const t = useT();
  const signature = view.signatures.find((entry) => entry.party === party);
  const given = view.representations[party];
  return (
    <li className="h-side">
      <h3>{t(`vendorSigning.party.${party}`)}　{party === 'client' ? view.clientName : view.vendorName}</h3>
      {party === 'client' && view.recipients.filter(({ role }) => role === 'signer').map((person) => (
        <p key={person.id} data-replaced={person.replaced || undefined}>
          {person.personName}{person.title && `（${person.title}）`} <small>{person.email}</small>{' '}
          {person.replaced ? <Status tone="muted" label={t('vendorSigning.people.forwarded')} /> : person.openedAt ? <><Status tone="info" label={t('vendorSigning.people.opened')} /> <InstantText at={person.openedAt} /></> : <Status tone="muted" label={t('vendorSigning.people.unopened')} />}
          {person.codeLocked && <> <Status tone="bad" label={t('vendorSigning.people.codeLocked')} /></>}
          {person.remindedOn && <> <small>{t('vendorSigning.people.reminded')} <DateText on={person.remindedOn} /></small></>}
        </p>
      ))}
      <p>{given?.valid ? <><Status tone="good" label={t('vendorSigning.people.represented')} /> {given.answeredBy} <DateText on={given.answeredOn} /></> : <Status tone="muted" label={t('vendorSigning.people.unrepresented')} />}</p>
      <p>{signature
        ? <><Status tone="good" label={t('vendorSigning.people.signed')} /> {signature.signerName}（{signature.signerTitle}・{t(`vendorSigning.sign.${signature.authority}`)}） <InstantText at={signature.signedAt} /> <small>{t(`vendorSigning.level.${signature.level}`)}</small></>
        : <Status tone="muted" label={t('vendorSigning.people.unsigned')} />}</p>
    </li>
  );
}

type Other = SigningView['recipients'][number];

function Standing({ person }: { readonly person: Other }) {
  const t = useT();
  if (person.approvedAt) return <><Status tone="good" label={t('vendorSigning.people.approved')} /> <InstantText at={person.approvedAt} /></>;
  if (person.openedAt) return <><Status tone="info" label={t('vendorSigning.people.opened')} /> <InstantText at={person.openedAt} /></>;
  return <Status tone="muted" label={t(person.role === 'approver' ? 'vendorSigning.people.unapproved' : 'vendorSigning.people.unopened')} />;
}

/** F130: who approves for 甲 before its signer, and who gets a copy. */
function Others({ view }: { readonly view: SigningView }) {
  const t = useT();
  return (['approver', 'cc'] as const).map((role) => {
    const people = view.recipients.filter((person) => person.role === role);
    return people.length > 0 && (
      <li key={role} className="h-side">
        <h3>{t(`vendorSigning.others.${role}`)}</h3>
        {people.map((person) => <p key={person.id}>{person.personName}{person.title && `（${person.title}）`} <small>{person.email}</small> <Standing person={person} />{person.codeLocked && <> <Status tone="bad" label={t('vendorSigning.people.codeLocked')} /></>}</p>)}
      </li>
    );
  });
}

/** People of 乙 who get 乙's original when it is concluded. */
function VendorCopies({ view: { vendorCopies } }: { readonly view: SigningView }) {
  const t = useT();
  if (vendorCopies.length === 0) return null;
  return (
    <li className="h-side">
      <h3>{t('vendorSigning.others.vendorCc')}</h3>
      {vendorCopies.map((person) => <p key={person.id}>{person.personName}{person.title && `（${person.title}）`} <small>{person.email}</small></p>)}
    </li>
  );
}

/** Both sides: who got it, who opened, who represented, who signed and how; then approvers and copies. */
export const People = ({ view }: { readonly view: SigningView }) => <ul className="h-sides"><Side party="client" view={view} /><Side party="vendor" view={view} /><Others view={view} /><VendorCopies view={view} /></ul>;
