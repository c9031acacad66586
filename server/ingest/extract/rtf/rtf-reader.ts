import type { FileMetadata } from '#server/items/extraction.ts';
import type { Mark } from '../docx/pieces.ts';
import { NO_METADATA, orNull } from '../book.ts';
import { decodeLine } from '../legacy/decode-line.ts';
import { isLegacyFace } from '../legacy/face.ts';
import { TextFields } from '../office/text-fields.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import { PLAIN_PARAGRAPH, RowFormat, RtfFlow, type ParagraphFormat } from './rtf-flow.ts';
import { RtfFonts } from './rtf-fonts.ts';
import { RtfStyles } from './rtf-styles.ts';
import type { RtfToken } from './rtf-tokens.ts';
import {
  ALIGNMENTS,
  CHARACTERS,
  DESTINATIONS,
  ENDS_LOOKS,
  LOOKS,
  type Destination,
} from './rtf-words.ts';

/** What holds inside a group, and is as before behind it. */
interface Group {
  destination: Destination;
  font: number;
  marks: ReadonlySet<Mark>;
  unseen: 'hidden-text' | 'tracked-changes' | null;
  /** Characters that stand for one that is written as a number (`\uc`). */
  instead: number;
  /** Of a group that text flows in by itself; null where it flows on. */
  readonly flow: RtfFlow | null;
  paragraph: ParagraphFormat;
  /** Holds a field, its instruction and its result. */
  isField: boolean;
}

/** Deeper groups are read as if their braces were not there. */
const DEEPEST = 1_000;
const NO_MARKS: ReadonlySet<Mark> = new Set();
const OWN_FLOW: ReadonlySet<Destination> = new Set<Destination>(['footnote', 'head', 'box']);
const SKIPPED: ReadonlySet<Destination> = new Set<Destination>(['skipped', 'foot']);

/** Reads the tokens of one file into markup. */
export class RtfReader {
  readonly #fonts = new RtfFonts();
  readonly #styles = new RtfStyles();
  readonly #fields = new TextFields();
  readonly #findings: ReadingNotes;
  readonly #main = new RtfFlow();
  readonly #flows: RtfFlow[] = [this.#main];
  readonly #groups: Group[] = [];
  #group: Group;
  #tooDeep = 0;
  /** `\*` stood before the word that comes. */
  #optional = false;
  #instead = 0;
  #row = new RowFormat();
  #border = false;
  #standardFont = 0;
  #high = '';
  #head = '';
  #notes = '';
  #noteCount = 0;
  readonly #info = { title: '', author: '' };

