import { rescissionRoutes } from '@hoshu/api-schema';
import { Form, RadioField, TextField, useFormAct, useRouteForm } from '../form.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { Section } from '../parts/Section.js';
import { declarationReads } from './Decision.js';
import type { Declaration } from './ending-words.js';

/** The last step: how it goes to the other side, and the company's name typed by hand. */
export function SendSection({ declaration }: { readonly declaration: Declaration }) {
  const t = useT();
  const { channels } = declaration;
  const form = useRouteForm(rescissionRoutes.send, { channel: channels.portal && declaration.kind === 'demand' ? 'portal' : 'letter', confirmName: '' });
  const { onSubmit, isPending } = useFormAct(form, rescissionRoutes.send, {
    input: (body) => ({ params: { declarationId: declaration.id }, body }), refreshes: declarationReads, onDone: ({ sending }) => notify({ tone: 'good', text: t(sending?.channel === 'letter' ? 'ending.printed' : 'ending.sent') }),
  });
  if (!declaration.mayDo.includes('send')) return null;
  return (
    <Section title={t('ending.send')} lead={t(declaration.kind === 'demand' ? 'ending.sendDemand' : 'ending.sendRescission')}>
      <Form form={form} onSubmit={onSubmit}>
        <RadioField name="channel" label={t('ending.channel')} options={[
          { value: 'letter', label: t('ending.channel.letter'), hint: t('ending.channel.letterHint', { address: channels.recipientPostal }) },
          { value: 'portal', label: t('ending.channel.portal'), hint: channels.portalNote[textLanguage()], disabled: !channels.portal },
        ]} />
        <TextField name="confirmName" label={t('ending.confirmName')} hint={t('ending.confirmNameHint', { name: channels.confirmName })} />
        <div><Button type="submit" danger={declaration.kind !== 'demand'} loading={isPending}>{t('ending.sendDo')}</Button></div>
      </Form>
    </Section>
  );
}
