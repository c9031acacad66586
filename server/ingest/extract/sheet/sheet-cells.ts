import { messages } from '#server/ingest/messages.ts';
import { AppError } from '#server/base/errors.ts';
import { MOST_SHEET_ROWS, type SheetContent } from '#server/tables/sheet.ts';
import { cleanText } from '../vietnamese-text.ts';
import { formatNumber, type CellFormat } from './number-format.ts';
import type { XmlEvents } from './xml-events.ts';

const MOST_COLUMNS = 200;
const DAYS_TO_1904 = 1_462;
const PLAIN: CellFormat = { kind: 'number' };

/** `AB12` → column 27, row 12. */
const placeOf = (ref: string): readonly [column: number, row: number] | null => {
  const found = /^([A-Z]{1,3})(\d{1,7})$/u.exec(ref);
  return found === null
    ? null
    : [
        Array.from(found[1]!).reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1,
        Number(found[2]),
      ];
};

/** Excel writes control characters as `_x000D_`. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

/**
 * The cells of one worksheet part as it is parsed (ECMA-376 part 1 §18.3). Empty rows cost nothing;
 * formulas give what they last came to.
 */
export class SheetCells implements XmlEvents {
  readonly rows: string[][] = [];
  readonly merged: SheetContent['merged'][number][] = [];
  readonly faults: SheetContent['faults'][number][] = [];
  readonly #strings: readonly string[];
  readonly #formats: readonly CellFormat[];
  readonly #shift: number;
  #line = 0;
  #column = -1;
  #filled = 0;
  #cell = { type: '', style: 0, value: '', formula: false };
  #in: 'v' | 't' | null = null;

  constructor(strings: readonly string[], formats: readonly CellFormat[], from1904: boolean) {
    this.#strings = strings;
    this.#formats = formats;
    this.#shift = from1904 ? DAYS_TO_1904 : 0;
  }

  open(name: string, a: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.#line = Number(a['r'] ?? this.#line + 1);
      this.#column = -1;
    } else if (name === 'c') {
      this.#column = placeOf(a['r'] ?? '')?.[0] ?? this.#column + 1;
      this.#cell = { type: a['t'] ?? 'n', style: Number(a['s'] ?? 0), value: '', formula: false };
    } else if (name === 'f') this.#cell.formula = true;
    else if (name === 'v' || name === 't') this.#in = name;
    else if (name === 'mergeCell') this.#merge(a['ref'] ?? '');
  }

  text(text: string): void {
    if (this.#in !== null) this.#cell.value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#in = null;
    else if (name === 'c') this.#put();
  }

  end(): void {
    while (this.rows.length > 0 && this.rows.at(-1)!.every((cell) => cell.trim() === ''))
      this.rows.pop();
  }

  #merge(ref: string): void {
    const [from, to] = ref.split(':').map((part) => placeOf(part)?.[1]);
    if (from !== undefined && to !== undefined && this.merged.length < MOST_SHEET_ROWS)
      this.merged.push({ ref, from, to });
  }

  #put(): void {
    const { type, value, formula } = this.#cell;
    const where = messages.cellAt(this.#line, this.#column + 1);
    if (formula && value === '') this.#fault(messages.formulaWithoutValue(where));
    else if (type === 'e') this.#fault(messages.cellInError(where, value));
    if (value === '' || type === 'e') return;
    const text = cleanText(this.#textOf());
    if (text === '') return;
    if (this.#column >= MOST_COLUMNS)
      return this.#fault(messages.cellTooFarRight(where, MOST_COLUMNS));
    // Far below the table a single forgotten cell must not make a million rows.
    if (this.#line > MOST_SHEET_ROWS * 5 || ++this.#filled > (MOST_SHEET_ROWS * MOST_COLUMNS) / 4)
      throw new AppError('sheet-too-large', { limit: MOST_SHEET_ROWS });
    while (this.rows.length < this.#line) this.rows.push([]);
    const row = this.rows[this.#line - 1]!;
    while (row.length < this.#column) row.push('');
    row[this.#column] = text;
  }

  #fault(text: string): void {
    if (this.faults.length < 1_000) this.faults.push({ line: this.#line, text });
  }

  #textOf(): string {
    const { type, value, style } = this.#cell;
    if (type === 's') return unescaped(this.#strings[Number(value)] ?? '');
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    const format = this.#formats[style] ?? PLAIN;
    if (type === 'd') return value.slice(0, format.kind === 'date' ? format.shown : 10);
    if (type !== 'n') return unescaped(value);
    const number = Number(value);
    return Number.isFinite(number) ? formatNumber(number, format, this.#shift) : value;
  }
}
