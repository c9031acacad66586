import type { FileNote } from '#server/items/file-note.ts';
import type { TextEncoding } from '#server/items/file-text.ts';
import { detectEncoding } from '../vietnamese-text.ts';
import { exampleOf, LegacyDecoder } from './legacy-decoder.ts';
import { fromViqr, isViqr } from './viqr.ts';

export interface RepairedText {
  readonly text: string;
  /** A legacy one also where text is left that could not be decoded; `held` then. */
  readonly encoding: TextEncoding;
  readonly notes: readonly FileNote[];
  readonly held: boolean;
}

/** Long enough that nothing but Vietnamese typed so has so many marks. */
const FIRST_LINES = 20_000;

function repairedViqr(raw: string): RepairedText {
  const text = fromViqr(raw);
  const [before, after] = [raw.split('\n'), text.split('\n')];
  const changed = before.findIndex((line, i) => line !== after[i]);
  const example = changed < 0 ? '' : exampleOf(before[changed]!, after[changed]!);
  const count = text.split(/\s+/u).filter((word) => /[^ -~]/u.test(word)).length;
  const note: FileNote = { code: 'converted', count, detail: `VIQR: ${example}` };
  return { text, encoding: 'viqr', notes: [note], held: false };
}

/**
 * A text file's raw text with what is in TCVN3, VNI or VIQR decoded, line by line.
 * @param asItIs staff said that nothing is to be decoded
 */
export function repairText(raw: string, asItIs: boolean): RepairedText {
  if (asItIs) return { text: raw, encoding: 'unicode', notes: [], held: false };
  if (isViqr(raw.slice(0, FIRST_LINES))) return repairedViqr(raw);
  const lines = raw.split('\n');
  const decoder = new LegacyDecoder();
  for (const line of lines) decoder.learn('', line);
  const text = lines.flatMap((line) => decoder.decode('', [line])).join('\n');
  const left = detectEncoding(text);
  const held = (left === 'tcvn3' || left === 'vni') && decoder.found === null;
  const encoding = left === 'unicode' ? (decoder.found ?? left) : left;
  return { text, encoding, notes: decoder.notes, held };
}
