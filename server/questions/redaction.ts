/** What a stretch of a text looks like: something that tells who somebody is. */
export type SuspectKind = 'phone' | 'email' | 'id' | 'address' | 'name';

export interface Suspect {
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly kind: SuspectKind;
}

const SURNAMES =
  'Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Lương|Mai|Đào|Tô|Tạ|Hà|Cao|Lâm|Chu|Châu|Quách|Vương|Thạch|Sầm|Giàng|Vàng|Lò|Cầm|Triệu|Nông|Hứa|Kiều';
const WORD = String.raw`\p{Lu}\p{L}{0,6}`;
/** One to four words that begin with a capital: `Thị Bình`, `Văn A`. */
const NAME_REST = String.raw`(?: ${WORD}){1,4}`;

const PATTERNS: readonly (readonly [SuspectKind, RegExp])[] = [
  [
    'email',
    /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,4}/gu,
  ],
  // Ten digits of a mobile, eleven of a landline, parted as people part them.
  ['phone', /(?<![\d/])(?:\+?84|0)[ .-]?[1-9](?:[ .-]?\d){7,9}(?![ .-]?\d)/gu],
  // Căn cước has twelve digits, chứng minh nhân dân nine.
  ['id', /(?<![\d/.])\d{3}(?:[ .]?\d{3}){2}(?:[ .]?\d{3})?(?![\d/])/gu],
  [
    'address',
    new RegExp(
      String.raw`(?<!\p{L})(?:[Ss]ố nhà|[Nn]hà số|[Nn]gõ|[Nn]gách|[Hh]ẻm|[Tt]hôn|[Ấấ]p|[Tt]ổ dân phố|[Kk]hu phố|[Đđ]ường|[Pp]hố) (?:\d{1,4}[\p{L}\d/]{0,8}|${WORD})(?: (?:\d{1,4}|${WORD})){0,4}`,
      'gu',
    ),
  ],
  [
    'name',
    new RegExp(
      String.raw`(?<!\p{L})(?:(?:${SURNAMES})|(?:${SURNAMES.toUpperCase()}))${NAME_REST}`,
      'gu',
    ),
  ],
  [
    'name',
    new RegExp(String.raw`(?<!\p{L})(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú) ${WORD}`, 'gu'),
  ],
];

/** Everything in a text that looks like a name, telephone, number of a paper or address, in order. */
export function suspectsIn(text: string): Suspect[] {
  const found: Suspect[] = [];
  for (const [kind, pattern] of PATTERNS)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (!found.some((s) => start < s.end && s.start < end)) found.push({ start, end, kind });
    }
  return found.toSorted((a, b) => a.start - b.start);
}

export interface MarkedRun {
  readonly text: string;
  readonly kind: SuspectKind | null;
}

/** The text in runs, each suspected stretch by itself. */
export function markedRuns(text: string): MarkedRun[] {
  const runs: MarkedRun[] = [];
  let at = 0;
  for (const { start, end, kind } of suspectsIn(text)) {
    if (start > at) runs.push({ text: text.slice(at, start), kind: null });
    runs.push({ text: text.slice(start, end), kind });
    at = end;
  }
  if (at < text.length) runs.push({ text: text.slice(at), kind: null });
  return runs;
}

const COVER = '[…]';

/** The text with suspected stretches of these kinds covered; all kinds where none is named. */
export const covered = (text: string, kinds?: readonly SuspectKind[]): string =>
  markedRuns(text)
    .map((run) =>
      run.kind !== null && (kinds === undefined || kinds.includes(run.kind)) ? COVER : run.text,
    )
    .join('');
