import { parsePartialDate, type PartialDate } from '#server/base/partial-date.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';

/** One thing that the first pages say, and the line that says it. */
export interface Said<T> {
  readonly value: T;
  readonly line: string;
}

export interface TitlePage {
  readonly title: Said<string> | null;
  readonly compilers: readonly Said<string>[];
  readonly publisher: Said<string> | null;
  readonly issued: Said<PartialDate> | null;
  readonly isbn: Said<string> | null;
}

const LINES_READ = 60;
/** Names stand at the top: further down the same words belong to sentences. */
const TOP_LINES = 12;
const LONGEST_NAME = 120;

const BODY =
  /^(?:sở|bộ|ủy ban|uỷ ban|ubnd|hội|cục|chi cục|tổng cục|vụ|trung tâm|phòng|ban|đoàn|liên đoàn|tòa án|toà án|viện|công an|thanh tra|trường|mặt trận|thư viện|đài) /iu;
const NO_BODY =
  /^(?:bộ (?:luật|đội|câu|đề|tài|sách)|ban (?:hành|đầu|đêm)|phòng (?:ngừa|chống|cháy|bệnh|tránh|trừ)|trường hợp|hội (?:thi|nghị|thảo|họp)|đoàn kết|viện dẫn|vụ (?:việc|án)|công an nói|đài truyền)/iu;
const BOILERPLATE =
  /^(?:cộng hòa xã hội|cộng hoà xã hội|độc lập|tủ sách pháp luật điện tử|mục lục|lời (?:nói|mở) đầu|(?:tình huống|câu chuyện|hỏi đáp|sách|tài liệu|cẩm nang|tờ gấp|tiểu phẩm|bài giảng) ?(?:pháp luật|điện tử)?|thông cáo báo chí|đề cương|tài liệu tuyên truyền|dành cho|dùng cho|lưu hành)(?!\p{L}).{0,12}$/iu;
const AREA = /\s(?=(?:tỉnh|thành phố|huyện|quận|xã|phường|thị trấn|thị xã|đặc khu)\s)/iu;

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const isShouted = (text: string): boolean =>
  text === text.toUpperCase() && text !== text.toLowerCase();

/**
 * The same words as they stand elsewhere in the text, not all in capitals; null when they do not.
 */
function asElsewhere(shouted: string, lines: readonly string[]): string | null {
  const wanted = shouted.toLowerCase();
  for (const line of lines) {
    const at = line.toLowerCase().indexOf(wanted);
    const found = at < 0 ? '' : line.slice(at, at + wanted.length);
    if (found !== '' && !isShouted(found)) return capital(found);
  }
  return null;
}

/**
 * `SỞ TƯ PHÁP TỈNH AN SƠN` → `Sở Tư pháp tỉnh An Sơn`, as far as rules go; a person looks at it.
 */
export function properName(shouted: string): string {
  const [head = '', ...areas] = shouted.toLowerCase().split(AREA);
  const [first = '', second = '', ...rest] = head.split(' ');
  const after = /^(?:sở|bộ|hội|cục|chi|vụ|phòng|ban|đoàn|viện|trường)$/u.test(first)
    ? capital(second)
    : second;
  const area = (text: string): string => {
    const [unit = '', ...name] = text.split(' ');
    return [
      /^(?:thành|thị|đặc)$/u.test(unit) ? `${unit} ${name.shift() ?? ''}` : unit,
      ...name.map(capital),
    ].join(' ');
  };
  return [
    [capital(first), after, ...rest].filter((s) => s !== '').join(' '),
    ...areas.map(area),
  ].join(' ');
}

const written = (
  text: string,
  lines: readonly string[],
  otherwise: (shouted: string) => string,
): string => (isShouted(text) ? (asElsewhere(text, lines) ?? otherwise(text)) : text);

