import { AppError } from '#server/base/errors.ts';
import {
  child,
  childrenNamed,
  toggleOf,
  valueOf,
  wholeNumber,
  type XmlElement,
} from './xml-element.ts';

interface OpenField {
  /** Until `separate` comes the instruction, after it the result that Word shows. */
  showsResult: boolean;
  instruction: string;
  readonly form: XmlElement | undefined;
}

/** Form fields whose value stands beside them and not among the words. */
const VALUED = /FORM(?:CHECKBOX|DROPDOWN)/iu;
const DEEPEST = 100;

const QUOTED = /"([^"]*)"|(\S+)/gu;

/** The words of an instruction; quotation marks hold one word together. */
const wordsOf = (instruction: string): string[] =>
  [...instruction.matchAll(QUOTED)].map((m) => m[1] ?? m[2]!);

/**
 * Where a field leads, as an address or `#bookmark`: HYPERLINK, and references that Word makes
 * clickable.
 */
export function fieldLink(instruction: string): string | null {
  const [kind = '', ...words] = wordsOf(instruction.trim());
  if (/^(?:REF|PAGEREF|NOTEREF)$/iu.test(kind))
    return words.includes('\\h') && words[0] !== undefined ? `#${words[0]}` : null;
  if (!/^HYPERLINK$/iu.test(kind)) return null;
  const inside = words.indexOf('\\l');
  const bookmark = inside >= 0 ? (words[inside + 1] ?? '') : '';
  const address = words.find((word, i) => !word.startsWith('\\') && i !== inside + 1) ?? '';
  if (inside < 0) return address === '' ? null : address;
  return `${address}#${bookmark}`;
}

/** What a form field shows that has no result of its own: a tick box, a choice. */
function formValue(form: XmlElement | undefined): string {
  const box = child(form, 'w:checkBox');
  if (box !== undefined)
    return (toggleOf(box, 'w:checked') ?? toggleOf(box, 'w:default') ?? false) ? '☒' : '☐';
  const list = child(form, 'w:ddList');
  if (list === undefined) return '';
  const entries = childrenNamed(list, 'w:listEntry').map((e) => e.attributes['w:val'] ?? '');
  return entries[wholeNumber(valueOf(list, 'w:result')) ?? 0] ?? '';
}

/**
 * The fields that stand open while a document is read; they may reach over paragraphs, as a table
 * of contents does.
 */
export class Fields {
  readonly #open: OpenField[] = [];

  /** Whether text that comes now is shown. */
  get shown(): boolean {
    return this.#open.every((field) => field.showsResult);
  }

  /** Where the innermost link leads, null outside of links. */
  get link(): string | null {
    for (const field of this.#open.toReversed()) {
      const link = field.showsResult ? fieldLink(field.instruction) : null;
      if (link !== null) return link;
    }
    return null;
  }

  instruction(text: string): void {
    const field = this.#open.at(-1);
    if (field !== undefined && !field.showsResult) field.instruction += text;
  }

  /** `w:fldChar`. @returns text that the field shows in place of a result, usually none */
  mark(element: XmlElement): string {
    switch (element.attributes['w:fldCharType']) {
      case 'begin':
        if (this.#open.length >= DEEPEST) throw new AppError('file-broken');
        this.#open.push({
          showsResult: false,
          instruction: '',
          form: child(element, 'w:ffData'),
        });
        return '';
      case 'separate': {
        const field = this.#open.at(-1);
        if (field !== undefined) field.showsResult = true;
        return '';
      }
      case 'end': {
        const field = this.#open.pop();
        return field !== undefined && this.shown && VALUED.test(field.instruction)
          ? formValue(field.form)
          : '';
      }
      default:
        return '';
    }
  }
}
