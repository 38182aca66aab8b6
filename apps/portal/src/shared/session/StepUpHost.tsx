import { lazy, Suspense, useSyncExternalStore } from 'react';
import { stepUpStore } from './step-up-store.js';

const StepUpDialog = lazy(() => import('./StepUpDialog.js'));

/** Shows the identity question when an act asks for it. Once per tree. */
export function StepUpHost() {
  const open = useSyncExternalStore(stepUpStore.subscribe, stepUpStore.isOpen);
  return open ? <Suspense fallback={null}><StepUpDialog /></Suspense> : null;
}
