import { withoutTags } from '#server/base/spans.ts';
import type { FileNote } from '#server/items/file-note.ts';
import type { TextEncoding } from '#server/items/file-text.ts';
import { decodeEntities } from '../html/entities.ts';
import { detectEncoding } from '../vietnamese-text.ts';
import { LegacyDecoder } from './legacy-decoder.ts';
import { repairMarkup } from './repair-markup.ts';

export interface RepairedMarkup {
  readonly html: string;
  readonly encoding: TextEncoding;
  readonly notes: readonly FileNote[];
  /** It is in a legacy encoding, and nothing of it could be decoded. */
  readonly held: boolean;
}

const isLegacy = (encoding: TextEncoding): boolean => encoding === 'tcvn3' || encoding === 'vni';
const encodingOf = (html: string): TextEncoding =>
  detectEncoding(decodeEntities(withoutTags(html, '\n')));

/** Fonts stand only around texts that may have to be decoded. */
const withoutFaces = (html: string): string => html.replace(/<\/?font(?:\s[^<>]*)?>/gu, '');

/**
 * Markup of the shelf's own making with its legacy text decoded and the fonts around it removed.
 * @param asItIs staff said that nothing is to be decoded
 */
export function repaired(html: string, asItIs: boolean): RepairedMarkup {
  if (asItIs) return { html: withoutFaces(html), encoding: 'unicode', notes: [], held: false };
  const decoder = new LegacyDecoder();
  const clean = repairMarkup(html, decoder);
  const left = encodingOf(clean);
  const encoding = left === 'unicode' ? (decoder.found ?? left) : left;
  const held = isLegacy(left) && decoder.found === null;
  return { html: clean, encoding, notes: decoder.notes, held };
}

/** The same for files most of which are Unicode: only what shows a sign of legacy text is looked at. */
export function repairedIfNeeded(html: string, asItIs: boolean): RepairedMarkup {
  if (html.includes('<font')) return repaired(html, asItIs);
  const encoding = encodingOf(html);
  return isLegacy(encoding) ? repaired(html, asItIs) : { html, encoding, notes: [], held: false };
}
