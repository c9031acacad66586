import { messages } from '#server/imports/messages.ts';
import { readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileNames, type SheetRow } from '../actions/import-sheet.ts';
import { AppError } from '#server/base/errors.ts';
import type { ImportEntry } from './import-folder.ts';

const CAPTIONS = new Set(['.vtt', '.srt']);
const MEDIA = new Set(['.mp4', '.webm', '.mp3', '.m4a']);

/** `video.vi.vtt` and `video.mp4` share the stem `video`. */
const stem = (path: string): string =>
  path.slice(0, path.length - extname(path).length).replace(/\.[a-z]{2,3}$/u, '');

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') throw cause;
      throw new AppError(
        'invalid-input',
        { fields: { folder: messages.noFolder(folder) } },
        { cause },
      );
    },
  );
  return entries
    .filter((e) => e.isFile() && !e.name.startsWith('.'))
    .map((e) => relative(folder, join(e.parentPath, e.name)).replaceAll(sep, '/'))
    .toSorted();
}

export interface ImportPlan {
  readonly entries: readonly ImportEntry[];
  /** Files of the folder that a sheet does not name. */
  readonly unnamed: readonly string[];
}

/**
 * What an import will take in; throws `invalid-input` when there is no such folder: the sheet's
 * rows, or every file with captions joined to the recording beside them.
 */
export async function planFolder(
  folder: string,
  rows: readonly SheetRow[] | null,
): Promise<ImportPlan> {
  const files = await walk(folder);
  if (rows !== null) {
    // A sheet made on one system may name files in another Unicode form than the disk does.
    const onDisk = new Map(files.map((file) => [file.normalize('NFC'), file]));
    const anyCase = Map.groupBy(files, (file) => file.normalize('NFC').toLowerCase());
    const found = (name: string): string => {
      const asked = name.replaceAll('\\', '/').normalize('NFC');
      // Windows takes `TO-GAP.PDF` for `to-gap.pdf`; where two are meant by it neither is.
      const alike = anyCase.get(asked.toLowerCase()) ?? [];
      return onDisk.get(asked) ?? (alike.length === 1 ? alike[0]! : name);
    };
    const onTheDisk = new Set(files);
    const isThere = (name: string): boolean => onTheDisk.has(found(name));
    const entries = rows.map((row): ImportEntry => ({
      row,
      files: fileNames(row.files, isThere).map(found),
    }));
    const named = new Set(entries.flatMap((entry) => entry.files));
    return { entries, unnamed: files.filter((file) => !named.has(file)) };
  }
  const media = new Map(
    files
      .filter((file) => MEDIA.has(extname(file).toLowerCase()))
      .map((file) => [stem(file), file]),
  );
  const captionsOf = new Map<string, string[]>();
  for (const file of files.filter((f) => CAPTIONS.has(extname(f).toLowerCase()))) {
    const recording = media.get(stem(file));
    if (recording !== undefined)
      captionsOf.set(recording, [...(captionsOf.get(recording) ?? []), file]);
  }
  const joined = new Set([...captionsOf.values()].flat());
  return {
    entries: files
      .filter((file) => !joined.has(file))
      .map((file) => ({ row: null, files: [file, ...(captionsOf.get(file) ?? [])] })),
    unnamed: [],
  };
}
