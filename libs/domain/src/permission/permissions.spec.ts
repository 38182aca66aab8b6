import { can, clientRoles, permissions, permissionsOf, roleName, vendorRoles, whoCan, whoCanLine } from './permissions.js';

describe('権限', () => {
  it('権限の名前は重複せず、どれも誰かが使える', () => {
    expect(new Set(permissions).size).toBe(permissions.length);
    const kinds = ['vendor', 'client', 'signer', 'staff'] as const;
    expect(permissions.filter((permission) => kinds.every((kind) => whoCan(kind, permission).length === 0))).toEqual([]);
    expect(permissions.every((permission) => /^[a-z]+\.[a-z]+$/.test(permission))).toBe(true);
  });

  it('知らない役割には何も許さない', () => {
    for (const role of ['toString', '__proto__', 'admin', '']) expect(permissionsOf('vendor', role).size).toBe(0);
    expect(can('client', 'manager', 'contract.read')).toBe(false);
  });

  it('運営者は契約の中身に触れず、通知を判断しない', () => {
    for (const role of ['support', 'operator']) {
      expect([...permissionsOf('staff', role)].filter((permission) => !/^(support|operator|profile)\./.test(permission))).toEqual([]);
    }
  });

  it('お客様の側は請求書を発行できず、保守会社の設定に触れない', () => {
    for (const role of clientRoles) {
      for (const permission of ['invoice.issue', 'invoice.void', 'payment.write', 'contract.send', 'settings.write', 'stripe.connect', 'monitor.write'] as const) expect(can('client', role, permission)).toBe(false);
    }
  });

  it('署名と通知は権限のある役割だけ', () => {
    expect(whoCan('vendor', 'signature.sign')).toEqual(['owner']);
    expect(whoCan('vendor', 'notice.give')).toEqual(['owner']);
    expect(whoCan('client', 'notice.give')).toEqual(['owner', 'approver']);
    expect([whoCan('client', 'payment.plan'), whoCan('vendor', 'payment.plan')]).toEqual([['owner', 'accounting'], []]);
    expect(whoCan('vendor', 'invoice.issue')).toEqual(['owner', 'accounting']);
    expect([...permissionsOf('signer', 'signer')].sort()).toEqual(['contract.read', 'signature.approve', 'signature.forward', 'signature.sign']);
    expect(whoCan('vendor', 'signature.approve')).toEqual([]);
    expect(vendorRoles.every((role) => can('vendor', role, 'profile.self'))).toBe(true);
  });

  it('誰ができるかを一行で示す', () => {
    expect(whoCanLine('vendor', 'invoice.issue')).toEqual({ ja: 'この操作ができるのは、保守会社（乙）の代表・管理者・経理担当です。', en: 'The vendor: owner, accounting can do this.' });
    expect(whoCanLine('client', 'invoice.issue')).toEqual({ ja: 'お客様（甲）の側でこの操作ができる方はいません。', en: 'The client has nobody who can do this.' });
    expect(whoCanLine('signer', 'signature.sign').ja).toBe('この操作ができるのは、署名を依頼された方です。');
    expect(roleName('client', 'approver')).toEqual({ ja: '承認者', en: 'approver' });
    expect(roleName('client', 'toString')).toEqual({ ja: 'toString', en: 'toString' });
  });
});
