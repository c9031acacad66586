import { withoutTags } from '#server/base/spans.ts';
import { rm } from 'node:fs/promises';
import { openArchive, type Archive } from '../archive.ts';
import { escapeText } from '../html/chapter-blocks.ts';
import { safeId } from '../html/sanitize.ts';
import type { PictureStore } from '../media/pictures.ts';
import { BodyWriter } from './body-writer.ts';
import { DocxPackage, type Relationship } from './docx-package.ts';
import { Fields } from './fields.ts';
import { wantedBookmarks } from './inline-writer.ts';
import { noteAddress, Notes, notesById, referenceAddress, type NoteKind } from './notes.ts';
import { Numbering } from './numbering.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import { ReferenceReader } from './references.ts';
import type { Story } from './story.ts';
import { Styles } from './styles.ts';
import { child, childrenNamed, descendants, toggleOf, type XmlElement } from './xml-element.ts';

export interface Conversion {
  readonly store: PictureStore;
  readonly workDir: string;
  readonly findings: ReadingNotes;
}

/** A document put into a document put into a document: enough for anybody. */
const DEEPEST = 2;

interface Part {
  readonly root: XmlElement | undefined;
  readonly relationships: ReadonlyMap<string, Relationship>;
}

/** Everything of one file that its text is made of, and the writers' common memory. */
class DocumentReader {
  readonly #package: DocxPackage;
  readonly #references: ReferenceReader;
  readonly #findings: ReadingNotes;

  constructor(archive: Archive, conversion: Conversion, depth: number) {
    this.#package = new DocxPackage(archive);
    this.#findings = conversion.findings;
    this.#references = new ReferenceReader(this.#package, conversion.store, {
      workDir: conversion.workDir,
      prefix: 'p'.repeat(depth + 1),
      read: (path) => readInner(path, conversion, depth + 1),
    });
  }

  async html(): Promise<string> {
    const name = await this.#package.documentPart();
    const main = await this.#part(name);
    const document = child(main.root, 'w:document');
    const body = child(document, 'w:body');
    const [styles, numbering, settings, footnotes, endnotes, header] = await Promise.all([
      this.#related(main, 'styles'),
      this.#related(main, 'numbering'),
      this.#related(main, 'settings'),
      this.#related(main, 'footnotes'),
      this.#related(main, 'endnotes'),
      this.#part(firstHeader(body, main.relationships)),
    ]);
    const known = new Styles(styles.root);
    const story: Story = {
      styles: known,
      numbering: new Numbering(numbering.root, known),
      fields: new Fields(body),
      notes: new Notes(settings.root),
      findings: this.#findings,
      wanted: wantedBookmarks([main.root, footnotes.root, endnotes.root]),
      references: await this.#references.read(main.relationships),
    };
    const top = await this.#header(header, story);
    const text = written(story, body);
    const notes = await this.#notes(story, { footnote: footnotes, endnote: endnotes });
    return top + text + notes;
  }

  async #part(name: string | undefined): Promise<Part> {
    if (name === undefined) return { root: undefined, relationships: new Map() };
    return {
      root: await this.#package.xml(name),
      relationships: await this.#package.relationships(name),
    };
  }

  #related(main: Part, kind: string): Promise<Part> {
    return this.#part([...main.relationships.values()].find((r) => r.kind === kind)?.target);
  }

  /** The header of the first page, where it says more than a page number. */
  async #header(part: Part, story: Story): Promise<string> {
    const html = written(
      {
        ...story,
        fields: new Fields(part.root),
        references: await this.#references.read(part.relationships),
      },
      child(part.root, 'w:hdr'),
    );
    return /\p{L}\p{M}*\p{L}/u.test(withoutTags(html, ' ')) ? html : '';
  }

  async #notes(story: Story, parts: Readonly<Record<NoteKind, Part>>): Promise<string> {
    const [footnote, endnote] = await Promise.all([
      this.#references.read(parts.footnote.relationships),
      this.#references.read(parts.endnote.relationships),
    ]);
    const references = { footnote, endnote };
    const texts = {
      footnote: notesById(parts.footnote.root, 'footnote'),
      endnote: notesById(parts.endnote.root, 'endnote'),
    };
    return story.notes
      .all()
      .map(({ kind, id, mark }) => {
        const html = written(
          { ...story, fields: new Fields(texts[kind].get(id)), references: references[kind] },
          texts[kind].get(id),
        );
        const back = `<a href="#${safeId(referenceAddress(kind, id))}">[${escapeText(mark)}]</a> `;
        const isParagraph = html.startsWith('<p>');
        return `<div role="doc-footnote" id="${safeId(noteAddress(kind, id))}">${isParagraph ? `<p>${back}${html.slice(3)}` : `<p>${back}</p>${html}`}</div>`;
      })
      .join('');
  }
}

function written(story: Story, parent: XmlElement | undefined): string {
  if (parent === undefined) return '';
  const writer = new BodyWriter(story);
  writer.readAll(parent);
  return writer.html();
}

/** The part that stands above the first page: its own header, else the one of all pages. */
function firstHeader(
  body: XmlElement | undefined,
  relationships: ReadonlyMap<string, Relationship>,
): string | undefined {
  if (body === undefined) return undefined;
  for (const section of descendants(body)) {
    if (section.name !== 'w:sectPr') continue;
    const type = toggleOf(section, 'w:titlePg') === true ? 'first' : 'default';
    const reference = childrenNamed(section, 'w:headerReference').find(
      (r) => r.attributes['w:type'] === type,
    );
    return relationships.get(reference?.attributes['r:id'] ?? '')?.target;
  }
  return undefined;
}

async function readInner(path: string, conversion: Conversion, depth: number): Promise<string> {
  try {
    if (depth > DEEPEST) return '';
    const archive = await openArchive(path);
    try {
      return await new DocumentReader(archive, conversion, depth).html();
    } finally {
      archive.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * A Word file as markup that still has to be sanitised: `picture/NAME` for stored pictures, `#w-…`
 * for its own anchors.
 * @throws AppError file-broken | file-bomb | file-too-slow
 */
export const convertDocx = (archive: Archive, conversion: Conversion): Promise<string> =>
  new DocumentReader(archive, conversion, 0).html();
