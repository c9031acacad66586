import { findLanguage, LANGUAGES, languageOfTag, languageLabel } from '#server/base/language.ts';
import { parsePartialDate, showPartialDate } from '#server/base/partial-date.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import type { CatalogColumn } from '#server/imports/catalog-row.ts';
import type { ForeignCells, ForeignRecord } from '#server/imports/foreign-record.ts';
import { RIGHTS } from '#server/items/rights.ts';
import { isIsbn } from '#server/items/record-rules.ts';
import { listed } from '#server/tables/cell-text.ts';
import type { ForeignTerms, NamedCode } from '#server/tables/sheet.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { cleanLine, cleanText } from '../vietnamese-text.ts';
import { foreignMessages as say } from './foreign-messages.ts';

export const faultyRecord = (n: number, fault: string): ForeignRecord => ({
  cells: { title: say.record(n) },
  notes: [],
  faults: [fault],
  offers: [],
});

/** What no XML may hold, and what stands where something could not be read. */
const SIGNS = '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffd-\\uffff]';
const BAD_SIGNS = new RegExp(SIGNS, 'u');
const BAD_SIGNS_ALL = new RegExp(SIGNS, 'gu');

const SUBJECT_CODE = /^(\d\d)(?:\.[a-z0-9-]+)?$/u;
const SUBJECT_WORDS = /^(\d\d(?:\.[a-z0-9-]+)?) (.+)$/u;
/** A number of a legal document where nothing but its form says so. */
export const LAW_NUMBER = /^\d+[a-z]?\/(?:\d{4}\/)?[\p{Lu}\d][\p{L}\d-]*$/u;

/** What names a record stands in an index. */
export const LONGEST_NUMBER = 500;
const LONGEST_SHOWN = 60;
const MOST_SHOWN = 12;

/** A value as it is shown in a sentence. */
export const shown = (value: string): string =>
  value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;

/** Without these signs at its end. */
export function withoutEnd(value: string, signs: string): string {
  let end = value.length;
  while (end > 0 && signs.includes(value[end - 1]!)) end--;
  return value.slice(0, end);
}

/** Values that parted cells may hold: no sign in them parts cells. */
const single = (value: string): string => cleanLine(value).replaceAll('|', '/');

const distinct = (values: readonly string[]): string[] => [
  ...new Set(values.map(single).filter((value) => value !== '')),
];

/** A code by itself or by its label, however capitalised or marked. */
export function codeIn(value: string, table: readonly NamedCode[]): string | null {
  // Nothing on any list is called so much.
  if (value.length > 500) return null;
  const folded = fold(value);
  return table.find((row) => row.code === value || fold(row.label) === folded)?.code ?? null;
}

/** The year in `c2019`, `[2019?]`, `2019-2020`; empty when there is none. */
const yearIn = (value: string): string => /(?<!\d)(1[5-9]|20)\d\d(?!\d)/u.exec(value)?.[0] ?? '';

/** Puts the cells of one record together, whatever form it came in. */
export class RecordCells {
  readonly #cells: ForeignCells = {};
  readonly #notes: string[] = [];
  readonly #left = new Map<string, string[]>();
  readonly #keywords: string[] = [];
  readonly #subjects: string[] = [];
  readonly #laws: string[] = [];
  readonly #offers: string[] = [];
  readonly #faults: string[] = [];
  readonly #terms: ForeignTerms;

  constructor(terms: ForeignTerms) {
    this.#terms = terms;
  }

  /** A text; none when it says nothing. */
  text(column: CatalogColumn, value: string): void {
    if (BAD_SIGNS.test(value)) this.note(say.badSigns);
    const good = value.replace(BAD_SIGNS_ALL, '');
    const clean = column === 'abstract' ? cleanText(good).trim() : cleanLine(good);
    if (clean !== '') this.#cells[column] = clean;
  }

  list(column: CatalogColumn, values: readonly string[]): void {
    if (values.some((value) => BAD_SIGNS.test(value))) this.note(say.badSigns);
    const all = distinct(values.map((value) => value.replace(BAD_SIGNS_ALL, '')));
    if (all.length > 0) this.#cells[column] = listed(all);
  }

