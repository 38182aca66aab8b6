import { useT } from '../i18n/translate.js';
import { Status, type Tone } from '../parts/Status.js';
import type { NoticeData } from './types.js';

const tones: Readonly<Record<NoticeData['status'], Tone>> = { sending: 'info', arrived: 'good', bounced: 'bad', letter_printed: 'warn', posted: 'info', attempted: 'warn' };

/** Where a notice stands on its way to the other side. */
export function NoticeStatus({ notice }: { readonly notice: Pick<NoticeData, 'status' | 'authority'> }) {
  const t = useT();
  const unsure = notice.status === 'arrived' && notice.authority === 'needs_check';
  return <Status tone={unsure ? 'warn' : tones[notice.status]} label={t(unsure ? 'notices.state.authority' : `notices.state.${notice.status}`)} />;
}
