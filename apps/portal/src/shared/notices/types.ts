import { contractRoutes, noticeRoutes, type ResponseOf } from '@hoshu/api-schema';

export type NoticeData = ResponseOf<typeof noticeRoutes.get>;
export type NoticePreview = ResponseOf<typeof noticeRoutes.preview>;
export type Delivery = NoticeData['deliveries'][number];

/** What a notice changes on other screens. */
export const noticeReads = [noticeRoutes.list, noticeRoutes.get, noticeRoutes.deadlines, noticeRoutes.preview, contractRoutes.get, contractRoutes.list] as const;
