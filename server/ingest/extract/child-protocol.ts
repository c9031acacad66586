import type { ErrorCode, ErrorDetails } from '#server/base/errors.ts';
import type { TaskName } from './tasks.ts';

export interface ChildRequest {
  readonly id: number;
  readonly task: TaskName;
  readonly input: unknown;
}

/** `error.code` is null when something other than an AppError was thrown. */
export type ChildReply =
  | { readonly id: number; readonly rss: number; readonly output: unknown }
  | {
      readonly id: number;
      readonly rss: number;
      readonly error: {
        readonly code: ErrorCode | null;
        readonly details: ErrorDetails;
        readonly message: string;
      };
    };
