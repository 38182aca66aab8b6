import { clientRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem, call, routeQuery, useAct } from '../../shared/api.js';
import { Form, showProblem, useRouteForm, VersionConflict } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { useSession } from '../../shared/session/session.js';
import { ClientFields } from './ClientFields.js';
import { clientFields, clientLabels, editable, textOf, type ClientView } from './client-facts.js';

type Values = BodyInputOf<typeof clientRoutes.update>;

/** Changes a client under the version that was read; when somebody was faster, both versions are shown. */
export function EditClient({ client, onClose }: { readonly client: ClientView; readonly onClose: () => void }) {
  const t = useT();
  const { today } = useSession();
  const cache = useQueryClient();
  const [newer, setNewer] = useState<ClientView | null>(null);
  const form = useRouteForm(clientRoutes.update, editable(client));
  const { act, isPending } = useAct(clientRoutes.update, {
    refreshes: [clientRoutes.get, clientRoutes.list], onDone: () => { notify({ tone: 'good', text: t('form.saved') }); onClose(); },
  });
  const save = (version: number) => form.handleSubmit(async (values: Values) => {
    try {
      await act({ params: { clientId: client.id }, ifMatch: version, body: values });
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'version_stale') setNewer(await call(clientRoutes.get, { params: { clientId: client.id } }));
      else showProblem(form, problem);
    }
  });
  const mine = form.getValues();
  const differences = newer ? clientFields.map((name) => ({ label: t(clientLabels[name]), mine: textOf(mine[name] as ClientView[typeof name]), theirs: textOf(newer[name]) })).filter((entry) => entry.mine !== entry.theirs) : [];
  return (
    <Form form={form} onSubmit={(event) => { void save(client.version)(event); }}>
      {newer && <VersionConflict differences={differences} onKeepMine={() => { void save(newer.version)(); }} onTakeTheirs={() => { cache.setQueryData(routeQuery(clientRoutes.get, { params: { clientId: client.id } }).queryKey, newer); onClose(); }} />}
      <ClientFields today={today} />
      <div className="h-page-actions">
        {!newer && <Button type="submit" loading={isPending}>{t('clients.save')}</Button>}
        <Button variant="default" onClick={onClose}>{t('clients.cancel')}</Button>
      </div>
    </Form>
  );
}
