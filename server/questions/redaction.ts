import { COMMON_FAMILY_NAMES, FAMILY_NAMES } from './family-names.ts';

/** What a stretch of a text looks like: something that tells who somebody is. */
export type SuspectKind = 'phone' | 'email' | 'id' | 'address' | 'name' | 'birth';

export interface Suspect {
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly kind: SuspectKind;
}

/** A word that begins with a capital; `H'Hen` and `K'Brếu` are one. */
const WORD = String.raw`\p{Lu}(?:['’]\p{Lu})?\p{L}{0,8}`;
const SMALL = String.raw`\p{Lu}\p{Ll}{0,7}`;
/** One to four words that begin with a capital: `Thị Bình`, `Văn A`. */
const NAME_REST = String.raw`(?: ${WORD}){1,4}`;
const FAMILY = FAMILY_NAMES.join('|');
/** What follows a name in a sentence that was typed without capitals. */
const AFTER_NAME =
  'ở|sinh|trú|năm|hiện|là|có|muốn|xin|quê|thường|tạm|đang|làm|và|tại|bị|được|nay|với|số|cccd|cmnd|sđt|đã|thì|mà|cho|về|trong|con|vợ|chồng|cùng|khi|hỏi|chết|mất';
/** Not a sum and not a measure: what a number of these digits most often is in a question. */
const NO_SUM = String.raw`(?! ?(?:đ|đồng|triệu|tỷ|nghìn|VN[ĐD]|vn[đd]|USD|m2|m²|ha|%)(?!\p{L}))`;
const NO_LETTER = String.raw`(?<!\p{L})`;
/** Places, continents and bodies that begin as a family name does. */
const NO_PERSON =
  ' (?:Nội|Chí Minh|Âu|Á|Phi|Mỹ|Đại Dương|Giang|Bình|Nguyên|Lan|Mau|Ná|Tĩnh|Nam|Tây|Tiên|Đông|Sa|Bằng|Lãnh|Đồng|Liêu|Thanh niên|Luật|Chủ|Điều|Kiểm|Giám|Thể|Mục|Rang|Thiết|Hóa|Phòng|Nông|Quốc)(?!\\p{L})';
/** Papers and bodies after a number, never a street: `số 12 Bộ Tư pháp`. */
const NO_STREET =
  '(?!(?:Bộ|Điều|Khoản|Điểm|Mục|Chương|Luật|Nghị|Thông|Quyết|Chỉ|Công|Chính|Quốc|Ủy|Hội|Sở|Tòa|Ngày|Tháng|Năm|Thủ|Ban|Của|Do) )';

