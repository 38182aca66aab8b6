import { AppError } from '../../platform/app-error.js';

const keyboardRuns = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', '01234567890123456789', 'zyxwvutsrqponmlkjihgfedcba', '98765432109876543210'];
const commonParts = ['password', 'passw0rd', 'hoshu', 'qwerty', 'letmein', 'welcome', 'administrator', 'iloveyou', 'パスワード', 'ぱすわーど'];

/**
 * Refuses what is guessed first (06 §3): below 15 characters (8 with a second factor), one repeated piece, keyboard runs,
 * well-known words, the person's own address or company. Throws `password_weak`.
 */
export function requireStrongPassword(password: string, context: { email: string; companyName?: string; hasSecondFactor: boolean }): void {
  const text = password.normalize('NFKC').toLowerCase();
  const length = [...text].length;
  const own = [context.email.split('@')[0] ?? '', context.companyName ?? ''].map((part) => part.toLowerCase()).filter((part) => part.length >= 4);
  // What remains after the guessable parts must still be long enough to count.
  const rest = [...commonParts, ...own].reduce((remaining, part) => remaining.replaceAll(part, ''), text);
  const weak = length < (context.hasSecondFactor ? 8 : 15) || length > 128 || new Set(text).size < 5 || keyboardRuns.some((run) => run.includes(text.slice(0, 15))) || rest.length < 6;
  if (weak) throw new AppError('password_weak');
}
