import {
  child,
  childrenNamed,
  descendants,
  toggleOf,
  valueOf,
  wholeNumber,
  type XmlElement,
} from './xml-element.ts';

interface OpenField {
  /** Until `separate` comes the instruction, after it the result that Word shows. */
  showsResult: boolean;
  instruction: string;
  /** Read once: text behind it may be long. */
  link: string | null;
  readonly form: XmlElement | undefined;
}

/** Form fields whose value stands beside them and not among the words. */
const VALUED = /FORM(?:CHECKBOX|DROPDOWN)/iu;
const DEEPEST = 100;
const LONGEST_ADDRESS = 2_000;

const QUOTED = /"([^"]*)"|(\S+)/gu;

/** The words of an instruction; quotation marks hold one word together. */
const wordsOf = (instruction: string): string[] =>
  [...instruction.matchAll(QUOTED)].map((m) => m[1] ?? m[2]!);

/**
 * Where a field leads, as an address or `#bookmark`: HYPERLINK, and references that Word makes
 * clickable.
 */
export function fieldLink(instruction: string): string | null {
  if (instruction.length > LONGEST_ADDRESS) return null;
  const [kind = '', ...words] = wordsOf(instruction.trim());
  if (/^(?:REF|PAGEREF|NOTEREF)$/iu.test(kind))
    return words.includes('\\h') && words[0] !== undefined ? `#${words[0]}` : null;
  if (!/^HYPERLINK$/iu.test(kind)) return null;
  const inside = words.indexOf('\\l');
  const bookmark = inside >= 0 ? (words[inside + 1] ?? '') : '';
  const isBookmark = (i: number): boolean => inside >= 0 && i === inside + 1;
  const address = words.find((word, i) => !word.startsWith('\\') && !isBookmark(i)) ?? '';
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
 * Marks of fields that nobody closes, or that stand deeper than any program nests them: read as if
 * they were not there, for an open field hides everything behind it.
 */
function brokenMarks(story: XmlElement | undefined): ReadonlySet<XmlElement> {
  const broken = new Set<XmlElement>();
  const open: XmlElement[] = [];
  for (const element of story === undefined ? [] : descendants(story)) {
    if (element.name !== 'w:fldChar') continue;
    const type = element.attributes['w:fldCharType'];
    if (type === 'begin') open.push(element);
    if (type === 'end') {
      const begin = open.pop();
      if (begin === undefined || open.length >= DEEPEST) {
        broken.add(element);
        if (begin !== undefined) broken.add(begin);
      }
    }
  }
  for (const element of open) broken.add(element);
  return broken;
}

/**
 * The fields that stand open while a document is read; they may reach over paragraphs, as a table
 * of contents does.
 */
export class Fields {
  readonly #open: OpenField[] = [];
  readonly #broken: ReadonlySet<XmlElement>;

  /** @param story the part of the document that is read with them */
  constructor(story: XmlElement | undefined) {
    this.#broken = brokenMarks(story);
  }

  /** Whether text that comes now is shown. */
  get shown(): boolean {
    return this.#open.every((field) => field.showsResult);
  }

  /** Where the innermost link leads, null outside of links. */
  get link(): string | null {
    return this.#open.findLast((field) => field.link !== null)?.link ?? null;
  }

  instruction(text: string): void {
    const field = this.#open.at(-1);
    if (field !== undefined && !field.showsResult) field.instruction += text;
  }

  /** `w:fldChar`. @returns text that the field shows in place of a result, usually none */
  mark(element: XmlElement): string {
    if (this.#broken.has(element)) return '';
    switch (element.attributes['w:fldCharType']) {
      case 'begin':
        this.#open.push({
          showsResult: false,
          instruction: '',
          link: null,
          form: child(element, 'w:ffData'),
        });
        return '';
      case 'separate': {
        const field = this.#open.at(-1);
        if (field !== undefined && !field.showsResult) {
          field.showsResult = true;
          field.link = fieldLink(field.instruction);
        }
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
