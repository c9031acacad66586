/** Longest name, in letters, that every file system takes with the folders above it. */
const LONGEST = 100;

/**
 * The name of a file in a package: its place among the item's files, then its own name as far as
 * every file system takes it (NFC, no sign that Windows refuses, no end in a dot or blank).
 */
export function packedName(ordinal: number, name: string): string {
  const plain = name
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{C}<>:"/\\|?*\ufffd]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const dot = plain.lastIndexOf('.');
  const [stem, ending] =
    dot > 0 && plain.length - dot <= 10 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ''];
  const short = Array.from(stem)
    .slice(0, LONGEST - ending.length)
    .join('')
    .replace(/(?<![. ])[. ]+$/u, '');
  return `${ordinal}-${short || 'tep'}${ending.replace(/(?<![. ])[. ]+$/u, '')}`;
}
