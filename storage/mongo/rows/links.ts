import type { Connection } from 'mongoose';
import type { LinkFault, LinkState } from '#server/links/link-check.ts';
import { model, text, words, number, nullableText } from './model.ts';

/** `_id` is the address. */
export interface LinkRow {
  readonly _id: string;
  /** The shelf itself links to it. */
  readonly shelf: boolean;
  /**
   * Grows whenever something links to the address anew, so that nobody deletes one that is being
   * added.
   */
  readonly taken: number;
  readonly checkedAt: string | null;
  readonly state: LinkState;
  readonly status: number | null;
  readonly fault: LinkFault | null;
  readonly failures: number;
  readonly failingSince: string | null;
  readonly nextAt: string;
}

export const linkModels = (connection: Connection) => ({
  links: model<LinkRow>(
    connection,
    'links',
    {
      shelf: { type: Boolean, required: true },
      taken: number,
      checkedAt: nullableText,
      state: { ...text, enum: ['new', 'ok', 'unreachable', 'broken'] },
      status: { type: Number, default: null },
      fault: nullableText,
      failures: number,
      failingSince: nullableText,
      nextAt: words,
    },
    [
      { keys: { nextAt: 1, _id: 1 } },
      { keys: { state: 1, failingSince: 1, _id: 1 } },
      { keys: { shelf: 1 } },
    ],
  ),
});
