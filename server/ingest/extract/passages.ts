import type { ExtractedPassage } from '#server/items/extraction.ts';
import type { AddressedBlock } from './provision-blocks.ts';

/**
 * Characters a passage aims at: a screen of text, small enough that a hit points at the right
 * place.
 */
export const PASSAGE_SIZE = 1_800;

/** Cuts an overlong paragraph at the last sentence end, else blank, before the limit. */
function pieces(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > PASSAGE_SIZE * 1.5) {
    const window = rest.slice(0, PASSAGE_SIZE);
    const sentence = Math.max(
      window.lastIndexOf('. '),
      window.lastIndexOf('; '),
      window.lastIndexOf('\n'),
    );
    const blank = window.lastIndexOf(' ');
    const at =
      sentence > PASSAGE_SIZE / 2 ? sentence + 1 : blank > PASSAGE_SIZE / 2 ? blank : PASSAGE_SIZE;
    // Never between the halves of a surrogate pair.
    const end = /[\uD800-\uDBFF]$/u.test(rest.slice(0, at)) ? at - 1 : at;
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  parts.push(rest);
  return parts;
}

/**
 * Cuts a chapter into passages: a new one at every heading and article and at about {@link PASSAGE_SIZE}
 * characters, at paragraph ends. A heading directly followed by a deeper one (Chương I, Điều 1)
 * shares its passage; no text is lost, none is repeated.
 */
export function cutPassages(
  chapter: number,
  title: string,
  blocks: readonly AddressedBlock[],
): ExtractedPassage[] {
  const passages: ExtractedPassage[] = [];
  let heading = title;
  let headings: string[] = [];
  let fragment: string | null = null;
  let body: string[] = [];
  let size = 0;
  /** Level of the heading that still waits for text. */
  let level = 0;
  const flush = (): void => {
    // The last heading is the passage's own; earlier ones of the same run (Chương I, then its name)
    // stay as text.
    const text = [...(body.length === 0 ? headings : headings.slice(0, -1)), ...body]
      .join('\n\n')
      .trim();
    if (text !== '')
      passages.push({ locator: { kind: 'chapter', chapter, fragment }, heading, text });
    headings = [];
    level = 0;
    body = [];
    size = 0;
    fragment = null;
  };
  for (const block of blocks) {
    if (block.level > 0) {
      if (body.length > 0 || block.level <= level) flush();
      heading = block.text;
      level = block.level;
      headings.push(block.text);
      fragment ??= block.id;
      continue;
    }
    if (block.article !== null) {
      flush();
      heading = block.article;
    }
    for (const text of pieces(block.text)) {
      if (size > 0 && size + text.length > PASSAGE_SIZE) flush();
      if (body.length === 0 && headings.length === 0) fragment = block.id;
      body.push(text);
      size += text.length;
    }
  }
  flush();
  return passages;
}
