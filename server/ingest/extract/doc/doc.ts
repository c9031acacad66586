import { withoutTags } from '#server/base/spans.ts';
import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { NO_METADATA, withoutText } from '../book.ts';
import { CompoundFile } from '../compound/compound-file.ts';
import { readProperties } from '../compound/properties.ts';
import { bookOf } from '../office/repaired-book.ts';
import { withRangedFile } from '../ranged-file.ts';
import { ReadingNotes } from '../reading-notes.ts';
import { openWordFile, positionsOf, type WordFile } from './fib.ts';
import { StoryWriter } from './story-writer.ts';
import { WordDocument, type Note } from './word-document.ts';

/** Of each section: head of even and odd pages, foot of both, head and foot of the first page. */
const OF_SECTION = 6;
const [ODD_HEAD, FIRST_HEAD] = [1, 4];
const SAYS_SOMETHING = /\p{L}\p{M}*\p{L}/u;

/** The head of the first page, where it says more than a page number. */
function headOf(document: WordDocument): string {
  const { word } = document;
  const { start, length } = word.stories.headers;
  const { positions } = positionsOf(word.part('headerTexts'), 0);
  for (const number of [FIRST_HEAD, ODD_HEAD]) {
    // The first six are separators of notes.
    const [from, to] = [positions[OF_SECTION + number], positions[OF_SECTION + number + 1]];
    if (from === undefined || to === undefined || from >= to || to > length) continue;
    const html = new StoryWriter(document).write(start + from, start + to);
    if (SAYS_SOMETHING.test(withoutTags(html, ' '))) return html;
  }
  return '';
}

function noteMarkup(document: WordDocument, { id, number, from, to }: Note): string {
  const html = new StoryWriter(document).write(from, to);
  const back = `<a href="#w-${id}-ref">[${number}]</a> `;
  return `<div role="doc-footnote" id="w-${id}">${html.startsWith('<p>') ? `<p>${back}${html.slice(3)}` : `<p>${back}</p>${html}`}</div>`;
}

const [BOX_RECORD, SHAPE_RECORD] = [22, 26];
const [SHAPE_OF_BOX, BOX_IN_USE] = [14, 8];

interface Boxes {
  readonly anchored: ReadonlyMap<number, string>;
  /** Of boxes within groups of shapes, whose anchor is the group's. */
  readonly others: string;
}

/** Text boxes by the character that their shape is anchored at ([MS-DOC] 2.8.31, 2.8.37). */
function boxesOf(document: WordDocument): Boxes {
  const { word } = document;
  const { start, length } = word.stories.boxes;
  const boxes = positionsOf(word.part('boxTexts'), BOX_RECORD);
  const shapes = positionsOf(word.part('shapes'), SHAPE_RECORD);
  const anchors = new Map(
    shapes.records.map((shape, i) => [shape.readUInt32LE(0), shapes.positions[i]!]),
  );
  const anchored = new Map<number, string>();
  let others = '';
  boxes.records.forEach((box, i) => {
    const [from, to] = [boxes.positions[i]!, boxes.positions[i + 1]!];
    // Free records wait for the next box.
    if (from >= to || to > length || box.readUInt16LE(BOX_IN_USE) !== 0) return;
    const html = new StoryWriter(document).write(start + from, start + to);
    const anchor = anchors.get(box.readUInt32LE(SHAPE_OF_BOX));
    if (html === '') return;
    if (anchor === undefined) others += `<div>${html}</div>`;
    else anchored.set(anchor, (anchored.get(anchor) ?? '') + html);
  });
  return { anchored, others };
}

function documentMarkup(word: WordFile, findings: ReadingNotes): string {
  const document = new WordDocument(word, findings);
  const { main } = word.stories;
  const boxes = boxesOf(document);
  const head = headOf(document);
  const text = new StoryWriter(document, boxes.anchored).write(main.start, main.length);
  const notes = [...document.notes.values()].map((note) => noteMarkup(document, note));
  return head + text + boxes.others + notes.join('');
}

/**
 * A document of Word 97–2003 as chapters; macros and embedded objects are never looked at. One of
 * Word 6.0 or 95 stays without text.
 * @param asItIs staff said that its text is Unicode already
 * @throws AppError file-broken | file-empty | file-encrypted | file-too-slow
 */
export const extractDoc = (path: string, asItIs: boolean): Promise<Extraction> =>
  withRangedFile(path, async (file) => {
    try {
      const compound = await CompoundFile.open(file);
      const word = await openWordFile(compound);
      const findings = new ReadingNotes();
      if (word === null) {
        findings.add('old-form', 'Word 6.0 hoặc 95');
        return { ...withoutText('ready', 'unknown', null, NO_METADATA), notes: findings.all() };
      }
      const html = documentMarkup(word, findings);
      const metadata = await readProperties(compound);
      return await bookOf({ html, metadata, findings, store: null }, asItIs);
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError('file-broken', {}, { cause: error });
    }
  });
