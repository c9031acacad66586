import type { Lexicon } from './lexicon.ts';
import type { TokenList } from './token-list.ts';

/** Where "mục lục" stands when it is what a page is called. */
const NAME_WITHIN = 12;
const FEWEST_LINES = 6;
const SHARE_OF_LINES = 0.6;

/** A number behind one of these is no page. */
const COUNTED = new Set('dieu khoan diem muc nam thang ngay so quy luat chuong'.split(' '));

const isPageNumber = (key: string): boolean => /^\d{1,4}$/u.test(key);

/**
 * Whether a passage only lists what stands elsewhere: it is called "mục lục", or most of its
 * paragraphs end in the number of a page.
 */
export function isContentsPage({ ids }: TokenList, lexicon: Lexicon): boolean {
  const foldOf = lexicon.foldOf;
  const [muc, luc] = [lexicon.foldId('muc') ?? -1, lexicon.foldId('luc') ?? -1];
  for (let i = 0; i + 1 < ids.length && i < NAME_WITHIN; i++) {
    const begins = i === 0 || ids[i - 1] === 0;
    if (begins && foldOf[ids[i]!] === muc && foldOf[ids[i + 1]!] === luc) return true;
  }
  let [lines, numbered, page] = [0, 0, 0];
  for (let i = 1; i <= ids.length; i++) {
    const ends = (i === ids.length || ids[i] === 0) && ids[i - 1] !== 0;
    if (!ends) continue;
    lines++;
    const last = lexicon.tone(ids[i - 1]!);
    if (!isPageNumber(last) || COUNTED.has(lexicon.foldedOfTone(ids[i - 2] ?? 0))) continue;
    // Pages follow each other; amounts and ages do not.
    if (Number(last) < page) return false;
    page = Number(last);
    numbered++;
  }
  return lines >= FEWEST_LINES && numbered >= lines * SHARE_OF_LINES;
}
