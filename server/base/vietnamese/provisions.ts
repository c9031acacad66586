import { fromRoman, toRoman } from '../roman.ts';

/**
 * The structure of Vietnamese legal texts (Phụ lục I Nghị định 30/2020/NĐ-CP): phần, chương, mục,
 * tiểu mục, điều, khoản, điểm. A provision's id is its address within a page: `chuong-2-muc-1`,
 * `dieu-12-khoan-3-diem-b`.
 */
export const PROVISION_KINDS = [
  'phan',
  'chuong',
  'muc',
  'tieu-muc',
  'dieu',
  'khoan',
  'diem',
] as const;

export type ProvisionKind = (typeof PROVISION_KINDS)[number];

export interface Provision {
  readonly kind: ProvisionKind;
  /** Unique in the document: a second Điều 5 is `dieu-5.2`. */
  readonly id: string;
}

const rankOf = (kind: ProvisionKind): number => PROVISION_KINDS.indexOf(kind);

const ORDINALS = ['nhất', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'] as const;

const DIVISION =
  /^(phần|chương|mục|tiểu mục)\s+(?:thứ\s+(\p{L}+)|([IVXLC]{1,8})|(\d{1,3}))(?![\p{L}\p{N}])([\s\S]*)$/iu;
const ARTICLE = /^điều\s+(\d{1,4})([a-zđ]?)(?![\p{L}\p{N}])\s*([\s\S]?)/iu;
const CLAUSE = /^(\d{1,3})([a-zđ]?)[.)/](?!\d)(?=\s|\p{L}|[“"(]|$)/u;
const POINT = /^([a-zđ])(\d?)[.)](?=\s|\p{L}|[“"(]|$)/u;
/** Longer than any name of a chapter or an article. */
const LONGEST_NAME = 400;
/** `Điều 3. Giải thích từ ngữ ........ 12`: a line of a printed table of contents. */
function isContentsLine(text: string): boolean {
  const line = text.trimEnd();
  const page = /\d{1,4}$/u.exec(line);
  const leader = page && /(?<![\s.…])[\s.…]+$/u.exec(line.slice(0, page.index));
  return leader !== null && /\.{4}|…{2}|[.…](?:\s[.…]){3}|\t/u.test(leader[0]);
}

const QUOTE_OPENS = /^[“"«]/u;
const QUOTE_CLOSES = /[”"»](?:\s*[.,;])?\s*$/u;
/** A quotation that nobody closed ends by itself. */
const LONGEST_QUOTE = 300;

/** Letters in the order of points: the law's own a, b, c, d, đ, e, g, with what Word counts. */
const LETTERS = 'abcdđefghijklmnopqrstuvwxyz';
const letterId = (letter: string): string => (letter === 'đ' ? 'dd' : letter);

const DIVISION_KINDS: Readonly<Record<string, ProvisionKind>> = {
  phần: 'phan',
  chương: 'chuong',
  mục: 'muc',
  'tiểu mục': 'tieu-muc',
};

interface Division {
  readonly kind: ProvisionKind;
  readonly number: number;
}

/**
 * `Chương II`, `CHƯƠNG II: QUY ĐỊNH CHUNG`; not `Chương trình` nor `Mục 1 của Chương này quy định`.
 */
function divisionIn(text: string, isHeading: boolean): Division | null {
  const m = DIVISION.exec(text);
  if (m === null) return null;
  const [, word = '', ordinal, letters, digits, rest = ''] = m;
  const name = rest.replace(/^\s*[.:–-]?\s*/u, '');
  const isName =
    isHeading || name === '' || /^\s*(?:[.:–\n-]|$)/u.test(rest) || name === name.toUpperCase();
  const number =
    ordinal === undefined
      ? letters === undefined
        ? Number(digits)
        : fromRoman(letters)
      : ORDINALS.indexOf(ordinal.toLowerCase().replace('bốn', 'tư') as (typeof ORDINALS)[number]) +
        1;
  const kind = DIVISION_KINDS[word.toLowerCase().replace(/\s+/gu, ' ')];
  return isName && number > 0 && kind !== undefined ? { kind, number } : null;
}

/** `Điều 5.`, `Điều 5a:`, a heading `Điều 5 Phạm vi`; not `Điều 5 Luật này quy định`. */
function articleIn(text: string, isHeading: boolean): string | null {
  const m = ARTICLE.exec(text);
  if (m === null) return null;
  const [, number = '', letter = '', next = ''] = m;
  return isHeading || next === '' || /[.:\n–-]/u.test(next)
    ? `${Number(number)}${letterId(letter.toLowerCase())}`
    : null;
}

/**
 * Tells which provision each paragraph of a document begins; ask it for all of them, in order.
 * Numbers that do not follow one another are lists, and what stands in quotation marks belongs to
 * the law that is quoted.
 */
export class ProvisionReader {
  readonly #used = new Set<string>();
  #divisions: Provision[] = [];
  #article: string | null = null;
  #clause: { readonly id: string; readonly number: number } | null = null;
  #letter: string | null = null;
  /** What came before is not known: any first number is believed. */
  #resumed = false;
  #quoted = 0;

  /** The Điều that the last paragraph stands in, as an id; null outside of any. */
  get article(): string | null {
    return this.#article;
  }

  /** The innermost provision that the last paragraph stands in. */
  get innermost(): string | null {
    return (
      (this.#letter === null ? null : this.#pointId(this.#letter)) ??
      this.#clause?.id ??
      this.#article
    );
  }

  /** Goes on inside a provision that was read before. */
  resume(id: string): void {
    const divisions = divisionsIn(id);
    if (divisions.length > 0) this.#divisions = divisions;
    const m = /^(dieu-[^-]+)(-khoan-(\d+)[a-z]*)?(?:-diem-([a-z]+)\d?)?/u.exec(id);
    if (m === null) return;
    this.#article = m[1]!;
    this.#clause = m[2] === undefined ? null : { id: m[1]! + m[2], number: Number(m[3]) };
    this.#letter = m[4] ?? null;
    this.#resumed = true;
  }

  /**
   * @param paragraph NFC text of one block
   * @param isHeading whether the file itself calls it one
   */
  read(paragraph: string, isHeading = false): Provision | null {
    const text = paragraph.replaceAll('\u00A0', ' ').trimStart();
    if (this.#inQuote(text)) return null;
    if (text.length <= LONGEST_NAME && isContentsLine(text)) return null;
    const division = text.length <= LONGEST_NAME ? divisionIn(text, isHeading) : null;
    if (division !== null) return this.#enterDivision(division);
    const article = articleIn(text, isHeading);
    if (article !== null) return this.#enterArticle(article);
    if (this.#article === null || isHeading) return null;
    return this.#clauseIn(text) ?? this.#pointIn(text);
  }

  #inQuote(text: string): boolean {
    if (this.#quoted > 0) {
      this.#quoted = QUOTE_CLOSES.test(text) ? 0 : this.#quoted - 1;
      return true;
    }
    if (!QUOTE_OPENS.test(text)) return false;
    if (!QUOTE_CLOSES.test(text)) this.#quoted = LONGEST_QUOTE;
    return true;
  }

  #unique(id: string): string {
    let own = id;
    for (let n = 2; this.#used.has(own); n++) own = `${id}.${n}`;
    this.#used.add(own);
    return own;
  }

  #enterDivision({ kind, number }: Division): Provision {
    this.#divisions = this.#divisions.filter((d) => rankOf(d.kind) < rankOf(kind));
    const within = this.#divisions.at(-1)?.id;
    const id = this.#unique(`${within === undefined ? '' : `${within}-`}${kind}-${number}`);
    this.#divisions.push({ kind, id });
    this.#article = null;
    this.#clause = null;
    this.#letter = null;
    return { kind, id };
  }

  #enterArticle(number: string): Provision {
    const id = this.#unique(`dieu-${number}`);
    this.#article = id;
    this.#clause = null;
    this.#letter = null;
    this.#resumed = false;
    return { kind: 'dieu', id };
  }

  #clauseIn(text: string): Provision | null {
    const m = CLAUSE.exec(text);
    if (m === null) return null;
    const number = Number(m[1]);
    const last = this.#clause?.number;
    // The first may be any (a list that Word begins at 5); the next follow, a lost one allowed for.
    const follows =
      last === undefined
        ? number >= 1
        : number > last
          ? number <= last + 2
          : number === last && m[2] !== '';
    if (!follows) return null;
    const id = this.#unique(`${this.#article}-khoan-${number}${letterId(m[2]!)}`);
    this.#clause = { id, number };
    this.#letter = null;
    this.#resumed = false;
    return { kind: 'khoan', id };
  }

  #pointId(letter: string): string {
    return `${this.#clause?.id ?? this.#article}-diem-${letter}`;
  }

  #pointIn(text: string): Provision | null {
    const m = POINT.exec(text);
    if (m === null) return null;
    const letter = m[1]!;
    const rank = LETTERS.indexOf(letter);
    const last =
      this.#letter === null ? -1 : LETTERS.indexOf(this.#letter === 'dd' ? 'đ' : this.#letter);
    const follows =
      last < 0
        ? rank === 0 || this.#resumed
        : rank > last
          ? rank <= last + 2
          : rank === last && m[2] !== '';
    if (!follows) return null;
    this.#letter = letterId(letter);
    this.#resumed = false;
    return { kind: 'diem', id: this.#unique(this.#pointId(this.#letter + m[2]!)) };
  }
}

const ID =
  /^(?:dieu-(\d+)([a-z]*)(?:\.\d+)?(?:-khoan-(\d+)([a-z]*)(?:\.\d+)?)?(?:-diem-([a-z]+?)(\d?)(?:\.\d+)?)?)$/u;
const DIVISION_ID = /(?:^|-)(phan|chuong|tieu-muc|muc)-(\d+)(?:\.\d+)?/gu;

/** `phan-2-chuong-1` as the phần and the chương in it, each with its own id. */
const divisionsIn = (id: string): Provision[] =>
  Array.from(id.matchAll(DIVISION_ID), (m) => ({
    kind: m[1] as ProvisionKind,
    id: id.slice(0, m.index + m[0].length),
  }));

const letterOf = (id: string | undefined): string => (id === 'dd' ? 'đ' : (id ?? ''));

const DIVISION_NAMES: Readonly<Record<string, (n: number) => string>> = {
  phan: (n) => `Phần thứ ${ORDINALS[n - 1] ?? n}`,
  chuong: (n) => `Chương ${toRoman(n)}`,
  muc: (n) => `Mục ${n}`,
  'tieu-muc': (n) => `Tiểu mục ${n}`,
};

/**
 * A provision as it is cited: `điểm b khoản 3 Điều 12`, `Mục 1 Chương II`.
 * @returns null for an id that names none
 */
export function provisionName(id: string): string | null {
  const m = ID.exec(id);
  if (m !== null) {
    const [, article, articleLetter, clause, clauseLetter, point, pointNumber] = m;
    return [
      point === undefined ? '' : `điểm ${letterOf(point)}${pointNumber}`,
      clause === undefined ? '' : `khoản ${clause}${letterOf(clauseLetter)}`,
      `Điều ${article}${letterOf(articleLetter)}`,
    ]
      .filter((part) => part !== '')
      .join(' ');
  }
  if (!/^(?:(?:^|-)(?:phan|chuong|tieu-muc|muc)-\d+(?:\.\d+)?)+$/u.test(id)) return null;
  const names = [...id.matchAll(DIVISION_ID)].map(([, kind = '', n]) =>
    DIVISION_NAMES[kind]!(Number(n)),
  );
  return names.toReversed().join(' ');
}

/** Whether an id is a provision's, as {@link ProvisionReader} gives them. */
export const isProvisionId = (id: string): boolean => provisionName(id) !== null;

/**
 * The provision that a place in a text stands in, as it is cited: by its own address, else by the
 * heading above it. Empty for none.
 */
export function provisionAt(fragment: string | null, heading: string): string {
  const own = fragment === null ? null : provisionName(fragment);
  return own ?? /^Điều\s+\d{1,4}[a-zđ]?(?![\p{L}\p{N}])/iu.exec(heading)?.[0] ?? '';
}
