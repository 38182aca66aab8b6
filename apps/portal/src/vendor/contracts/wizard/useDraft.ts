import { contractRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useForm, type FieldPath } from 'react-hook-form';
import { call } from '../../../shared/api.js';
import { wholeRoute } from '../../../shared/api/whole-route.js';
import { issueMessage } from '../../../shared/form/schema-resolver.js';
import { translate } from '../../../shared/i18n/translate.js';
import { notify } from '../../../shared/parts/notify.js';
import { useDraftSaver } from './useDraftSaver.js';
import { bodyOf, valuesOf, type Contract, type DraftBody, type WizardValues } from './values.js';

const pauseMs = 500;
type PreviewBody = BodyInputOf<typeof contractRoutes.preview>;

/** Text, dates and invoices of what stands in the fields now; the last answer stays until the next has come. */
function usePreview(body: PreviewBody) {
  return useQuery({ queryKey: [contractRoutes.preview.id, body], queryFn: ({ signal }) => call(contractRoutes.preview, { body }, { signal }), placeholderData: keepPreviousData });
}

/** The wizard's fields, saved by themselves half a second after the last key, with the contract as it reads meanwhile. */
export function useDraft(contract: Contract) {
  const form = useForm<WizardValues>({ defaultValues: valuesOf(contract) });
  const [body, setBody] = useState<DraftBody>(() => bodyOf(valuesOf(contract)));
  const saver = useDraftSaver(contract);
  const timer = useRef<number | undefined>(undefined);

  const read = useCallback(async (): Promise<DraftBody | null> => {
    const { body: schema } = await wholeRoute(contractRoutes.updateDraft);
    const parsed = schema.safeParse(bodyOf(form.getValues()));
    form.clearErrors();
    if (parsed.success) return parsed.data;
    // The schema's paths are the form's own names.
    for (const issue of parsed.error.issues) form.setError(issue.path.join('.') as FieldPath<WizardValues>, { type: issue.code, message: issueMessage(issue) });
    return null;
  }, [form]);

  const { save, adopt, isNews, isSaved, settle, state } = saver;
  const flush = async (): Promise<boolean> => {
    window.clearTimeout(timer.current);
    const next = await read();
    if (next) setBody(next);
    return save(next);
  };
  const flushRef = useRef(flush);
  flushRef.current = flush;

  useEffect(() => {
    const { unsubscribe } = form.watch(() => {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flushRef.current(), pauseMs);
    });
    return unsubscribe;
  }, [form]);

  useLeaving(() => isSaved(bodyOf(form.getValues())), () => flushRef.current());

  const take = (latest: Contract) => {
    adopt(latest);
    form.reset(valuesOf(latest));
    setBody(bodyOf(valuesOf(latest)));
    settle();
  };
  // Another window saved while nothing was typed here: show that instead of meeting it at the next key.
  const adoptNews = (latest: Contract) => {
    if (!isNews(latest) || state.phase !== 'saved' || !isSaved(bodyOf(form.getValues()))) return;
    take(latest);
    notify({ tone: 'info', text: translate('wizard.save.adopted') });
  };
  // Only a newly read contract is news: what the look at it needs is whatever stands in the newest drawing.
  const adoptNewsRef = useRef(adoptNews);
  adoptNewsRef.current = adoptNews;
  useEffect(() => { adoptNewsRef.current(contract); }, [contract]);

  const preview = usePreview({ clientId: contract.clientId, siteIds: body.siteIds, terms: body.terms });
  return {
    form, state, flush, take, preview,
    /** Whether every field can be read; marks those that cannot. */
    check: async () => (await read()) !== null,
    overwrite: async (latest: Contract) => saver.overwrite(latest, await read()),
  };
}
export type Draft = ReturnType<typeof useDraft>;

/** Saves when the page is left inside the portal or put aside, and has the browser ask when something is still unsaved. */
function useLeaving(isSaved: () => boolean, flush: () => Promise<boolean>): void {
  const latest = useRef({ isSaved, flush });
  latest.current = { isSaved, flush };
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => { if (!latest.current.isSaved()) event.preventDefault(); };
    const putAside = () => { if (document.visibilityState === 'hidden') void latest.current.flush(); };
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', putAside);
    return () => {
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', putAside);
      if (!latest.current.isSaved()) void latest.current.flush();
    };
  }, []);
}