const PATTERNS: readonly (readonly [SuspectKind, RegExp])[] = [
  [
    'email',
    /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,4}/gu,
  ],
  // A page of somebody's own tells as much as an address of mail.
  ['email', /(?<![\p{L}\d])(?:facebook|fb|zalo|tiktok)\.(?:com|me)\/[\p{L}\d@._/?=&-]{2,80}/gu],
  [
    'birth',
    /(?<!\p{L})[Ss]inh(?: vào)?(?: ngày| năm| ngay| nam)?:? ?\d{1,4}(?:[/.-]\d{1,2}[/.-]\d{2,4})?(?!\d)/gu,
  ],
  // Ten digits of a mobile, eleven of a landline, parted as people part them.
  [
    'phone',
    /(?<![\d/])\(?(?:\+?84|0084|0)\)?(?:\(0\))?[ .-]{0,3}[1-9](?:[ .)-]{0,3}\d){7,9}(?![ .-]?\d)/gu,
  ],
  // Căn cước has twelve digits, chứng minh nhân dân nine, social insurance and tax ten, accounts up to sixteen.
  ['id', new RegExp(String.raw`(?<![\d/.,])\d{9,16}(?![\d/])${NO_SUM}`, 'gu')],
  [
    'id',
    new RegExp(
      String.raw`(?<![\d/.,])\d{3}(?:[ .-]?\d{3}){2}(?:[ .-]?\d{3})?(?![\d/]|[.,]\d)${NO_SUM}`,
      'gu',
    ),
  ],
  ['id', /(?<![\d/.,])\d{4}(?:[ .-]\d{4}){2,3}(?![\d/])/gu],
  // Passports, and certificates of land: `B1234567`, `BA 123456`.
  ['id', /(?<![\p{L}\d])[A-ZĐ]{1,2} ?\d{6,8}(?![\p{L}\d/])/gu],
  // Number plates.
  [
    'id',
    /(?<![\p{L}\d/])\d{2} ?-? ?[A-ZĐ]{1,2}\d? ?[- ]? ?(?:\d{3}\.?\d{2}|\d{4})(?![\p{L}\d/])/gu,
  ],
  [
    'address',
    /(?<!\p{L})[Tt]hửa(?: đất)?(?: số)? \d{1,5}(?:(?:,| thuộc)? tờ(?: bản đồ)?(?: số)? \d{1,4})?/gu,
  ],
  ['address', /(?<!\p{L})[Tt]ờ bản đồ(?: số)? \d{1,4}/gu],
  [
    'address',
    new RegExp(
      String.raw`${NO_LETTER}(?:[Ss]ố nhà|[Nn]hà số|[Nn]gõ|[Nn]gách|[Hh]ẻm|[Tt]hôn|[Ấấ]p|[Ll]àng|[Bb]uôn|[Xx]óm|[Ss]óc|[Pp]hum|[Pp]lei|[Kk]hóm|[Tt]ổ dân phố|[Kk]hu phố|[Kk]hối phố|[Đđ]ường|(?<!hành )[Pp]hố) (?!Văn hóa|Trăng)(?:số )?(?:\d{1,4}[\p{L}\d/]{0,8}|${WORD})(?: (?:\d{1,4}|${WORD})){0,4}`,
      'gu',
    ),
  ],
  [
    'address',
    /(?<!\p{L})(?:[Tt]ổ|[Kk]hối|[Cc]ăn hộ|[Pp]hòng(?: số)?) \d{1,4}(?![\d/])(?! (?:người|ngày|tháng|năm|triệu|đồng|hộ))/gu,
  ],
  [
    'address',
    new RegExp(
      String.raw`${NO_LETTER}[Bb]ản (?!(?:Hiến|Án|Luật|Sao|Chính|Nghị|Cam|Kê|Khai|Đồ|Vẽ|Gốc|Tin|Di|Thỏa|Tự|Kiểm|Danh|Hội|Giấy|Đơn|Thông|Thoả) ?)\p{Lu}\p{Ll}{1,7}(?: ${SMALL}){0,3}`,
      'gu',
    ),
  ],
  [
    'address',
    new RegExp(
      String.raw`${NO_LETTER}[Ss]ố \d{1,4}\p{Lu}?(?:\/\d{1,4}){0,3},? (?:đường |phố )?${NO_STREET}${SMALL}(?: ${SMALL}){1,3}`,
      'gu',
    ),
  ],
  [
    'name',
    new RegExp(
      String.raw`${NO_LETTER}(?:Y|A|Rơ|Rah|Ra|Nay) (?!Tế|Khoa|Dược|Học|Sĩ)${SMALL}(?: ${WORD}){1,3}`,
      'gu',
    ),
  ],
  ['name', new RegExp(String.raw`${NO_LETTER}(?:${FAMILY})(?!${NO_PERSON})${NAME_REST}`, 'gu')],
  // In capitals throughout only with a middle name or a family name that is no word of headings.
  [
    'name',
    new RegExp(
      String.raw`${NO_LETTER}(?:(?:${FAMILY.toUpperCase()}) (?:VĂN|THỊ|A)|NGUYỄN|TRẦN|HUỲNH|ĐẶNG|TRỊNH|GIÀNG|SÙNG|TRƯƠNG)(?! HÓA)${NAME_REST}`,
      'gu',
    ),
  ],
  ['name', new RegExp(String.raw`${NO_LETTER}[HKY](?:['’] ?)${WORD}(?: ${WORD}){0,3}`, 'gu')],
  // Typed in small letters, with or without tones.
  [
    'name',
    new RegExp(
      String.raw`${NO_LETTER}(?:${COMMON_FAMILY_NAMES.join('|')}) (?:văn|thị|van|thi) (?!(?:${AFTER_NAME}) )\p{Ll}{1,7}(?: (?!(?:${AFTER_NAME})(?!\p{L}))\p{Ll}{1,7})?(?!\p{L})`,
      'giu',
    ),
  ],
  [
    'name',
    new RegExp(
      String.raw`(?<!\p{L})(?:[Tt]ôi tên|[Tt]ên(?: tôi)?|[Tt]oi ten) (?:là|la):? (?:${WORD}(?: ${WORD}){0,4}|(?!(?:${AFTER_NAME}) )\p{Ll}{1,7}(?: (?!(?:${AFTER_NAME})(?!\p{L}))\p{Ll}{1,7}){0,3})`,
      'gu',
    ),
  ],
  [
    'name',
    new RegExp(
      String.raw`${NO_LETTER}(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Cc]ụ|[Cc]ậu|[Dd]ì|[Mm]ợ|[Tt]hím|[Cc]háu|[Ee]m) (?!(?:Rịa|Nà|Trưng|Triệu|Tô|Đen|Điểm|Ngoại|Nội|Việt|Hồ)(?!\p{L}))${WORD}`,
      'gu',
    ),
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
