/** Every right of the product, `resource.verb`; a route names exactly one. */
export const permissions = [
  'company.read', 'company.write', 'member.read', 'member.invite', 'client.read', 'client.write', 'site.read', 'site.write', 'moving.write',
  'contract.read', 'contract.write', 'contract.send', 'signature.sign', 'signature.approve', 'signature.forward', 'invoice.read', 'invoice.issue', 'invoice.void', 'payment.read', 'payment.write', 'payment.plan', 'receipt.read',
  'incident.read', 'incident.write', 'incident.report', 'monitor.read', 'monitor.write', 'report.read', 'report.write', 'report.acknowledge',
  'notice.read', 'notice.give', 'notice.register', 'rescission.read', 'rescission.declare', 'settlement.read', 'settlement.issue', 'handover.read', 'handover.write', 'handover.confirm', 'agreement.read', 'agreement.write', 'agreement.settle', 'renewal.read', 'renewal.decide', 'claim.read', 'claim.write', 'claim.settle', 'check.read', 'check.write', 'approval.decide', 'audit.read', 'audit.export', 'settings.write', 'stripe.connect', 'sample.write', 'demo.control',
  'support.queue', 'support.forward', 'operator.tenants', 'profile.self',
] as const;
export type Permission = (typeof permissions)[number];

export type RoleKind = 'vendor' | 'client' | 'signer' | 'staff';
export const vendorRoles = ['owner', 'manager', 'technician', 'accounting'] as const;
export const clientRoles = ['owner', 'approver', 'accounting'] as const;
export type VendorRole = (typeof vendorRoles)[number];
export type ClientRole = (typeof clientRoles)[number];

const readAll: readonly Permission[] = ['company.read', 'member.read', 'client.read', 'site.read', 'contract.read', 'incident.read', 'monitor.read', 'report.read', 'notice.read', 'agreement.read', 'handover.read', 'profile.self'];
const money: readonly Permission[] = ['settlement.read', 'settlement.issue', 'invoice.read', 'invoice.issue', 'invoice.void', 'payment.read', 'payment.write', 'receipt.read'];
const work: readonly Permission[] = ['site.write', 'incident.write', 'incident.report', 'monitor.write', 'report.write', 'agreement.write', 'handover.write'];
const clientReads: readonly Permission[] = ['company.read', 'contract.read', 'signature.approve', 'site.read', 'notice.read', 'agreement.read', 'handover.read', 'audit.read', 'profile.self'];

const table: Readonly<Record<RoleKind, Readonly<Record<string, readonly Permission[]>>>> = {
  vendor: {
    owner: [...readAll, ...money, ...work, 'handover.confirm', 'check.read', 'check.write', 'approval.decide', 'agreement.settle', 'company.write', 'member.invite', 'client.write', 'contract.write', 'contract.send', 'signature.sign', 'notice.give', 'notice.register', 'renewal.read', 'renewal.decide', 'audit.read', 'audit.export', 'settings.write', 'stripe.connect', 'sample.write', 'moving.write', 'demo.control', 'claim.read', 'claim.write', 'claim.settle', 'rescission.read', 'rescission.declare'],
    manager: [...readAll, ...work, 'handover.confirm', 'settlement.read', 'check.read', 'check.write', 'approval.decide', 'agreement.settle', 'client.write', 'contract.write', 'contract.send', 'invoice.read', 'payment.read', 'receipt.read', 'notice.register', 'renewal.read', 'renewal.decide', 'audit.read', 'moving.write', 'demo.control', 'claim.read', 'claim.write', 'rescission.read', 'rescission.declare'],
    technician: [...readAll, ...work, 'renewal.read'],
    accounting: [...readAll, ...money, 'check.read', 'approval.decide', 'renewal.read', 'audit.read', 'claim.read'],
  },
  client: {
    owner: [...clientReads, 'handover.write', 'handover.confirm', 'agreement.write', 'agreement.settle', 'member.read', 'member.invite', 'signature.sign', 'signature.forward', 'invoice.read', 'payment.read', 'payment.plan', 'receipt.read', 'incident.read', 'incident.write', 'monitor.read', 'report.read', 'report.acknowledge', 'notice.give', 'notice.register', 'audit.export', 'demo.control', 'claim.read', 'claim.write', 'claim.settle', 'rescission.read', 'rescission.declare', 'settlement.read'],
    approver: [...clientReads, 'handover.write', 'handover.confirm', 'agreement.write', 'agreement.settle', 'signature.sign', 'signature.forward', 'invoice.read', 'receipt.read', 'incident.read', 'incident.write', 'monitor.read', 'report.read', 'report.acknowledge', 'notice.give', 'notice.register', 'claim.read', 'claim.write', 'claim.settle', 'rescission.read', 'rescission.declare', 'settlement.read'],
    // Who approves a contract is the choice of whoever sent it, so every member may; without being asked nobody can.
    accounting: ['company.read', 'contract.read', 'signature.approve', 'invoice.read', 'payment.read', 'payment.plan', 'receipt.read', 'notice.read', 'agreement.read', 'profile.self', 'claim.read', 'settlement.read', 'handover.read'],
  },
  signer: { signer: ['contract.read', 'signature.sign', 'signature.approve', 'signature.forward'] },
  staff: { support: ['support.queue', 'support.forward', 'profile.self'], operator: ['operator.tenants', 'profile.self'] },
};

