import { fold } from '#server/base/vietnamese/syllables.ts';
import type { Term } from '#server/vocabulary/term.ts';
import type { Suggestion } from './suggestion.ts';

/** Words by which a document says what it is, folded; the first that fits counts. */
const GENRE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bde cuong\b/u, 'de-cuong'],
  [/\bto (?:gap|roi)\b/u, 'to-gap'],
  [/\b(?:cam nang|so tay)\b/u, 'cam-nang'],
  [/\bhoi ?[-–,]? ?dap\b/u, 'hoi-dap'],
  [/\btieu pham\b/u, 'tieu-pham'],
  [/\b(?:cau chuyen|chuyen ke) phap luat\b/u, 'cau-chuyen'],
  [/\btinh huong phap luat\b/u, 'tinh-huong'],
  [/\b(?:de thi|bai thi|bo cau hoi|cuoc thi)\b/u, 'bai-thi'],
  [/\bbai giang\b/u, 'bai-giang'],
  [/\bthong cao bao chi\b/u, 'thong-cao'],
  [/\b(?:infographic|pa ?[-–]? ?no)\b/u, 'infographic'],
  [/\b(?:huong dan )?nghiep vu\b/u, 'nghiep-vu'],
  [/\b(?:binh luan|giai thich)\b/u, 'binh-luan'],
];

const AUDIENCE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:hoa giai vien|bao cao vien|tuyen truyen vien)\b/u, 'tuyen-truyen'],
  [/\b(?:hoc sinh|sinh vien)\b/u, 'hoc-sinh'],
  [/\b(?:can bo|cong chuc|vien chuc)\b/u, 'can-bo'],
  [/\b(?:nguoi lao dong|doanh nghiep|cong nhan)\b/u, 'lao-dong'],
  [/\b(?:dong bao dan toc|dan toc thieu so)\b/u, 'dan-toc'],
  [/\bphu nu\b/u, 'phu-nu'],
  [/\b(?:thanh thieu nien|thanh nien)\b/u, 'thanh-nien'],
  [/\bnguoi cao tuoi\b/u, 'cao-tuoi'],
  [/\bnguoi khuyet tat\b/u, 'khuyet-tat'],
  [/\b(?:nguoi dan|nhan dan|cong dan)\b/u, 'nguoi-dan'],
];
/** Only where a document says for whom it is: its text speaks of everybody. */
const FOR_WHOM = /(?:danh cho|dung cho|doi tuong:?) (.{3,80})/u;

const LINES = 12;
const LONGEST_LINE = 160;

/** The title, then the lines at the top of the first page. */
const linesOf = (title: string, firstPage: string): string[] =>
  [title, ...firstPage.split('\n')]
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '' && line.length <= LONGEST_LINE)
    .slice(0, LINES);

function said(
  field: 'genre' | 'audiences',
  lines: readonly string[],
  words: readonly (readonly [RegExp, string])[],
  within: (folded: string) => string,
): Suggestion[] {
  for (const line of lines) {
    const text = within(fold(line));
    const found = words.find(([word]) => word.test(text));
    if (found !== undefined) return [{ field, value: found[1], reason: { kind: 'line', line } }];
  }
  return [];
}

export interface OfferedTerms {
  readonly genres: readonly Pick<Term, 'code'>[];
  readonly audiences: readonly Pick<Term, 'code'>[];
}

/**
 * Genre and audience, from what the title and the top of the first page call the document; only
 * terms that are on offer.
 */
export function proposeTerms(
  record: { readonly title: string; readonly genre: string; readonly audiences: readonly string[] },
  firstPage: string,
  offered: OfferedTerms,
): Suggestion[] {
  const lines = linesOf(record.title, firstPage);
  const known = ({ field, value }: Suggestion): boolean =>
    (field === 'genre' ? offered.genres : offered.audiences).some(({ code }) => code === value);
  return [
    ...(record.genre === '' ? said('genre', lines, GENRE_WORDS, (text) => text) : []),
    ...(record.audiences.length === 0
      ? said('audiences', lines, AUDIENCE_WORDS, (text) => FOR_WHOM.exec(text)?.[1] ?? '')
      : []),
  ].filter(known);
}
