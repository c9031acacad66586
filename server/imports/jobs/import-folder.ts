import { messages } from '#server/imports/messages.ts';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ActionDeps } from '#server/action-deps.ts';
import { completeRecord } from '#server/cataloguing/actions/complete-record.ts';
import type { SheetRow } from '../actions/import-sheet.ts';
import { newItem } from '#server/items/new-item.ts';
import { missingForPublishing, recordErrors } from '#server/items/record-rules.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { receiveFile } from '#server/ingest/actions/receive-file.ts';
import type { Actor } from '#server/people/account.ts';
import { AppError, errorMessage } from '#server/base/errors.ts';
import type { Approval, ApprovalFile, Attachment, Item, ItemOrigin } from '#server/items/item.ts';
import {
  readAttachment,
  type PipelineDeps,
  type ReadAttachment,
} from '#server/ingest/jobs/pipeline.ts';
import { noteSentence } from '#server/items/file-note.ts';
import { rewriteItem } from '#server/items/rewrite.ts';

export interface ImportDeps extends ActionDeps, PipelineDeps {
  readonly shelfUnit: string;
}

/** One item to be: a sheet's row, or files of a folder that belong together. */
export interface ImportEntry {
  readonly files: readonly string[];
  readonly row: SheetRow | null;
  /** The id it gets; a new one when absent. */
  readonly itemId?: string;
  /** Where its record came from; absent for what is made here. */
  readonly origin?: ItemOrigin | null;
  /** The approval that came with it; it stays a draft all the same. */
  readonly approval?: Approval | null;
  readonly approvalFile?: ApprovalFile | null;
}

export interface ImportOptions {
  readonly folder: string;
  readonly actor: Actor;
  /**
   * The bulk approval that stands in every published record (Điều 8 khoản 2 điểm a); null leaves
   * drafts.
   */
  readonly approval: Approval | null;
}

export interface ImportResult {
  readonly entry: ImportEntry;
  readonly outcome: 'added' | 'already-there' | 'refused';
  readonly itemId: string | null;
  readonly title: string;
  /**
   * Why refused, or what wants attention: fields proposed from the file, text still to recognise.
   */
  readonly note: string;
}

/** Files of one import that are being taken in right now, by SHA-256. */
export type Taking = Map<string, Promise<unknown>>;

const GENRE_OF_ROLE: Readonly<Record<Attachment['role'], string>> = {
  original: 'khac',
  text: 'khac',
  epub: 'sach',
  audio: 'am-thanh',
  video: 'video',
  captions: 'khac',
  image: 'infographic',
};

/**
 * Takes one entry in, read whole before anything is saved: a reader never sees half an item. Faults
 * become a refusal with its reason.
 */
export async function importEntry(
  deps: ImportDeps,
  options: ImportOptions,
  entry: ImportEntry,
  taking: Taking = new Map(),
): Promise<ImportResult> {
  const title = entry.row?.record.title ?? entry.files[0] ?? '';
  try {
    return await takeIn(deps, options, entry, taking);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    const fields = Object.values(error.details.fields ?? {});
    return {
      entry,
      outcome: 'refused',
      itemId: null,
      title,
      note: [errorMessage(error.code), ...fields].join(' '),
    };
  }
}

