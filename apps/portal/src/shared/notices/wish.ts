import { noticeRoutes, type BodyInputOf } from '@hoshu/api-schema';

/** What the wizard gathers: the body of the notice itself. */
export type NoticeWish = Required<BodyInputOf<typeof noticeRoutes.give>>;
