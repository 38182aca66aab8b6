import { agreementRoutes } from '@hoshu/api-schema';
import { withSearch } from '../../paths.js';
import { useRoute } from '../api/hooks.js';
import type { Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { ButtonLink } from '../parts/Button.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status, type Tone } from '../parts/Status.js';
import { DateText } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { useCan } from '../session/session.js';
import { agreementPaths, stateText, stateTones, type OpenPoint } from './agreement-words.js';

const tones: Record<OpenPoint['state'], Tone> = { agreed: 'good', open: 'warn', overdue: 'bad', none: 'muted' };

function Point({ point, side, contractId }: { readonly point: OpenPoint; readonly side: Side; readonly contractId: string }) {
  const t = useT();
  const language = textLanguage();
  const paths = agreementPaths(side);
  const can = useCan();
  return (
    <li>
      <p><strong>{point.label[language]}</strong>（{point.article}） <Status tone={tones[point.state]} label={t(`agreements.point.${point.state}`)} /></p>
      <p className="h-note-small">{point.text[language]}{point.dueOn && <>　{t('agreements.dueOn')}：<DateText on={point.dueOn} form="deadline" /></>}</p>
      {point.items.length > 0 && <ul className="h-bare-list">{point.items.map((item) => <li key={item.id}><AppLink to={paths.view(item.id)}>{item.subject}</AppLink> <Status tone={stateTones[item.state]} label={stateText(item, side, t)} /></li>)}</ul>}
      {can('agreement.write') && point.kind === 'separate_work' && <p><AppLink to={withSearch(paths.open, { contractId, kind: point.kind })}>{t('agreements.startSeparate')}</AppLink></p>}
      {can('agreement.write') && (point.state === 'open' || point.state === 'overdue') && point.items.length === 0 && <p><AppLink to={withSearch(paths.open, { contractId, kind: point.kind })}>{t('agreements.startPoint')}</AppLink></p>}
    </li>
  );
}

/** What the contract leaves to a later agreement (別途定める), where each stands, and the way to a consultation. */
export function OpenPointsSection({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const can = useCan();
  const paths = agreementPaths(side);
  const query = useRoute(agreementRoutes.openPoints, { params: { contractId } });
  return (
    <Section title={t('agreements.points')} lead={t('agreements.pointsLead')}>
      <QueryView query={query} what={t('agreements.points')}>{({ items }) => <ul className="h-bare-list h-stack">{items.map((point) => <Point key={point.kind} point={point} side={side} contractId={contractId} />)}</ul>}</QueryView>
      <div className="h-page-actions">
        <ButtonLink to={withSearch(paths.list, { contractId })} variant="default">{t('agreements.all')}</ButtonLink>
        {can('agreement.write') && <ButtonLink to={withSearch(paths.open, { contractId })} variant="default">{t('agreements.new')}</ButtonLink>}
      </div>
    </Section>
  );
}