async function takeIn(
  deps: ImportDeps,
  options: ImportOptions,
  entry: ImportEntry,
  taking: Taking,
): Promise<ImportResult> {
  const faults = entry.row?.faults ?? [];
  if (faults.length > 0)
    throw new AppError('invalid-input', {
      fields: Object.fromEntries(faults.map((f, i) => [String(i), f])),
    });
  if (entry.files.length === 0)
    throw new AppError('invalid-input', { fields: { file: messages.noFile } });
  const identifier = entry.row?.record.identifier ?? null;
  const known = identifier === null ? null : await deps.catalog.findItemByIdentifier(identifier);
  if (known)
    return { entry, outcome: 'already-there', itemId: known.id, title: known.title, note: '' };
  const received: Attachment[] = [];
  for (const file of entry.files) received.push(await receive(deps, options.folder, file));
  if (identifier !== null) return addItem(deps, options, entry, received);
  const { sha256 } = received[0]!;
  // The same bytes under two names of one folder: the second waits for what becomes of the first.
  const turn = (taking.get(sha256) ?? Promise.resolve()).then(async (): Promise<ImportResult> => {
    const [twin] = await deps.catalog.findItemsByFile(sha256);
    return twin
      ? { entry, outcome: 'already-there', itemId: twin.id, title: twin.title, note: '' }
      : addItem(deps, options, entry, received);
  });
  taking.set(
    sha256,
    turn.catch(() => undefined),
  );
  return turn;
}

async function receive(deps: ImportDeps, folder: string, file: string): Promise<Attachment> {
  // Names come from a sheet somebody else may have made: nothing outside the folder, by dots or by
  // links, is for the shelf.
  const path = await realpath(join(folder, file)).catch(() => null);
  const inside =
    path?.startsWith(`${await realpath(folder)}${sep}`) === true && (await stat(path)).isFile();
  if (path === null || !inside)
    throw new AppError('invalid-input', {
      fields: { file: messages.fileNotInFolder(file) },
    });
  return receiveFile(
    deps,
    file,
    createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>,
  );
}

async function addItem(
  deps: ImportDeps,
  options: ImportOptions,
  entry: ImportEntry,
  received: readonly Attachment[],
): Promise<ImportResult> {
  const itemId = entry.itemId ?? deps.newId();
  const read: ReadAttachment[] = [];
  for (const attachment of received) read.push(await readAttachment(deps, itemId, attachment));
  const main = read[0]!;
  const { record, proposed } = completeRecord(entry.row?.record ?? {}, {
    fileName: main.attachment.name,
    metadata: main.extraction.metadata,
    passages: read.flatMap((r) => r.text.passages),
    genre: GENRE_OF_ROLE[main.attachment.role],
    shelfUnit: deps.shelfUnit,
    modifiedAt: (await stat(join(options.folder, entry.files[0]!))).mtime.toISOString(),
  });
  const errors = Object.values(
    (options.approval === null ? recordErrors : missingForPublishing)(
      record,
      await readVocabulary(deps),
    ),
  );
  if (errors.length > 0)
    throw new AppError('invalid-input', {
      fields: Object.fromEntries(errors.map((e, i) => [String(i), e])),
    });
  const now = deps.now();
  const item: Item = {
    ...newItem(
      { newId: () => itemId, now: deps.now },
      options.actor,
      record,
      entry.row?.unit || options.actor.unitId,
    ),
    attachments: read.map((r) => r.attachment),
    origin: entry.origin ?? null,
    approval: entry.approval ?? null,
    approvalFile: entry.approvalFile ?? null,
    ...(options.approval === null
      ? {}
      : { state: 'published' as const, approval: options.approval, publishedAt: now }),
  };
  const note = notesOn(read, proposed);
  await rewriteItem(deps, {
    actor: options.actor,
    before: null,
    item,
    action: options.approval === null ? 'create' : 'bulk-publish',
    reason: note,
    texts: read.map((r) => r.text),
  });
  return { entry, outcome: 'added', itemId: item.id, title: item.title, note };
}

function notesOn(read: readonly ReadAttachment[], proposed: readonly string[]): string {
  const notes = read.flatMap(({ attachment }) => {
    const said = (attachment.notes ?? []).map((note) =>
      messages.ofFile(attachment.name, noteSentence(note)),
    );
    if (attachment.status.state === 'needs-ocr')
      return [messages.waitsForRecognition(attachment.name), ...said];
    return attachment.status.state === 'needs-conversion'
      ? [messages.waitsForConversion(attachment.name), ...said]
      : said;
  });
  if (proposed.length > 0) notes.push(messages.takenFromFile(proposed.join(', ')));
  return notes.join(' ');
}
