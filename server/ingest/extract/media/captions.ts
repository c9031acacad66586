import { withoutSpans, withoutTags } from '#server/base/spans.ts';
import { AppError } from '#server/base/errors.ts';
import type { ExtractedPassage, Extraction } from '#server/items/extraction.ts';
import { NO_METADATA, withoutText } from '../book.ts';
import { decodeText } from '../decode-text.ts';
import { decodeEntities } from '../html/entities.ts';
import { cleanLine, detectEncoding } from '../vietnamese-text.ts';
import { readWholeText } from '../whole-text.ts';

export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MAX_CUES = 100_000;
const TIME = String.raw`(?:(\d{1,4}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})`;
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s|$)`, 'u');

const seconds = (h: string | undefined, m: string, s: string, ms: string): number =>
  Number(h ?? 0) * 3_600 + Number(m) * 60 + Number(s) + Number(ms.padEnd(3, '0')) / 1_000;

/** `<v Hòa giải viên>Bà con` names who speaks; other tags only style. */
const cueText = (lines: readonly string[]): string =>
  cleanLine(
    decodeEntities(
      withoutSpans(
        withoutTags(
          lines
            .join(' ')
            .slice(0, 4_000)
            .replace(/<v(?:\.[\w.-]+)?\s+([^\s>][^>]{0,79})>/gu, '$1: '),
        ),
        '{\\',
        '}',
      ),
    ),
  );

/**
 * Cues of a WebVTT or SRT file in time order; cues without a readable timing, with a negative
 * length or without words are skipped (WebVTT §6 asks readers to go on).
 */
export function parseCues(text: string): Cue[] {
  const cues: Cue[] = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length && cues.length < MAX_CUES; i++) {
    const timing = TIMING.exec(lines[i]!);
    if (timing === null) continue;
    const body: string[] = [];
    while (i + 1 < lines.length && lines[i + 1]!.trim() !== '' && !TIMING.test(lines[i + 1]!))
      body.push(lines[++i]!);
    // A missing blank line lets the next cue's number end up in this one.
    if (TIMING.test(lines[i + 1] ?? '') && /^\d+$/u.test(body.at(-1)?.trim() ?? '')) body.pop();
    const start = seconds(timing[1], timing[2]!, timing[3]!, timing[4]!);
    const end = seconds(timing[5], timing[6]!, timing[7]!, timing[8]!);
    const words = cueText(body);
    if (end > start && words !== '') cues.push({ start, end, text: words });
  }
  return cues.toSorted((a, b) => a.start - b.start);
}

/** Locators know milliseconds. */
const timeOf = (cue: Cue): number => Math.round(cue.start * 1_000) / 1_000;

const SHORTEST = 20;
const LONGEST = 40;
const PAUSE = 4;

/** Passages of 20 to 40 seconds that end where a sentence or the speech pauses. */
export function cuePassages(cues: readonly Cue[]): ExtractedPassage[] {
  const passages: ExtractedPassage[] = [];
  let block: Cue[] = [];
  const flush = (): void => {
    const first = block[0];
    if (first !== undefined) {
      passages.push({
        locator: { kind: 'time', seconds: timeOf(first) },
        heading: '',
        text: block.map((c) => c.text).join(' '),
      });
    }
    block = [];
  };
  for (const cue of cues) {
    const first = block[0];
    const last = block.at(-1);
    if (first !== undefined && last !== undefined) {
      const length = last.end - first.start;
      const rest = /[.!?…:]["'”»)]?$/u.test(last.text) || cue.start - last.end >= PAUSE;
      if (cue.end - first.start > LONGEST || (length >= SHORTEST && rest)) flush();
    }
    block.push(cue);
  }
  flush();
  return passages;
}

/**
 * WebVTT or SRT as passages with times; the outline holds every line with its own time, for the
 * transcript.
 * @throws AppError file-empty | file-broken (no readable cue) | file-too-slow (too large)
 */
export async function extractCaptions(path: string): Promise<Extraction> {
  const raw = decodeText(await readWholeText(path)).replace(/\r\n?/gu, '\n');
  if (raw.replaceAll('\uFEFF', '').trim() === '') throw new AppError('file-empty');
  const encoding = detectEncoding(raw);
  if (encoding === 'tcvn3' || encoding === 'vni')
    return withoutText('needs-conversion', encoding, null);
  const cues = parseCues(raw);
  if (cues.length === 0) throw new AppError('file-broken', { missing: 'cues' });
  const language =
    /^Language:\s*([\w-]{2,20})\s*$/mu.exec(raw.split(/\n\s*\n/u, 1)[0] ?? '')?.[1] ?? null;
  return {
    outcome: 'ready',
    layer: 'born-digital',
    encoding: 'unicode',
    pages: null,
    seconds: null,
    ratio: null,
    metadata: { ...NO_METADATA, language },
    outline: cues.map((c) => ({
      title: c.text,
      level: 1,
      locator: { kind: 'time' as const, seconds: timeOf(c) },
    })),
    passages: cuePassages(cues),
    sections: [],
    resources: [],
  };
}
