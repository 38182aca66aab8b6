const people = [
  ['owner@aoba.example', '保守会社（乙）の代表 / vendor, owner'],
  ['tantou@aoba.example', '保守会社（乙）の担当 / vendor, staff'],
  ['midori@client.example', 'お客様（甲） / client'],
  ['support@hoshu.example', '終了受付の係 / termination desk'],
  ['operator@hoshu.example', '運営 / operator'],
];

/** Where everything is and how to sign in, in Japanese and English. `address` is the portal's. */
export function announcement({ ports, publicUrl, password, isSeeded }) {
  const lines = [
    '',
    `  保守  Hoshu   ${publicUrl}`,
    `  メール / mail        http://localhost:${ports.mailPage}   (SMTP 127.0.0.1:${ports.smtp})`,
    `  通知メールの受付 / notices by mail   SMTP 127.0.0.1:${ports.mailIn}`,
    `  決済の模擬 / Stripe simulator   http://localhost:${ports.simulator}`,
  ];
  if (isSeeded) {
    lines.push(`  お試し / demo        ${publicUrl}/demo`, '', '  ログイン / sign in');
    for (const [address, who] of people) lines.push(`    ${address.padEnd(24)} ${who}`);
    lines.push(`    パスワード / password: ${password}`);
  }
  return [...lines, '', '  終了は Ctrl-C / Ctrl-C stops everything', ''].join('\n');
}
