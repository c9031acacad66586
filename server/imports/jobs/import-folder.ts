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
import { refuseOverQuota } from '#server/items/actions/unit-quota.ts';
import { takeFile, type TakenFile } from '#server/ingest/actions/receive-file.ts';
import type { Actor } from '#server/people/account.ts';
import { AppError, errorMessage } from '#server/base/errors.ts';
import { can } from '#server/workflow/access.ts';
import { workAfterMove } from '#server/workflow/workflow.ts';
import type {
  Approval,
  ApprovalFile,
  Attachment,
  Item,
  ItemOrigin,
  ItemRecord,
} from '#server/items/item.ts';
import {
  readAttachment,
  type PipelineDeps,
  type ReadAttachment,
} from '#server/ingest/jobs/pipeline.ts';
import { recogniseJobs } from '#server/ingest/recognition-jobs.ts';
import { noteSentence } from '#server/items/file-note.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';

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
  /** The approval that came with it; it publishes nothing. */
  readonly approval?: Approval | null;
  readonly approvalFile?: ApprovalFile | null;
}

export interface ImportOptions {
  readonly folder: string;
  readonly actor: Actor;
  /**
   * Whether items are published at once, where the actor may approve what it brings itself; drafts
   * otherwise.
   */
  readonly publish: boolean;
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
  try {
    return await takeIn(deps, options, entry, taking);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    const fields = Object.values(error.details.fields ?? {});
    return {
      entry,
      outcome: 'refused',
      itemId: null,
      title: titleOf(entry),
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
  if (known) return alreadyThere(options.actor, entry, known);
  const unitId = entry.row?.unit || options.actor.unitId;
  const taken: TakenFile[] = [];
  try {
    for (const file of entry.files) taken.push(await receive(deps, options.folder, file, unitId));
    const received = taken.map(({ attachment }) => attachment);
    return await takeReceived(deps, options, entry, received, taking);
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable')
      for (const { discard } of taken) await discard();
    throw error;
  }
}

/** Its files are in the store: they are an item's already, or become one's. */
async function takeReceived(
  deps: ImportDeps,
  options: ImportOptions,
  entry: ImportEntry,
  received: readonly Attachment[],
  taking: Taking,
): Promise<ImportResult> {
  const identifier = entry.row?.record.identifier ?? null;
  if (identifier !== null) return addItem(deps, options, entry, received);
  const { sha256 } = received[0]!;
  // The same bytes under two names of one folder: the second waits for what becomes of the first.
  const turn = (taking.get(sha256) ?? Promise.resolve()).then(async (): Promise<ImportResult> => {
    // A draft that this person may not see is as good as not there.
    const twin = (await deps.catalog.findItemsByFile(sha256)).find((item) =>
      can(options.actor, 'view', item),
    );
    return twin
      ? alreadyThere(options.actor, entry, twin)
      : addItem(deps, options, entry, received);
  });
  taking.set(
    sha256,
    turn.catch(() => undefined),
  );
  return turn;
}

/** What is there is named to those who may see it; to others only that a number is taken. */
const alreadyThere = (actor: Actor, entry: ImportEntry, known: Item): ImportResult => ({
  entry,
  outcome: 'already-there',
  ...(can(actor, 'view', known)
    ? { itemId: known.id, title: known.title, note: messages.alreadyOnShelf }
    : { itemId: null, title: titleOf(entry), note: messages.elsewhere }),
});

const titleOf = ({ row, files }: ImportEntry): string => row?.record.title ?? files[0] ?? '';

async function receive(
  deps: ImportDeps,
  folder: string,
  file: string,
  unitId: string,
): Promise<TakenFile> {
  // Names come from a sheet somebody else may have made: nothing outside the folder, by dots or by
  // links, is for the shelf.
  const path = await realpath(join(folder, file)).catch(() => null);
  const inside =
    path?.startsWith(`${await realpath(folder)}${sep}`) === true && (await stat(path)).isFile();
  if (path === null || !inside)
    throw new AppError('invalid-input', {
      fields: { file: messages.fileNotInFolder(file) },
    });
  await refuseOverQuota(deps, unitId, (await stat(path)).size);
  return takeFile(
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
  const { record, proposed, guessed, madeUp } = completeRecord(entry.row?.record ?? {}, {
    fileName: main.attachment.name,
    metadata: main.extraction.metadata,
    passages: read.flatMap((r) => r.text.passages),
    genre: GENRE_OF_ROLE[main.attachment.role],
    shelfUnit: deps.shelfUnit,
    modifiedAt: (await stat(join(options.folder, entry.files[0]!))).mtime.toISOString(),
  });
  const attachments = read.map((r) => r.attachment);
  const made = { itemId, record, attachments, guessed };
  const draft = draftOf(deps, options, entry, made);
  // A mandatory fact that stands neither in the sheet nor in the file is published by nobody but a
  // person who saw it.
  const publish = options.publish && madeUp.length === 0 && can(options.actor, 'publish', draft);
  const errors = Object.values(
    (publish ? missingForPublishing : recordErrors)(record, await readVocabulary(deps)),
  );
  if (errors.length > 0)
    throw new AppError('invalid-input', {
      fields: Object.fromEntries(errors.map((e, i) => [String(i), e])),
    });
  const item = publish ? publishedAtOnce(draft, options.actor) : draft;
  const held =
    !options.publish || publish
      ? ''
      : madeUp.length > 0
        ? messages.guessesLeftAsDraft
        : messages.leftAsDraft;
  // An import of a page keeps these with its plan.
  const leftOut = entry.itemId === undefined ? (entry.row?.notes ?? []) : [];
  const note = [...leftOut, notesOn(read, proposed), held].filter((said) => said !== '').join(' ');
  await rewriteItem(deps, {
    actor: options.actor,
    before: null,
    item,
    action: publish ? 'bulk-publish' : 'create',
    reason: note,
    texts: read.map((r) => r.text),
    jobs: deps.recognises ? attachments.flatMap((a) => recogniseJobs(item, a)) : [],
  });
  return { entry, outcome: 'added', itemId: item.id, title: item.title, note };
}

function draftOf(
  deps: ImportDeps,
  { actor }: ImportOptions,
  entry: ImportEntry,
  made: {
    readonly itemId: string;
    readonly record: ItemRecord;
    readonly attachments: readonly Attachment[];
    readonly guessed: NonNullable<Item['guessed']>;
  },
): Item {
  const ids = { newId: () => made.itemId, now: deps.now };
  return {
    ...newItem(ids, actor, made.record, entry.row?.unit || actor.unitId),
    attachments: made.attachments,
    ...(made.guessed.length === 0 ? {} : { guessed: made.guessed }),
    origin: entry.origin ?? null,
    approval: entry.approval ?? null,
    approvalFile: entry.approvalFile ?? null,
  };
}

/** Who approved it stands in its history; an approval that nobody signed is not written for them. */
const publishedAtOnce = (draft: Item, actor: Actor): Item => ({
  ...draft,
  state: 'published',
  publishedAt: draft.createdAt,
  work: workAfterMove(draft.work, 'publish', actor, draft.createdAt, ''),
});

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
