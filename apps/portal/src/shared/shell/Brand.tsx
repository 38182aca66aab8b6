/** The mark and the name. */
export const Brand = () => (
  <span className="h-mark">
    <svg viewBox="0 0 32 32" width={28} height={28} aria-hidden><rect width="32" height="32" rx="8" fill="#0066be" /><path d="M8.5 16.5 13.7 22 24 10.5" fill="none" stroke="#fff" strokeWidth="3.4" strokeLinecap="round" strokeLinejoin="round" /><circle cx="24" cy="24" r="3" fill="#ffc700" /></svg>
    <span>Hoshu</span>
  </span>
);
