import { vendorRoles, type VendorRole } from '@hoshu/domain';
import type { Option } from '../../shared/form.js';
import type { Translate } from '../../shared/i18n/translate.js';

/** The roles of colleagues with a line each that says what they may do. */
export const roleOptions = (t: Translate): Option[] => vendorRoles.map((role) => ({ value: role, label: t(`settings.role.${role}`), hint: t(`settings.roleText.${role}`) }));

/** A role in words; one the portal does not know yet as it is. */
export const roleLabel = (t: Translate, role: string): string => {
  const known = vendorRoles.find((entry): entry is VendorRole => entry === role);
  return known ? t(`settings.role.${known}`) : role;
};
