import { Link } from '@tanstack/react-router';
import type { MouseEventHandler, ReactNode, Ref } from 'react';

export interface ButtonLook {
  /** `filled` for the one main action of a view, `default` for others, `subtle` for the least. */
  readonly variant?: 'filled' | 'default' | 'subtle';
  readonly size?: 'sm' | 'md' | 'lg';
  /** Red: the act ends or destroys something. */
  readonly danger?: boolean;
  readonly fullWidth?: boolean;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

interface ButtonProps extends ButtonLook {
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean | undefined;
  /** Shows a spinner and takes no second press. */
  readonly loading?: boolean;
  readonly onClick?: MouseEventHandler<HTMLButtonElement>;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly 'aria-label'?: string;
  readonly 'aria-disabled'?: boolean;
  readonly 'aria-describedby'?: string;
  readonly 'aria-expanded'?: boolean;
  readonly tabIndex?: number;
}

const look = ({ variant = 'filled', size = 'md', danger, fullWidth }: ButtonLook) =>
  ({ className: 'h-button', 'data-variant': variant, 'data-size': size, 'data-danger': danger || undefined, 'data-full': fullWidth || undefined });

/** The product's button; light enough for every first screen. */
export function Button({ variant, size, danger, fullWidth, icon, children, type = 'button', loading, onClick, ...rest }: ButtonProps) {
  return (
    // A busy button keeps the focus, so it is not disabled but deaf.
    <button {...rest} {...look({ ...(variant ? { variant } : {}), ...(size ? { size } : {}), ...(danger ? { danger } : {}), ...(fullWidth ? { fullWidth } : {}), children })} type={type} data-loading={loading || undefined} aria-busy={loading || undefined}
      onClick={(event) => { if (loading) event.preventDefault(); else onClick?.(event); }}>
      {loading ? <span className="h-spinner" aria-hidden /> : icon}<span>{children}</span>
    </button>
  );
}

/** Button-shaped link to a page of the same tree; `to` comes from `pathTo`. */
export const ButtonLink = ({ to, icon, children, ...rest }: ButtonLook & { readonly to: string }) => <Link to={to} {...look({ ...rest, children })}>{icon}<span>{children}</span></Link>;

/** Button-shaped link that loads anew: another tree, a file (`download`), another site. */
export const ButtonAnchor = ({ href, download, icon, children, ...rest }: ButtonLook & { readonly href: string; readonly download?: boolean | string }) => <a href={href} download={download} {...look({ ...rest, children })}>{icon}<span>{children}</span></a>;
