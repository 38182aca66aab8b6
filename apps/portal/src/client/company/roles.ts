import type { MessageId } from '../../shared/i18n/translate.js';

export const clientRoleNames = ['owner', 'approver', 'accounting'] as const;
export type ClientRoleName = (typeof clientRoleNames)[number];
export const roleTexts: Readonly<Record<ClientRoleName, MessageId>> = { owner: 'organisation.role.owner', approver: 'organisation.role.approver', accounting: 'organisation.role.accounting' };
export const roleHints: Readonly<Record<ClientRoleName, MessageId>> = { owner: 'organisation.roleHint.owner', approver: 'organisation.roleHint.approver', accounting: 'organisation.roleHint.accounting' };

/** The role of a member as a text id; null for a role this portal does not know. */
export const roleText = (role: string): MessageId | null => clientRoleNames.find((name) => name === role) ? roleTexts[role as ClientRoleName] : null;
