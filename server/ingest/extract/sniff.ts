import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { AppError } from '#server/base/errors.ts';
import type { AttachmentRole } from '#server/items/item.ts';
import { openArchive } from './archive.ts';
import { COMPOUND_MAGIC } from './compound/compound-file.ts';
import { compoundType } from './compound/compound-type.ts';
import { decodeText } from './decode-text.ts';
import { withRangedFile, type RangedFile } from './ranged-file.ts';
import { wayOut } from '../way-out.ts';
import { isText, textKind } from './sniff-text.ts';

export interface SniffedFile {
  readonly mediaType: string;
  readonly role: AttachmentRole;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ODT = 'application/vnd.oasis.opendocument.text';
const ODS = 'application/vnd.oasis.opendocument.spreadsheet';
const ODP = 'application/vnd.oasis.opendocument.presentation';
/** How a file of OpenDocument names its own type. */
const OPEN_DOCUMENT = new Set([ODT, ODS, ODP]);

/** Every type taken in: its role and the extensions it may have. */
const TYPES: Readonly<
  Record<string, { readonly role: AttachmentRole; readonly extensions: readonly string[] }>
> = {
  'application/pdf': { role: 'original', extensions: ['.pdf'] },
  'application/epub+zip': { role: 'epub', extensions: ['.epub'] },
  [DOCX]: { role: 'original', extensions: ['.docx'] },
  'application/msword': { role: 'original', extensions: ['.doc', '.dot'] },
  // Word opens RTF and web pages under its own ending, Excel web pages: offices have sent them so.
  'application/rtf': { role: 'original', extensions: ['.rtf', '.doc'] },
  'application/vnd.ms-excel': { role: 'original', extensions: ['.xls', '.xlt'] },
  [XLSX]: { role: 'original', extensions: ['.xlsx'] },
  'application/vnd.ms-powerpoint': { role: 'original', extensions: ['.ppt', '.pps'] },
  [PPTX]: { role: 'original', extensions: ['.pptx'] },
  [ODT]: { role: 'original', extensions: ['.odt'] },
  [ODS]: { role: 'original', extensions: ['.ods'] },
  [ODP]: { role: 'original', extensions: ['.odp'] },
  'text/plain': { role: 'text', extensions: ['.txt', '.text'] },
  'text/markdown': { role: 'text', extensions: ['.md', '.markdown'] },
  'text/html': { role: 'text', extensions: ['.html', '.htm', '.xhtml', '.doc', '.xls'] },
  'image/jpeg': { role: 'image', extensions: ['.jpg', '.jpeg', '.jpe', '.jfif'] },
  'image/png': { role: 'image', extensions: ['.png'] },
  'image/webp': { role: 'image', extensions: ['.webp'] },
  'video/mp4': { role: 'video', extensions: ['.mp4', '.m4v'] },
  'video/webm': { role: 'video', extensions: ['.webm'] },
  'audio/mpeg': { role: 'audio', extensions: ['.mp3'] },
  'audio/mp4': { role: 'audio', extensions: ['.m4a', '.mp4'] },
  'text/vtt': { role: 'captions', extensions: ['.vtt'] },
  'application/x-subrip': { role: 'captions', extensions: ['.srt'] },
};
const BY_EXTENSION = new Map(
  Object.entries(TYPES)
    .flatMap(([type, t]) => t.extensions.map((e) => [e, type] as const))
    .toReversed(),
);

const HEAD = 64 * 1024;
/**
 * Readers accept junk before `%PDF-` within the first 1,024 bytes (PDF 1.7, appendix H, note 13).
 */
const PDF_JUNK = 1_024;

async function zipType(path: string): Promise<string> {
  const archive = await openArchive(path);
  try {
    if (archive.has('META-INF/container.xml')) return 'application/epub+zip';
    const named = archive.has('mimetype')
      ? (await archive.read('mimetype', 4_096)).toString('latin1').trim()
      : '';
    if (named === 'application/epub+zip' || OPEN_DOCUMENT.has(named)) return named;
    if (!archive.has('[Content_Types].xml')) return 'application/zip';
    if (archive.names.some((n) => /^word\/document\d*\.xml$/u.test(n))) return DOCX;
    // Macros make it another type, which is refused.
    if (archive.has('xl/workbook.xml') && !archive.has('xl/vbaProject.bin')) return XLSX;
    return archive.has('ppt/presentation.xml') ? PPTX : 'application/zip';
  } finally {
    archive.close();
  }
}

async function binaryType(path: string, file: RangedFile, head: Buffer): Promise<string | null> {
  if (head.subarray(0, PDF_JUNK + 5).includes('%PDF-')) return 'application/pdf';
  const start = head.toString('latin1', 0, 4);
  if (start === 'PK\x03\x04' || start === 'PK\x05\x06') return zipType(path);
  if (head.length >= 512 && head.readUInt32BE(0) === COMPOUND_MAGIC) return compoundType(file);
  const found = await fileTypeFromBuffer(head);
  if (found === undefined) return null;
  if (found.mime === 'audio/x-m4a') return 'audio/mp4';
  return found.mime === 'video/x-m4v' ? 'video/mp4' : found.mime;
}

/** Text has no signature: the extension chooses among the kinds its content allows. */
function textType(bytes: Buffer, extension: string): string {
  const kind = textKind(bytes);
  if (kind === 'rtf') return 'application/rtf';
  if (kind === 'svg') return 'text/svg';
  const wanted = BY_EXTENSION.get(extension);
  if (wanted === 'text/plain' || wanted === 'text/markdown') return wanted;
  if (wanted === 'text/html')
    return kind === 'html' || kind === 'xml' || /<[a-z][\w-]*[\s>]/iu.test(decodeText(bytes))
      ? wanted
      : 'text/plain';
  if (kind === 'vtt') return 'text/vtt';
  if (wanted === 'text/vtt' || wanted === 'application/x-subrip') {
    if (!decodeText(bytes).includes('-->')) throw new AppError('file-broken', { missing: 'cues' });
    return 'application/x-subrip';
  }
  // A web page or a text under the ending of a program's own format.
  if (kind === 'html') return 'text/html';
  if (kind === 'srt') return 'application/x-subrip';
  return extension === '' || wanted !== undefined ? 'text/plain' : 'text/x-unknown';
}

/** What whoever sent a file of such a type can do, for the sentence. */
function advice(extension: string, found: string): { readonly sentence?: string } {
  const sentence = wayOut(extension, found);
  return sentence === null ? {} : { sentence };
}

function judge(found: string, extension: string, name: string): SniffedFile {
  const type = TYPES[found];
  const wanted = BY_EXTENSION.get(extension);
  if (type === undefined) {
    const code = wanted === undefined ? 'unsupported-type' : 'wrong-extension';
    throw new AppError(code, { name, found, ...advice(extension, found) });
  }
  if (extension !== '' && !type.extensions.includes(extension)) {
    // Sound in an MP4 is often branded as if it were a film.
    if (found === 'video/mp4' && wanted === 'audio/mp4')
      return { mediaType: 'audio/mp4', role: 'audio' };
    throw new AppError(
      wanted === undefined && found.startsWith('text/') ? 'unsupported-type' : 'wrong-extension',
      { name, found, ...advice(extension, found) },
    );
  }
  return { mediaType: found, role: type.role };
}

/**
 * What a file is, by its content; its name's extension must agree (`.htm`, `.jpeg` and other
 * spellings do). Reads at most 64 KiB, and of a ZIP its directory.
 * @throws AppError file-empty | wrong-extension | unsupported-type | file-broken | file-encrypted |
 * file-bomb | file-unsafe-path
 */
export async function sniffFile(path: string, name: string): Promise<SniffedFile> {
  const extension = extname(name.normalize('NFC')).toLowerCase();
  return withRangedFile(path, async (file) => {
    if (file.size === 0) throw new AppError('file-empty', { name });
    const head = await file.bytes(0, HEAD);
    const binary = await binaryType(path, file, head);
    // A text that merely begins like some binary format is still the text its name says.
    const claimsText = /^text\/|subrip$/u.test(BY_EXTENSION.get(extension) ?? '');
    if (binary !== null && !(claimsText && TYPES[binary] === undefined && isText(head)))
      return judge(binary, extension, name);
    if (isText(head)) return judge(textType(head, extension), extension, name);
    if (BY_EXTENSION.has(extension))
      throw new AppError(claimsText ? 'wrong-extension' : 'file-broken', { name });
    throw new AppError('unsupported-type', { name, ...advice(extension, '') });
  });
}
