/** Busy sign in the place of a page or card. */
export function Loading({ label }: { readonly label?: string }) {
  return <div className="h-loading" role="status"><span className="h-spinner" aria-hidden />{label && <span>{label}</span>}</div>;
}