/** A name ends at a comma, a dot in the middle or a bracket. */
const nameOf = (text: string): string =>
  text
    .split(/[,;·:(|]/u)[0]!
    .replace(/(?<![.\s])[.\s]+$/u, '')
    .trim();

const LABELLED =
  /^(?:(?:cơ quan|đơn vị|người|nhóm|ban)\s+)?(?:chủ trì\s+)?(?:biên soạn|chủ biên|tác giả|thực hiện nội dung)(?:\s+nội dung)?\s*:\s*(.+)$/iu;

function compilersOf(lines: readonly string[]): Said<string>[] {
  const labelled = lines.flatMap(
    (line) =>
      LABELLED.exec(line)?.[1]
        ?.split(/[;,]/u)
        .map((name) => ({
          value: written(name.replace(/\.$/u, '').trim(), lines, properName),
          line,
        })) ?? [],
  );
  const named = lines.slice(0, TOP_LINES).flatMap((line) => {
    const name = nameOf(line);
    return BODY.test(name) &&
      !NO_BODY.test(name) &&
      name.length <= LONGEST_NAME &&
      name.split(' ').length > 2
      ? [{ value: written(name, lines, properName), line }]
      : [];
  });
  const found = labelled.length > 0 ? labelled : named;
  return [
    ...new Map(
      found.filter(({ value }) => value !== '').map((said) => [fold(said.value), said]),
    ).values(),
  ].slice(0, 4);
}

const TITLED = /^(?:tên (?:sách|tài liệu)|nhan đề)\s*:\s*(.+)$/iu;
/** A heading inside the text is no title of the whole. */
const PART = /^(?:chương|điều|phần|mục|bài)\s+[\divxl]+/iu;
const isTitle = (line: string): boolean =>
  line.split(' ').length > 2 &&
  line.length <= 200 &&
  !BODY.test(line) &&
  !BOILERPLATE.test(line) &&
  !PART.test(line) &&
  !/[.;]$|^[\d(“"]/u.test(line);

function titleOf(heading: string, lines: readonly string[]): Said<string> | null {
  const labelled = lines
    .map((line) => ({ line, value: TITLED.exec(line)?.[1] }))
    .find(({ value }) => value !== undefined);
  const line =
    labelled?.value ?? (isTitle(heading) ? heading : lines.slice(0, TOP_LINES).find(isTitle));
  return line === undefined
    ? null
    : {
        value: written(line, lines, (shouted) => capital(shouted.toLowerCase())),
        line: labelled?.line ?? line,
      };
}

const DATES: readonly RegExp[] = [
  /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/iu,
  /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})/u,
  /tháng()\s+(\d{1,2})\s+năm\s+(\d{4})/iu,
  /tháng()\s+(\d{1,2})\/(\d{4})/iu,
  /(?:xuất bản|phát hành|in xong|nộp lưu chiểu|biên soạn)[^\n\d]{0,40}()()(\d{4})/iu,
  /,\s*(?:năm\s+)?()()((?:19|20)\d{2})(?=\D|$)/u,
];

function issuedOf(lines: readonly string[]): Said<PartialDate> | null {
  for (const pattern of DATES) {
    for (const line of lines.slice(0, TOP_LINES * 2)) {
      const [, day = '', month = '', year = ''] = pattern.exec(line) ?? [];
      const value =
        year === ''
          ? null
          : parsePartialDate([day, month, year].filter((part) => part !== '').join('/'));
      if (value !== null) return { value, line };
    }
  }
  return null;
}

const match = (lines: readonly string[], pattern: RegExp): Said<string> | null => {
  for (const line of lines) {
    const value = pattern.exec(line)?.[1];
    if (value !== undefined) return { value: value.trim(), line };
  }
  return null;
};

function publisherOf(lines: readonly string[]): Said<string> | null {
  const said = match(lines, /(?:nhà xuất bản|nxb\.?)\s+(\p{Lu}[\p{L} -]{2,60})/iu);
  return said === null
    ? null
    : {
        ...said,
        value: `Nhà xuất bản ${isShouted(said.value) ? capital(said.value.toLowerCase()) : said.value}`,
      };
}

/**
 * What the first pages of a text say of the whole, by how Vietnamese booklets begin; every answer
 * is only a proposal.
 */
export function readTitlePage(heading: string, text: string): TitlePage {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, LINES_READ);
  return {
    title: titleOf(heading.trim(), lines),
    compilers: compilersOf(lines),
    publisher: publisherOf(lines),
    issued: issuedOf(lines),
    isbn: match(lines, /ISBN[\s:]*([\d][\d\s-]{8,15}[\dX])/iu),
  };
}