  constructor(findings: ReadingNotes) {
    this.#findings = findings;
    this.#group = {
      destination: 'text',
      font: -1,
      marks: NO_MARKS,
      unseen: null,
      instead: 1,
      flow: this.#main,
      paragraph: PLAIN_PARAGRAPH,
      isField: false,
    };
  }

  take(token: RtfToken): void {
    if (token.kind === 'text') return this.#text(token.bytes);
    if (token.kind !== 'word' || token.name !== 'u') this.#high = '';
    if (token.kind === 'open') this.#open();
    else if (token.kind === 'close') this.#close();
    else if (token.kind === 'sign') this.#sign(token.sign);
    else this.#word(token.name, token.value);
  }

  /** The markup of all that was taken. */
  html(): string {
    while (this.#groups.length > 0) this.#close();
    return this.#head + this.#main.html() + this.#notes;
  }

  get metadata(): FileMetadata {
    const creator = orNull(decodeLine(this.#info.author));
    return {
      ...NO_METADATA,
      title: orNull(decodeLine(this.#info.title)),
      creators: creator === null ? [] : [creator],
    };
  }

  /** The innermost text that flows by itself. */
  get #flow(): RtfFlow {
    return this.#flows.at(-1)!;
  }

  #open(): void {
    this.#instead = 0;
    if (this.#groups.length >= DEEPEST) return void this.#tooDeep++;
    this.#groups.push(this.#group);
    this.#group = { ...this.#group, flow: null, isField: false };
  }

  #close(): void {
    this.#instead = 0;
    this.#optional = false;
    if (this.#tooDeep > 0) return void this.#tooDeep--;
    const inner = this.#group;
    const outer = this.#groups.pop();
    if (outer === undefined) return;
    // Formats of paragraphs go on behind a group, within one flow.
    this.#group = { ...outer, paragraph: inner.flow === null ? inner.paragraph : outer.paragraph };
    if (inner.flow !== null && inner.flow !== this.#main) this.#endFlow(inner, inner.flow);
    if (inner.isField) this.#fields.end();
    if (inner.destination === 'styles') this.#styles.end();
  }

  #endFlow({ destination }: Group, flow: RtfFlow): void {
    this.#flows.pop();
    const html = flow.html();
    if (destination === 'box') this.#flow.addBox(html, this.#group.paragraph);
    else if (destination === 'head') {
      const says = /\p{L}\p{M}*\p{L}/u.test(html.replace(/<[^<>]*>/gu, ' '));
      if (this.#head === '' && says) this.#head = html;
    } else this.#endNote(html);
  }

  #endNote(html: string): void {
    const number = ++this.#noteCount;
    const back = `<a href="#w-note-${number}-ref">[${number}]</a> `;
    this.#flow.paragraph.addMarkup(
      `<sup><a role="doc-noteref" id="w-note-${number}-ref" href="#w-note-${number}">[${number}]</a></sup>`,
    );
    this.#notes += `<div role="doc-footnote" id="w-note-${number}">${html.startsWith('<p>') ? `<p>${back}${html.slice(3)}` : `<p>${back}</p>${html}`}</div>`;
  }

  #text(bytes: Buffer): void {
    // What stands for a character that was written as a number already.
    const skipped = Math.min(this.#instead, bytes.length);
    this.#instead -= skipped;
    const rest = bytes.subarray(skipped);
    if (rest.length === 0) return;
    const { destination, font } = this.#group;
    if (destination === 'fonts') this.#fonts.addName(rest);
    else if (destination === 'styles') this.#styles.addName(rest.toString('latin1'));
    else this.#characters(this.#fonts.decode(rest, this.#fontHere(font)));
  }

  #fontHere(font: number): number {
    return font < 0 ? this.#standardFont : font;
  }

  #characters(text: string): void {
    const { destination, font, marks, unseen } = this.#group;
    if (destination === 'title' || destination === 'author') this.#info[destination] += text;
    else if (destination === 'field' || !this.#fields.shown) this.#fields.instruct(text);
    else if (unseen !== null) {
      if (text.trim() !== '') this.#findings.add(unseen);
    } else if (!SKIPPED.has(destination))
      this.#flow.paragraph.add(text, {
        face: this.#fonts.nameOf(this.#fontHere(font)),
        marks,
        link: this.#fields.link,
      });
  }

  #sign(sign: string): void {
    if (sign === '*') this.#optional = true;
    else if (this.#instead > 0) this.#instead--;
    else if (sign === '~') this.#characters('\u00A0');
    else if (sign === '_') this.#characters('\u2011');
    // A soft hyphen is ư in a font of TCVN3, and nothing elsewhere.
    else if (sign === '-' && isLegacyFace(this.#fonts.nameOf(this.#group.font)))
      this.#characters('\u00AD');
  }

  #word(name: string, value: number | null): void {
    const optional = this.#optional;
    this.#optional = false;
    if (name === 'u') return this.#numbered(value ?? 0);
    if (this.#instead > 0) {
      this.#instead--;
      return;
    }
    const destination = DESTINATIONS.get(name);
    if (destination !== undefined) return this.#enter(name, destination);
    // A destination that this reader does not know, and that may be left out.
    if (optional) return this.#enter(name, 'skipped');
    if (SKIPPED.has(this.#group.destination)) return;
    if (this.#group.destination === 'fonts') return this.#describeFont(name, value);
    if (this.#group.destination === 'styles') return this.#styles.describe(name, value);
    const character = CHARACTERS.get(name);
    if (character !== undefined) this.#characters(character);
    else this.#format(name, value);
  }

  #enter(name: string, destination: Destination): void {
    const { destination: outer } = this.#group;
    if (this.#tooDeep > 0) return;
    if (name === 'annotation') this.#findings.add('comments');
    if (name === 'pict' && outer === 'text') this.#findings.add('not-kept', 'hình');
    if (name === 'fldrslt') this.#fields.separate();
    // The title stands inside what is skipped otherwise.
    const isInfo = destination === 'title' || destination === 'author';
    if (SKIPPED.has(outer) && !isInfo) return;
    // A group flows by itself once.
    const flow = OWN_FLOW.has(destination) && this.#group.flow === null ? new RtfFlow() : null;
    if (flow !== null) this.#flows.push(flow);
    this.#group = {
      ...this.#group,
      destination: destination === 'text' ? outer : destination,
      ...(flow === null ? {} : { flow, paragraph: PLAIN_PARAGRAPH }),
    };
  }

  #describeFont(name: string, value: number | null): void {
    if (name === 'f') this.#fonts.begin(value ?? 0);
    else this.#fonts.describe(name, value ?? 0);
  }

  /** `\u8217`: above 32,767 the number is written as a negative one. */
  #numbered(value: number): void {
    if (SKIPPED.has(this.#group.destination)) return;
    const code = (value + 0x1_0000) & 0xffff;
    this.#instead = this.#group.instead;
    // The halves of a character beyond the first 65,536 come one by one.
    const isHigh = code >= 0xd800 && code < 0xdc00;
    if (!isHigh) this.#characters(this.#high + String.fromCharCode(code));
    this.#high = isHigh ? String.fromCharCode(code) : '';
  }

  #format(name: string, value: number | null): void {
    if (!this.#formatCharacters(name, value) && !this.#formatParagraph(name, value))
      this.#formatTable(name, value ?? 0);
  }

  #formatCharacters(name: string, value: number | null): boolean {
    const group = this.#group;
    const look = LOOKS.get(name);
    if (look !== undefined) group.marks = withMark(group.marks, look, value !== 0);
    else if (ENDS_LOOKS.has(name))
      for (const mark of ENDS_LOOKS.get(name)!) group.marks = withMark(group.marks, mark, false);
    else if (name === 'plain')
      Object.assign(group, { font: -1, marks: NO_MARKS, unseen: null } satisfies Partial<Group>);
    else if (name === 'f') group.font = value ?? 0;
    else if (name === 'v') group.unseen = value === 0 ? null : 'hidden-text';
    else if (name === 'deleted') group.unseen = value === 0 ? null : 'tracked-changes';
    else if (name === 'revised') this.#findings.add('tracked-changes');
    else if (name === 'uc') group.instead = Math.max(0, Math.min(100, value ?? 1));
    else if (name === 'ansicpg') this.#fonts.codePage = value ?? this.#fonts.codePage;
    else if (name === 'deff') this.#standardFont = value ?? 0;
    else if (name === 'field' && !group.isField) {
      group.isField = true;
      this.#fields.begin();
    } else return false;
    return true;
  }

  #formatParagraph(name: string, value: number | null): boolean {
    const { paragraph } = this.#group;
    const align = ALIGNMENTS.get(name);
    if (align !== undefined) this.#group.paragraph = { ...paragraph, align };
    else if (name === 'pard') this.#group.paragraph = PLAIN_PARAGRAPH;
    else if (name === 'intbl') this.#group.paragraph = { ...paragraph, inTable: true };
    else if (name === 's')
      this.#group.paragraph = { ...paragraph, heading: this.#styles.headingOf(value ?? 0) };
    else if (name === 'outlinelevel')
      this.#group.paragraph = { ...paragraph, heading: headingAt(value ?? 9) };
    else if (name === 'par' || name === 'sect' || name === 'page' || name === 'nestcell')
      this.#flow.endParagraph(paragraph);
    else return false;
    return true;
  }

  #formatTable(name: string, value: number): void {
    if (name === 'cell') this.#flow.endCell(this.#group.paragraph);
    else if (name === 'row') this.#flow.endRow(this.#row);
    else if (name === 'trowd') this.#row = new RowFormat();
    else if (name === 'trleft') this.#row.left = value;
    else if (name === 'trhdr') this.#row.isHeader = true;
    else if (name === 'cellx') this.#row.endCell(value);
    else if (name === 'clmrg') this.#row.joined = true;
    else if (name === 'clvmgf') this.#row.downwards = 'first';
    else if (name === 'clvmrg') this.#row.downwards = 'further';
    else if (this.#border && /^brdr(?!nil|none|w|cf)/u.test(name)) this.#row.ruled = true;
    this.#border = /^(?:cl|tr)brdr/u.test(name);
  }
}

const headingAt = (level: number): number => (level < 9 ? Math.min(6, Math.max(1, level + 1)) : 0);

function withMark(marks: ReadonlySet<Mark>, mark: Mark, on: boolean): ReadonlySet<Mark> {
  if (marks.has(mark) === on) return marks;
  const changed = new Set(marks);
  if (on) changed.add(mark);
  else changed.delete(mark);
  return changed;
}
