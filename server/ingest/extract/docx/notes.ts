import { formatNumber } from './number-format.ts';
import { child, childrenNamed, valueOf, type XmlElement } from './xml-element.ts';

export type NoteKind = 'footnote' | 'endnote';

interface ReferredNote {
  readonly kind: NoteKind;
  readonly id: string;
  readonly mark: string;
}

/** The footnotes and endnotes of one document, numbered in the order of their references. */
export class Notes {
  readonly #formats: Readonly<Record<NoteKind, string>>;
  readonly #referred = new Map<string, ReferredNote>();
  readonly #counts: Record<NoteKind, number> = { footnote: 0, endnote: 0 };

  /** @param settings word/settings.xml, which says in which kind of number they count */
  constructor(settings: XmlElement | undefined) {
    const root = child(settings, 'w:settings');
    this.#formats = {
      footnote: valueOf(child(root, 'w:footnotePr'), 'w:numFmt') ?? 'decimal',
      endnote: valueOf(child(root, 'w:endnotePr'), 'w:numFmt') ?? 'lowerRoman',
    };
  }

  /** The sign at a reference. @param own the author's own sign, empty for a number */
  refer(kind: NoteKind, id: string, own: string): string {
    const key = `${kind} ${id}`;
    const known = this.#referred.get(key);
    if (known !== undefined) return known.mark;
    const mark = own === '' ? formatNumber(++this.#counts[kind], this.#formats[kind]) : own;
    this.#referred.set(key, { kind, id, mark });
    return mark;
  }

  /** Those that the text refers to: footnotes first. */
  all(): ReferredNote[] {
    const all = [...this.#referred.values()];
    return (['footnote', 'endnote'] as const).flatMap((kind) =>
      all.filter((note) => note.kind === kind),
    );
  }
}

/** The notes of word/footnotes.xml or word/endnotes.xml by id; separators are none. */
export const notesById = (
  root: XmlElement | undefined,
  kind: NoteKind,
): ReadonlyMap<string, XmlElement> =>
  new Map(
    childrenNamed(child(root, `w:${kind}s`), `w:${kind}`)
      .filter((note) => ['normal', undefined].includes(note.attributes['w:type']))
      .map((note) => [note.attributes['w:id'] ?? '', note]),
  );

export const noteAddress = (kind: NoteKind, id: string): string => `w-${kind}-${id}`;
export const referenceAddress = (kind: NoteKind, id: string): string => `w-${kind}-ref-${id}`;
