import type { ErrorEntry } from './entry.js';

export const identityErrors = {
  credentials_wrong: { status: 401, ja: 'メールアドレスまたはパスワードが違います。', en: 'The e-mail address or password is wrong.' },
  code_wrong: { status: 422, ja: '確認コードが違います。', en: 'The code is wrong.' },
  link_invalid: { status: 422, ja: 'このリンクは無効です。新しいリンクを送ってください。', en: 'This link is not valid. Please request a new one.' },
  link_used: { status: 422, ja: 'このリンクはすでに使われています。', en: 'This link has already been used.' },
  link_expired: { status: 422, ja: 'リンクの有効期限が切れています。新しいリンクを送りました。', en: 'The link has expired. We sent you a new one.' },
  password_weak: { status: 422, ja: 'このパスワードは使えません。15文字以上で、推測されにくいものにしてください。', en: 'This password cannot be used. Use at least 15 characters that are hard to guess.' },
  totp_required: { status: 403, ja: '認証アプリの確認コードを入力してください。', en: 'Please enter the code of your authenticator app.' },
  totp_not_enrolled: { status: 422, ja: '認証アプリが登録されていません。', en: 'No authenticator app is registered.' },
  terms_required: { status: 403, ja: '利用規約への同意が必要です。', en: 'Please accept the terms of service.' },
  membership_exists: { status: 409, ja: 'この方はすでにメンバーです。', en: 'This person is already a member.' },
  last_owner: { status: 422, ja: '最後のオーナーは外せません。', en: 'The last owner cannot be removed.' },
  invitation_other_person: { status: 409, ja: '別の方としてサインインしています。サインアウトしてから招待を受けてください。', en: 'You are signed in as someone else. Please sign out first.' },
  calendar_too_many: { status: 422, ja: 'カレンダーのURLは10個までです。使っていないものを無効にしてください。', en: 'You can have ten calendar addresses. Please revoke one that you do not use.' },
} as const satisfies Record<string, ErrorEntry>;
