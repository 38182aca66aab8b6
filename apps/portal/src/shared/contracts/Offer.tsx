import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useController } from 'react-hook-form';
import { fieldId } from '../form/id-scope.js';
import { useField } from '../form/useField.js';
import './offer.css';

interface OfferProps { readonly name: string; readonly label: string; readonly text: string; /** Value of the field once it is chosen; absent, it is left out of the contract. */ readonly chosen: unknown; /** Value of the field while it is not chosen. */ readonly absent?: null; readonly children?: ReactNode }

/** Something offered and never ticked beforehand: chosen it has a value, else it is absent from the contract. */
export function Offer({ name, label, text, chosen, absent, children }: OfferProps) {
  const { control } = useField({ name, label, optional: true });
  const { field } = useController({ name, control });
  const on = field.value !== undefined && field.value !== absent && field.value !== false;
  return (
    <div className="h-offer" data-on={on || undefined}>
      <Checkbox id={`offer-${fieldId(name)}`} ref={children ? undefined : field.ref} checked={on} label={<strong>{label}</strong>} description={text} onChange={(event) => field.onChange(event.currentTarget.checked ? chosen : absent)} />
      {on && children && <div className="h-offer-more">{children}</div>}
    </div>
  );
}
