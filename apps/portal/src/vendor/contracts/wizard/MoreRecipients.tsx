import { IconPlus, IconTrash } from '@tabler/icons-react';
import { signingRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { RadioField, TextField } from '../../../shared/form.js';
import { useT, type Translate } from '../../../shared/i18n/translate.js';
import { Button } from '../../../shared/parts/Button.js';

export type SendBody = BodyInputOf<typeof signingRoutes.send>;
export type Others = Pick<SendBody, 'approvers' | 'cc' | 'order'>;
type List = 'approvers' | 'cc';

/** Nobody approves, nobody gets a copy, no order: what most contracts need. */
export const noOthers = { approvers: [], cc: [], order: 'parallel' } satisfies Others;
const most: Readonly<Record<List, number>> = { approvers: 5, cc: 10 };
const orders = ['parallel', 'vendor_first', 'client_first'] as const;
const words = {
  approvers: { title: 'vendorSigning.more.approvers', hint: 'vendorSigning.more.approversHint', one: 'vendorSigning.more.approver', add: 'vendorSigning.more.addApprover' },
  cc: { title: 'vendorSigning.more.copies', hint: 'vendorSigning.more.copiesHint', one: 'vendorSigning.more.copy', add: 'vendorSigning.more.addCopy' },
} as const;

function People({ list }: { readonly list: List }) {
  const t = useT();
  const { control } = useFormContext<SendBody>();
  const { fields, append, remove } = useFieldArray({ control, name: list });
  const { title, hint, one, add } = words[list];
  return (
    <fieldset className="h-people">
      <legend>{t(title)}</legend>
      <p className="h-note-small">{t(hint)}</p>
      {fields.map((field, index) => {
        const who = t(one, { number: index + 1 });
        return (
          <div key={field.id} className="h-person" role="group" aria-label={who}>
            <TextField name={`${list}.${index}.personName`} label={t('vendorSigning.more.personName')} />
            <TextField name={`${list}.${index}.email`} kind="email" label={t('wizard.send.email')} />
            <Button variant="subtle" danger icon={<IconTrash size={18} aria-hidden />} aria-label={t('vendorSigning.more.removeOf', { who })} onClick={() => remove(index)}>{t('vendorSigning.more.remove')}</Button>
          </div>
        );
      })}
      {fields.length < most[list] && <div><Button variant="default" size="sm" icon={<IconPlus size={18} aria-hidden />} onClick={() => append({ personName: '', email: '', title: '', locale: 'ja' })}>{t(add)}</Button></div>}
    </fieldset>
  );
}

/** What was chosen, in a few words, beside the folded heading. */
function othersText({ approvers = [], cc = [], order = 'parallel' }: Others, t: Translate): string {
  const people = approvers.length + cc.length > 0 ? t('vendorSigning.more.chosen', { approvers: approvers.length, copies: cc.length }) : '';
  const chosen = [people, ...(order === 'parallel' ? [] : [t(`vendorSigning.more.order.${order}`)])].filter(Boolean);
  return chosen.length > 0 ? chosen.join('・') : t('vendorSigning.more.none');
}

/** F130: approvers of 甲, copies and the order, folded away because most contracts need none. Opens by itself when something in it is wrong. */
export function MoreRecipients() {
  const t = useT();
  const { formState: { errors, submitCount } } = useFormContext<SendBody>();
  const [approvers, cc, order] = useWatch<SendBody, ['approvers', 'cc', 'order']>({ name: ['approvers', 'cc', 'order'] });
  const [open, setOpen] = useState(false);
  const wrong = submitCount > 0 && Boolean(errors.approvers ?? errors.cc ?? errors.order);
  return (
    <details className="h-fold h-more" open={open || wrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary><span>{t('vendorSigning.more.title')}<small>{othersText({ approvers, cc, order }, t)}</small></span></summary>
      <div className="h-form">
        <People list="approvers" />
        <People list="cc" />
        <TextField optional name="accessCode" label={t('vendorSigning.code.label')} hint={t('vendorSigning.code.hint')} />
        <RadioField name="order" label={t('vendorSigning.more.order')} options={orders.map((value) => ({ value, label: t(`vendorSigning.more.order.${value}`), hint: t(`vendorSigning.more.order.${value}Hint`) }))} />
      </div>
    </details>
  );
}
