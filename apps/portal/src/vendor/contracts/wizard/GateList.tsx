import type { ResponseOf, signingRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../../paths.js';
import { textLanguage, useT } from '../../../shared/i18n/translate.js';
import { ButtonLink } from '../../../shared/parts/Button.js';
import { Status } from '../../../shared/parts/Status.js';
import { AppLink } from '../../../shared/router/links.js';
import { stepOfPath, type StepName } from './values.js';

type Gates = ResponseOf<typeof signingRoutes.gates>;
type Gate = Gates['gates'][number];
interface GoProps { readonly onGo: (step: StepName, path?: string) => void }

/** A blank as a link to the field that fills it. */
function Blank({ item, onGo }: { readonly item: Gate['items'][number] } & GoProps) {
  const t = useT();
  const step = stepOfPath(item.path);
  const label = item[textLanguage()];
  if (!step) return <li>{label}　<AppLink small to={pathTo('vendor.company')}>{t('wizard.gate.company')}</AppLink></li>;
  return <li><button type="button" className="h-link-button" onClick={() => onGo(step, item.path)}>{label}</button></li>;
}

function GateAction({ gate, contractId, onGo }: { readonly gate: Gate; readonly contractId: string } & GoProps) {
  const t = useT();
  if (gate.key === 'counterparty_check') return <ButtonLink size="sm" variant="default" to={pathTo('vendor.checks')}>{t('wizard.gate.check')}</ButtonLink>;
  if (gate.key === 'internal_approval') return <ButtonLink size="sm" variant="default" to={pathTo('vendor.approval', { contractId })}>{t('wizard.gate.approval')}</ButtonLink>;
  if (gate.key === 'company') return <ButtonLink size="sm" variant="default" to={pathTo('vendor.company')}>{t('wizard.gate.company')}</ButtonLink>;
  if (gate.key === 'bank_account') return <ButtonLink size="sm" variant="default" to={pathTo('vendor.bank')}>{t('wizard.gate.bank')}</ButtonLink>;
  if (gate.key === 'client_contact') return <button type="button" className="h-link-button" onClick={() => onGo('client')}>{t('wizard.gate.client')}</button>;
  return gate.key === 'antisocial_vendor' ? <a className="h-link" href="#represent">{t('wizard.gate.represent')}</a> : null;
}

/** D4: everything that must hold before sending, each with its reason and the way to put it right. */
export function GateList({ gates, contractId, onGo }: { readonly gates: Gates; readonly contractId: string } & GoProps) {
  const t = useT();
  const language = textLanguage();
  return (
    <ul className="h-gates">
      {gates.gates.map((gate) => (
        <li key={gate.key}>
          <p><Status tone={gate.ok ? 'good' : 'bad'} label={t(gate.ok ? 'wizard.gate.ok' : 'wizard.gate.open')} /> <strong>{gate.label[language]}</strong>{gate.article && <span className="h-article">{gate.article}</span>}</p>
          {!gate.ok && (
            <div className="h-gate-more">
              <p>{gate.reason?.[language]} {gate.action?.[language]}</p>
              {gate.items.length > 0 && <ul className="h-plain-list">{gate.items.map((item) => <Blank key={item.path} item={item} onGo={onGo} />)}</ul>}
              <GateAction gate={gate} contractId={contractId} onGo={onGo} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