const noPermissions: ReadonlySet<Permission> = new Set();

/** The rights of a role; an unknown role has none. */
export function permissionsOf(kind: RoleKind, role: string): ReadonlySet<Permission> {
  const list = Object.hasOwn(table[kind], role) ? table[kind][role] : undefined;
  return list ? new Set(list) : noPermissions;
}

/** Whether a role has a right; the portal and the API ask the same function. */
export const can = (kind: RoleKind, role: string, permission: Permission): boolean => permissionsOf(kind, role).has(permission);

/** The roles of one kind that have a right: for the line that says who can act (D21). */
export const whoCan = (kind: RoleKind, permission: Permission): readonly string[] =>
  Object.keys(table[kind]).filter((role) => can(kind, role, permission));

const roleNames: Readonly<Record<RoleKind, Readonly<Record<string, readonly [string, string]>>>> = {
  vendor: { owner: ['代表・管理者', 'owner'], manager: ['責任者', 'manager'], technician: ['技術担当', 'technician'], accounting: ['経理担当', 'accounting'] },
  client: { owner: ['代表・管理者', 'owner'], approver: ['承認者', 'approver'], accounting: ['経理担当', 'accounting'] },
  signer: { signer: ['署名者', 'signer'] },
  staff: { support: ['終了手続の窓口', 'termination desk'], operator: ['運営担当', 'operator'] },
};
const sideNames: Readonly<Record<RoleKind, readonly [string, string]>> = {
  vendor: ['保守会社（乙）', 'The vendor'], client: ['お客様（甲）', 'The client'], signer: ['署名を依頼された方', 'The person asked to sign'], staff: ['運営者', 'Platform staff'],
};

/** The name of a role for people, in both languages; the role itself when it is unknown. */
export function roleName(kind: RoleKind, role: string): { ja: string; en: string } {
  const [ja, en] = (Object.hasOwn(roleNames[kind], role) ? roleNames[kind][role] : undefined) ?? [role, role];
  return { ja, en };
}

/** The one line that says who of one side can act (D21). */
export function whoCanLine(kind: RoleKind, permission: Permission): { ja: string; en: string } {
  const [sideJa, sideEn] = sideNames[kind];
  const names = whoCan(kind, permission).map((role) => roleName(kind, role));
  if (names.length === 0) return { ja: `${sideJa}の側でこの操作ができる方はいません。`, en: `${sideEn} has nobody who can do this.` };
  if (kind === 'signer') return { ja: `この操作ができるのは、${sideJa}です。`, en: `${sideEn} can do this.` };
  return { ja: `この操作ができるのは、${sideJa}の${names.map(({ ja }) => ja).join('・')}です。`, en: `${sideEn}: ${names.map(({ en }) => en).join(', ')} can do this.` };
}