  note(text: string): void {
    if (!this.#notes.includes(text)) this.#notes.push(text);
  }

  /** What has no column: told, not lost unseen. */
  leave(name: string, value: string): void {
    const clean = cleanLine(value);
    if (clean === '') return;
    const values = this.#left.get(name) ?? [];
    if (values.length < MOST_SHOWN && !values.includes(clean)) values.push(clean);
    this.#left.set(name, values);
  }

  /** The first valid one; others are told. */
  isbns(values: readonly string[]): void {
    const [good, bad] = [
      distinct(values).filter(isIsbn),
      distinct(values).filter((value) => !isIsbn(value)),
    ];
    for (const value of bad) this.note(say.wrongIsbn(shown(value)));
    if (good[0] !== undefined) this.#cells.isbn = good[0];
    if (good.length > 1) this.note(say.otherIsbn(good.slice(1).join(', ')));
  }

  /** A date as libraries write it: what of it is known. */
  issued(value: string): void {
    const clean = withoutEnd(cleanLine(value), ' .,;:');
    if (clean === '') return;
    // A copyright year and a year in brackets are years.
    const whole = parsePartialDate(clean.replace(/T.*$/u, '').replace(/^[c©[]+(\d{4})\]?$/u, '$1'));
    const date = whole ?? yearIn(clean);
    if (whole === null) this.note(say.partOfDate(shown(clean), date));
    if (date !== '') this.#cells.issued = showPartialDate(date);
  }

  /** Codes of ISO 639 or names; several become "many". */
  languages(values: readonly string[]): void {
    const codes = new Set(
      distinct(values).map((value) => {
        const named = codeIn(value, LANGUAGES);
        const code = named ?? (/^viet/iu.test(value) ? 'vi' : languageOfTag(value, ''));
        const unknown = code === 'und' && !['und', 'zxx', 'mis'].includes(value.toLowerCase());
        if (unknown || (code === 'vi' && named === null && !/^vi/iu.test(value)))
          this.note(say.language(shown(value)));
        return unknown || findLanguage(code) === undefined ? 'und' : code;
      }),
    );
    if (codes.size === 0) return;
    this.#cells.language = languageLabel(codes.size > 1 ? 'mul' : [...codes][0]!);
  }

  /**
   * A subject heading: one of the 45 by its code or label, else a keyword.
   * @param code what authority numbers say, if anything
   */
  subject(label: string, code = ''): void {
    const name = withoutEnd(single(label), ' .,;');
    // Another shelf's Dublin Core says both: `11 Đất đai`.
    const [, before = '', behind = ''] = SUBJECT_WORDS.exec(name) ?? [];
    const part = SUBJECT_CODE.exec(code || (codeIn(behind, SUBJECTS) === null ? '' : before));
    const main = (part === null ? null : codeIn(part[1]!, SUBJECTS)) ?? codeIn(name, SUBJECTS);
    if (main === null) {
      this.#keywords.push(name);
      return;
    }
    this.#subjects.push(main);
    if (part === null || part[0] === part[1]) return;
    if (this.#terms.parts.includes(part[0])) this.#subjects.push(part[0]);
    else this.note(say.noSubPart(part[0]));
  }

  /** How it may be used, by the shelf's own words for it, else as a note. */
  rights(values: readonly string[]): void {
    const all = distinct(values);
    const kind = all.map((value) => codeIn(value, RIGHTS)).find((code) => code !== null);
    if (kind) this.#cells.rights = kind;
    this.text('rightsNote', all.filter((value) => codeIn(value, RIGHTS) === null).join(' '));
  }

  /** A legal document it cites. */
  law(number: string, title = '', articles = ''): void {
    const [name, parts] = [single(title), single(articles)].map((v) => v.replace(/[()[\]]/gu, ' '));
    const said = name === number ? '' : name;
    this.#laws.push(`${single(number)}${said ? ` (${said})` : ''}${parts ? ` [${parts}]` : ''}`);
  }

  /** An address at which a file of it is offered. */
  offer(address: string): void {
    const clean = cleanLine(address);
    if (/^https?:\/\//iu.test(clean) && !this.#offers.includes(clean)) this.#offers.push(clean);
  }

  keyword(value: string): void {
    this.#keywords.push(value);
  }

  /**
   * The first that the shelf knows; one that it does not know is told.
   * @param codes what else may name it, never told
   */
  genre(values: readonly string[], codes: readonly string[] = []): void {
    const all = distinct(values);
    const code = [...all, ...distinct(codes)]
      .map((value) => codeIn(value, this.#terms.genres))
      .find((c) => c !== null);
    if (code) this.#cells.genre = code;
    else for (const value of all) this.note(say.noGenre(shown(value)));
  }

  audiences(values: readonly string[]): void {
    const codes = distinct(values).flatMap((value) => {
      const code = codeIn(value, this.#terms.audiences);
      if (code === null) this.note(say.noAudience(shown(value)));
      return code ?? [];
    });
    this.list('audiences', codes);
  }

  has(column: CatalogColumn): boolean {
    return this.#cells[column] !== undefined;
  }

  /** Whose record it is, and its number there. Says what it means that one of them is missing. */
  origin(source: string, id: string): void {
    const [from, number] = [cleanLine(source) || this.#terms.sender, cleanLine(id)];
    if (number === '') {
      this.note(say.noForeignId);
      return;
    }
    if (from.length + number.length > LONGEST_NUMBER) {
      this.#faults.push(say.longNumber);
      return;
    }
    if (from === '') this.note(say.unnamedSource);
    this.#cells.originSource = from;
    // Without a name of the library the same number may be anybody's.
    this.#cells.originId =
      from === '' ? `${number} ${fold(this.#cells.title ?? '')}`.slice(0, LONGEST_NUMBER) : number;
  }

  done(): ForeignRecord {
    this.list('keywords', this.#keywords);
    this.list('subjects', this.#subjects);
    if (this.#laws.length > 0) this.#cells.lawRefs = listed(this.#laws);
    const left = [...this.#left]
      .slice(0, MOST_SHOWN)
      .map(([name, values]) => `${name} (${shown(values.join('; '))})`);
    return {
      cells: this.#cells,
      notes: left.length === 0 ? this.#notes : [...this.#notes, say.unmapped(left.join(', '))],
      faults: this.has('title') ? this.#faults : [say.noTitle, ...this.#faults],
      offers: this.#offers,
    };
  }
}
