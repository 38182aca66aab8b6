import { useId, type ReactNode } from 'react';
import { useT } from '../i18n/translate.js';
import { useCan } from '../session/session.js';
import { Button, ButtonLink, type ButtonLook } from './Button.js';

interface GateProps {
  readonly permission: string;
  /** Who can act instead, e.g. 「請求担当」. */
  readonly whoCan: string;
  readonly children: ReactNode;
}

/** Shows its children to those who hold the permission; others read who can act (D21). */
export function PermissionGate({ permission, whoCan, children }: GateProps) {
  const t = useT();
  const can = useCan();
  return can(permission) ? <>{children}</> : <p className="h-gate">{t('shell.gate.who', { who: whoCan })}</p>;
}

interface GatedLinkProps extends ButtonLook { readonly permission: string; readonly whoCan: string; readonly to: string }

/** A link to a page for an act under D21: disabled with its reason for those who could be given the right. */
export function GatedLink({ permission, whoCan, to, children, ...button }: GatedLinkProps) {
  const can = useCan();
  return can(permission) ? <ButtonLink {...button} to={to}>{children}</ButtonLink> : <GatedButton {...button} permission={permission} whoCan={whoCan} obtainable onClick={() => undefined}>{children}</GatedButton>;
}

interface GatedButtonProps extends ButtonLook {
  readonly loading?: boolean;
  readonly permission: string;
  readonly whoCan: string;
  /** True where this person could be given the right: the button stays, disabled, with its reason. False for read-only readers: it is absent. */
  readonly obtainable: boolean;
  /** A reason that has nothing to do with rights, e.g. 「締結後に発行できます」; disables the button for everyone. */
  readonly blockedBecause?: string | undefined;
  readonly onClick: () => void;
}

/** A button under D21. A disabled one stays focusable, so that its reason can be read. */
export function GatedButton({ permission, whoCan, obtainable, blockedBecause, onClick, children, ...button }: GatedButtonProps) {
  const t = useT();
  const can = useCan();
  const id = useId();
  const allowed = can(permission);
  if (!allowed && !obtainable) return <p className="h-gate">{t('shell.gate.who', { who: whoCan })}</p>;
  const reason = allowed ? blockedBecause : t('shell.gate.ask', { who: whoCan });
  if (!reason) return <Button {...button} onClick={onClick}>{children}</Button>;
  return (
    <span className="h-gated">
      <Button {...button} aria-disabled aria-describedby={id} onClick={(event) => event.preventDefault()}>{children}</Button>
      <span id={id} className="h-note-small">{reason}</span>
    </span>
  );
}
