import type { MailTemplate } from '../mail-text.js';

export const identityTemplates = {
  'identity.verify': {
    ja: ({ data, url }) => ({
      subject: 'メールアドレスの確認｜Hoshu',
      paragraphs: [`${data['personName']} 様`, `${data['companyName']} のご登録を受け付けました。次のボタンからメールアドレスを確認すると、すぐに使い始められます。`],
      action: { label: 'メールアドレスを確認する', url }, notes: ['このリンクは24時間有効です。', 'お心当たりがない場合は、このメールを破棄してください。'],
    }),
    en: ({ data, url }) => ({
      subject: 'Confirm your e-mail address | Hoshu',
      paragraphs: [`Dear ${data['personName']},`, `Thank you for signing up ${data['companyName']}. Confirm your address to start right away.`],
      action: { label: 'Confirm the address', url }, notes: ['The link is valid for 24 hours.', 'If this was not you, please ignore this mail.'],
    }),
  },
  'identity.signin': {
    ja: ({ data, url, code }) => ({
      subject: 'サインインのご案内｜Hoshu',
      paragraphs: [`${data['name']} 様`, '次のボタンからサインインしてください。', `別の端末で続ける場合の確認コード：${code}`],
      action: { label: 'サインインする', url }, notes: ['リンクと確認コードは30分間、1回だけ使えます。', 'お心当たりがない場合は、このメールを破棄してください。'],
    }),
    en: ({ data, url, code }) => ({
      subject: 'Your sign-in link | Hoshu',
      paragraphs: [`Dear ${data['name']},`, 'Use the button to sign in.', `Code to go on at another device: ${code}`],
      action: { label: 'Sign in', url }, notes: ['Link and code are valid for 30 minutes and work once.', 'If this was not you, please ignore this mail.'],
    }),
  },
  'identity.invitation': {
    ja: ({ data, url }) => ({
      subject: `招待が届いています｜${data['tenantName']}`,
      paragraphs: [`${data['invitedBy']} さんから、${data['tenantName']} の Hoshu に招待されています。`],
      action: { label: '招待の内容を確認する', url }, notes: ['リンクは72時間有効です。期限が切れた場合は、開くと新しいリンクを送れます。'],
    }),
    en: ({ data, url }) => ({
      subject: `You are invited | ${data['tenantName']}`,
      paragraphs: [`${data['invitedBy']} invites you to ${data['tenantName']} on Hoshu.`],
      action: { label: 'See the invitation', url }, notes: ['The link is valid for 72 hours; an expired link can send you a new one.'],
    }),
  },
} as const satisfies Record<string, MailTemplate>;
