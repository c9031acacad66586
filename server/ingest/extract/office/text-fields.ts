import { fieldLink } from '../docx/fields.ts';

interface OpenField {
  instruction: string;
  showsResult: boolean;
  link: string | null;
}

/** Deeper nesting is of no program's making; what stands there is read as text. */
const DEEPEST = 100;
const LONGEST_INSTRUCTION = 4_000;

/** The fields that stand open while a file is read: an instruction, then the result that is shown. */
export class TextFields {
  readonly #open: OpenField[] = [];
  #tooDeep = 0;

  begin(): void {
    if (this.#open.length >= DEEPEST) this.#tooDeep++;
    else this.#open.push({ instruction: '', showsResult: false, link: null });
  }

  instruct(text: string): void {
    const field = this.#open.at(-1);
    if (field !== undefined && field.instruction.length < LONGEST_INSTRUCTION)
      field.instruction += text;
  }

  /** What comes now is the result. */
  separate(): void {
    const field = this.#open.at(-1);
    if (field === undefined || this.#tooDeep > 0) return;
    field.showsResult = true;
    field.link = outside(fieldLink(field.instruction));
  }

  end(): void {
    if (this.#tooDeep > 0) this.#tooDeep--;
    else this.#open.pop();
  }

  get shown(): boolean {
    return this.#open.every(({ showsResult }) => showsResult);
  }

  get link(): string | null {
    return this.#open.findLast(({ link }) => link !== null)?.link ?? null;
  }
}

/** Places inside the document are not told apart here. */
const outside = (link: string | null): string | null =>
  link === null || link.startsWith('#') ? null : link;
