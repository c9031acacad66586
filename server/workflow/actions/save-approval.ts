import { messages } from '#server/workflow/messages.ts';
import { APPROVAL_LABELS } from '#server/items/record-labels.ts';
import { authorise } from '../access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import type { Approval, ApprovalFile, Item } from '#server/items/item.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { approvalDateErrors, refuseOverwriting } from '#server/cataloguing/actions/edit-item.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { approvalLengthErrors } from '#server/items/record-length.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';

export interface SaveApprovalInput {
  readonly actor: Actor;
  readonly itemId: string;
  /** The version the form was filled from. */
  readonly version: number;
  readonly approval: Approval | null;
  /** A new signed file; null keeps the one that is there, unless `remove`. */
  readonly file: ApprovalFile | null;
  readonly remove: boolean;
}

const FILE_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'];
const LONGEST_NUMBER = 100;

/** A number of a document as Vietnamese offices write them: 12/QĐ-STP, 05/2026/QĐ-UBND. */
const isDocumentNumber = (text: string): boolean =>
  /^\d[\p{L}\d./-]*$/u.test(text.replaceAll(' ', ''));

/**
 * Who signed, when, under which number: all three as soon as anything is said (điểm a khoản 2
 * Điều 8 Quyết định 14/2019/QĐ-TTg).
 */
function errorsOf(approval: Approval, now: string): FieldErrors {
  const { by, date, documentNumber } = approval;
  return {
    ...(by === '' ? { approvalBy: messages.writeSigner } : {}),
    ...(date === '' ? { approvalDate: messages.writeSigningDay } : approvalDateErrors(date, now)),
    ...(documentNumber === ''
      ? { approvalDocumentNumber: messages.writeDocumentNumber }
      : isDocumentNumber(documentNumber)
        ? {}
        : { approvalDocumentNumber: messages.wrongDocumentNumber }),
    ...approvalLengthErrors(approval),
    ...tooLongErrors({
      approvalDocumentNumber: [APPROVAL_LABELS.documentNumber, documentNumber, LONGEST_NUMBER],
    }),
  };
}

const NOTHING: Approval = { by: '', position: '', date: '', documentNumber: '' };

/**
 * Saves the approval outside the system with its signed file. Throws `item-not-found`,
 * `not-allowed`, `stale-version`, `invalid-input` (something is missing or wrong, the file is
 * neither PDF nor picture).
 */
export async function saveApproval(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  input: SaveApprovalInput,
): Promise<Item> {
  const before = await getItem(deps, input.itemId);
  authorise(input.actor, 'edit', before);
  await refuseOverwriting(deps, before, input.version);
  const file = input.file ?? (input.remove ? null : (before.approvalFile ?? null));
  const fileErrors: FieldErrors =
    file === null || FILE_TYPES.includes(file.mediaType)
      ? {}
      : { files: messages.wrongDocumentKind };
  refuseErrors({
    ...(input.approval !== null || file !== null
      ? errorsOf(input.approval ?? NOTHING, deps.now())
      : {}),
    ...fileErrors,
  });
  return rewriteItem(deps, {
    actor: input.actor,
    before,
    item: { ...before, approval: input.approval, approvalFile: file },
    action: 'edit',
  });
}
