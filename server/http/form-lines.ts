import { vbplIdOf } from '#server/laws/law-record.ts';
import { lawReference, tidyNumber, type LawReference } from '#server/base/vietnamese/law-number.ts';

/** Lines of a text area, blank ones left out, each once. */
export const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/u)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

const ADDRESS = /https?:\/\/\S*/iu;
const subSubjectsOf = (line: string): string[] => line.split('|').map((part) => part.trim());

/**
 * A pasted address of the national database brings its id along (docs/domain.md); an address taken
 * away takes the id with it.
 */
function withAddress(ref: LawReference, address: string | null): LawReference {
  if (address !== null)
    return { ...ref, url: address, vbplId: address === ref.url ? ref.vbplId : vbplIdOf(address) };
  return ref.url === null ? ref : { ...ref, url: null, vbplId: null };
}

/**
 * `số hiệu | tên | điều | địa chỉ` per line; the address may stand anywhere. What the record knew
 * of a document already stays.
 */
export const lawRefsOf = (text: string, before: readonly LawReference[]): LawReference[] =>
  linesOf(text).map((line) => {
    const address = ADDRESS.exec(line)?.[0] ?? null;
    const [number = '', title = '', articles = ''] = subSubjectsOf(
      address === null ? line : line.replace(address, ''),
    );
    const tidy = tidyNumber(number);
    return {
      ...withAddress(before.find((r) => r.number === tidy) ?? lawReference(tidy), address),
      title,
      articles,
    };
  });

const joined = (parts: readonly string[]): string =>
  parts.slice(0, parts.findLastIndex((part) => part !== '') + 1).join(' | ');

export const lawLines = (refs: readonly LawReference[]): string =>
  refs.map((r) => joined([r.number, r.title, r.articles, r.url ?? ''])).join('\n');
