import type { Connection } from 'mongoose';
import type { Notice } from '#server/items/notice.ts';
import { model, text, whole } from './model.ts';

export interface NoticeRow {
  readonly _id: string;
  readonly accountId: string;
  readonly at: string;
  readonly unread: boolean;
  readonly notice: Notice;
}

export const workflowModels = (connection: Connection) => ({
  notices: model<NoticeRow>(
    connection,
    'notices',
    { accountId: text, at: text, unread: { type: Boolean, required: true }, notice: whole },
    [
      { keys: { accountId: 1, _id: -1 } },
      { keys: { accountId: 1, unread: 1, _id: -1 } },
      { keys: { at: 1 } },
    ],
  ),
});
