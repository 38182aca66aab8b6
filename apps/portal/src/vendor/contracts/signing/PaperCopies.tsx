import { signingPaperRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useRoute } from '../../../shared/api.js';
import { DateField, RadioField, TextField, useFormAct, useRouteForm } from '../../../shared/form.js';
import { FormDialog } from '../../../shared/form/FormDialog.js';
import { useT } from '../../../shared/i18n/translate.js';
import { Button } from '../../../shared/parts/Button.js';
import { PermissionGate } from '../../../shared/parts/PermissionGate.js';
import { QueryView } from '../../../shared/parts/QueryView.js';
import { Section } from '../../../shared/parts/Section.js';
import { Status } from '../../../shared/parts/Status.js';
import { DateText } from '../../../shared/parts/values.js';
import { useSession } from '../../../shared/session/session.js';
import { useWhoCan } from '../../../shared/session/who-can.js';

type Copies = ResponseOf<typeof signingPaperRoutes.copies>;
type Copy = Copies['copies'][number];
const paperSteps = ['sealed', 'sent', 'returned', 'kept'] as const;

function MoveForm({ contractId, copy, onClose }: { readonly contractId: string; readonly copy: Copy; readonly onClose: () => void }) {
  const t = useT();
  const { today } = useSession();
  const next = paperSteps[copy.standing === null ? 0 : Math.min(paperSteps.indexOf(copy.standing) + 1, paperSteps.length - 1)] ?? 'sealed';
  const form = useRouteForm(signingPaperRoutes.move, { copy: copy.copy, step: next, happenedOn: today, note: '' });
  const { onSubmit, isPending } = useFormAct(form, signingPaperRoutes.move, { input: (body) => ({ params: { contractId }, body }), refreshes: [signingPaperRoutes.copies], onDone: onClose });
  return (
    <FormDialog form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose} title={t('vendorSigning.copies.recordOf', { copy: t(`vendorSigning.copies.${copy.copy}`) })} confirmLabel={t('vendorSigning.copies.record')}>
      <RadioField name="step" label={t('vendorSigning.copies.what')} options={paperSteps.map((value) => ({ value, label: t(`vendorSigning.copies.step.${value}`) }))} />
      <DateField name="happenedOn" label={t('vendorSigning.copies.on')} today={today} maxOn={today} />
      <TextField optional name="note" label={t('vendorSigning.copies.note')} hint={t('vendorSigning.copies.noteHint')} />
    </FormDialog>
  );
}

function CopyLine({ contractId, copy }: { readonly contractId: string; readonly copy: Copy }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.send');
  const [open, setOpen] = useState(false);
  return (
    <li className="h-side">
      <h3>{t(`vendorSigning.copies.${copy.copy}`)}　<Status tone={copy.standing === 'kept' ? 'good' : copy.standing ? 'info' : 'muted'} label={t(copy.standing ? `vendorSigning.copies.step.${copy.standing}` : 'vendorSigning.copies.nothing')} /></h3>
      {copy.steps.map((entry) => <p key={`${entry.step}-${entry.happenedOn}`}><DateText on={entry.happenedOn} />　{t(`vendorSigning.copies.step.${entry.step}`)}{entry.note && `（${entry.note}）`} <small>{entry.enteredBy}</small></p>)}
      <PermissionGate permission="contract.send" whoCan={whoCan}><div><Button size="sm" variant="default" onClick={() => setOpen(true)}>{t('vendorSigning.copies.record')}<span className="h-visually-hidden">：{t(`vendorSigning.copies.${copy.copy}`)}</span></Button></div></PermissionGate>
      {open && <MoveForm contractId={contractId} copy={copy} onClose={() => setOpen(false)} />}
    </li>
  );
}

/** F136: where each of the two copies is, until both are where they belong. */
export function PaperCopies({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const query = useRoute(signingPaperRoutes.copies, { params: { contractId } });
  return (
    <QueryView query={query} what={t('vendorSigning.copies.title')}>
      {({ copies, complete }) => (
        <Section title={t('vendorSigning.copies.title')} lead={t('vendorSigning.copies.lead')} aside={<Status tone={complete ? 'good' : 'warn'} label={t(complete ? 'vendorSigning.copies.complete' : 'vendorSigning.copies.incomplete')} />}>
          <ul className="h-sides">{copies.map((copy) => <CopyLine key={copy.copy} contractId={contractId} copy={copy} />)}</ul>
        </Section>
      )}
    </QueryView>
  );
}
