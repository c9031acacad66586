import { getFileNameLowLevel, type Entry } from 'yauzl';

const UTF8_FLAG = 0x800;
/** Frames, blocks and Greek letters of code page 437, which stand in no name that a person gave. */
const NO_NAME = /[\u2500-\u259FΑ-Ωα-ω\u2200-\u22FF⌐⌠⌡]/u;

function utf8Of(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The name of an entry. The format says code page 437 unless a flag says UTF-8 (APPNOTE 6.3.10
 * §D), but macOS writes UTF-8 without the flag, and Windows in Vietnam its own code page.
 */
export function entryName(entry: Entry): string {
  const { generalPurposeBitFlag: flags, fileNameRaw: raw, extraFields } = entry;
  const told = getFileNameLowLevel(flags, raw, extraFields, false);
  const isPlain = raw.every((byte) => byte < 0x80);
  const isTold = (flags & UTF8_FLAG) !== 0 || extraFields.some((field) => field.id === 0x7075);
  if (isPlain || isTold) return told;
  const name =
    utf8Of(raw) ?? (NO_NAME.test(told) ? new TextDecoder('windows-1258').decode(raw) : told);
  return name.replaceAll('\\', '/');
}

/** What macOS adds to an archive for itself. */
export const isOfMacOs = (name: string): boolean => /^__MACOSX\/|(?:^|\/)\.DS_Store$/u.test(name);
