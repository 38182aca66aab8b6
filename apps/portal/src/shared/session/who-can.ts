import { roleName, whoCan, type Permission, type RoleKind } from '@hoshu/domain';
import { textLanguage, useT } from '../i18n/translate.js';

/** The roles of one side that hold a right, as words for 「…に依頼してください」. */
export function useWhoCan(kind: RoleKind, permission: Permission): string {
  const t = useT();
  return whoCan(kind, permission).map((role) => roleName(kind, role)[textLanguage()]).join(t('shell.listSeparator'));
}
