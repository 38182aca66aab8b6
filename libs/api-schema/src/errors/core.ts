import type { ErrorEntry } from './entry.js';

/** Problems that any route can answer with. */
export const coreErrors = {
  invalid_request: { status: 400, ja: '入力内容を確認してください。', en: 'Please check the values you entered.' },
  malformed_json: { status: 400, ja: '送信された内容を読み取れませんでした。', en: 'The request body could not be read.' },
  unsupported_media_type: { status: 415, ja: 'この形式では受け付けていません。', en: 'This content type is not accepted.' },
  payload_too_large: { status: 413, ja: '送信された内容が大きすぎます。', en: 'The request is too large.' },
  cross_site: { status: 403, ja: '別のサイトからの操作は受け付けていません。', en: 'Requests from another site are not accepted.' },
  signed_out: { status: 401, ja: 'サインインしてください。', en: 'Please sign in.' },
  forbidden: { status: 403, ja: 'この操作を行う権限がありません。', en: 'You are not allowed to do this.' },
  step_up_required: { status: 403, ja: 'もう一度ご本人であることを確認してください。', en: 'Please confirm that it is you once more.' },
  not_found: { status: 404, ja: '見つかりませんでした。', en: 'Not found.' },
  conflict: { status: 409, ja: 'ほかの操作が先に完了しました。画面を更新して確認してください。', en: 'Another action finished first. Please reload and check.' },
  duplicate: { status: 409, ja: '同じ内容がすでに登録されています。', en: 'The same thing is already registered.' },
  idempotency_mismatch: { status: 422, ja: '同じ Idempotency-Key が別の内容で使われました。', en: 'The same Idempotency-Key was used with a different request.' },
  version_required: { status: 428, ja: '読み込んだ版（If-Match）を指定してください。', en: 'Please name the version you read (If-Match).' },
  version_stale: { status: 412, ja: 'ほかの人が先に変更しました。最新の内容を確認してください。', en: 'Someone else changed this first. Please check the latest values.' },
  too_many_requests: { status: 429, ja: '操作が多すぎます。しばらく待ってからもう一度お試しください。', en: 'Too many requests. Please wait a moment and try again.' },
  unavailable: { status: 503, ja: 'ただいま処理できません。しばらく待ってからもう一度お試しください。', en: 'Not available right now. Please try again in a moment.' },
  internal: { status: 500, ja: '問題が発生しました。時間をおいてもう一度お試しください。', en: 'Something went wrong. Please try again later.' },
} as const satisfies Record<string, ErrorEntry>;
