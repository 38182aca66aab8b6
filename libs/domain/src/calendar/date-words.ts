/** '2026-11-01' → '2026年11月1日'. */
export const dateJa = (date: string): string => `${monthJa(date)}${Number(date.slice(8, 10))}日`;

/** '2026-11', or a day in it → '2026年11月'. */
export const monthJa = (month: string): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`;
