import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createCanvas,
  GlobalFonts,
  loadImage,
  Path2D,
  type SKRSContext2D as Context,
} from '@napi-rs/canvas';
import sharp from 'sharp';
import { CARD_SIZE, type ShareCard } from '#server/reading/share-card.ts';
import { clothCover, HUES, rowOfBooks, shadow } from './share-card-cover.ts';

const QUALITY = 86;

// A container has no fonts of its own, and those inside pdf.js lack most Vietnamese letters. From
// the build as from source.
const FONTS = fileURLToPath(
  new URL(
    /\/dist\/server\//u.test(import.meta.url)
      ? '../../../../../server/ingest/extract/share/fonts/'
      : './fonts/',
    import.meta.url,
  ),
);
for (const [file, family] of [
  ['NotoSerif-Bold', 'Shelf Serif'],
  ['NotoSans-Bold', 'Shelf Bold'],
  ['NotoSans-Regular', 'Shelf Sans'],
] as const)
  GlobalFonts.registerFromPath(join(FONTS, `${file}.woff2`), family);
export const FACES = {
  title: '"Shelf Serif"',
  strong: '"Shelf Bold"',
  plain: '"Shelf Sans"',
} as const;

const COLOURS = {
  paper: '#faf8f3',
  ink: '#1b2230',
  muted: '#4d5665',
  band: '#1a2d5a',
  gold: '#e0ac4b',
  seal: '#a3281d',
  board: '#a07c4a',
} as const;
const STRIP = 22;
const BOARD_AT = 520;
const TEXT_AT = 430;
const TEXT_WIDTH = CARD_SIZE.width - TEXT_AT - 64;

/**
 * Lines no wider than `width`; what is beyond the last ends with an ellipsis. A word too wide for a
 * line is broken.
 */
export function wrapLines(text: string, most: number, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).flatMap((w) => pieces(w, fits))) {
    if (line === '' || fits(`${line} ${word}`)) {
      line = line === '' ? word : `${line} ${word}`;
      continue;
    }
    lines.push(line);
    line = word;
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  let last = lines[most - 1]!;
  while (!fits(`${last}…`)) last = last.slice(0, -1);
  return [...lines.slice(0, most - 1), `${last.replace(/(?<![\s,;:.–-])[\s,;:.–-]+$/u, '')}…`];
}

function pieces(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word)) return [word];
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (!fits(part + letter)) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return [...parts, part].filter((p) => p !== '');
}

/** The largest of these sizes at which the whole title fits; the smallest cuts it. */
const TITLE_SIZES = [
  [60, 4],
  [52, 5],
  [42, 6],
] as const;

function titleLines(context: Context, title: string): { size: number; lines: string[] } {
  const wrapped = (most: number, width: number): string[] =>
    wrapLines(title, most, (text) => context.measureText(text).width <= width);
  const whole = (lines: readonly string[]): boolean => !lines.at(-1)!.endsWith('…');
  const [size, most] =
    TITLE_SIZES.find(([pixels, lines]) => {
      context.font = `${pixels}px ${FACES.title}`;
      return whole(wrapped(lines, TEXT_WIDTH));
    }) ?? TITLE_SIZES.at(-1)!;
  let lines = wrapped(most, TEXT_WIDTH);
  if (!whole(lines)) return { size, lines };
  // No word alone on the last line: narrower as long as it takes no more lines.
  for (let width = TEXT_WIDTH * 0.97; width > TEXT_WIDTH / 2; width *= 0.97) {
    const narrower = wrapped(most + 1, width);
    if (narrower.length > lines.length) break;
    lines = narrower;
  }
  return { size, lines };
}

/** One line, cut where it would leave the picture. */
function writeLine(
  context: Context,
  text: string,
  y: number,
  font: string,
  colour: string,
  x = TEXT_AT,
): void {
  context.font = font;
  context.fillStyle = colour;
  context.fillText(
    wrapLines(text, 1, (t) => context.measureText(t).width <= CARD_SIZE.width - x - 64)[0] ?? '',
    x,
    y,
  );
}

/** Marks stand on marks (ễ, ậ): lines need this much. */
export const LEADING = 1.32;

function words(context: Context, card: ShareCard): void {
  const { size, lines } = titleLines(context, card.title);
  const height = 40 + lines.length * size * LEADING + (card.under === '' ? 0 : 52);
  let y = Math.max(70, STRIP + (BOARD_AT - STRIP - height) / 2 + 20);
  writeLine(context, card.over, y, `28px ${FACES.strong}`, COLOURS.seal);
  y += 14;
  for (const text of lines) {
    y += size * LEADING;
    writeLine(context, text, y - size * 0.22, `${size}px ${FACES.title}`, COLOURS.ink);
  }
  if (card.under !== '')
    writeLine(context, card.under, y + 40, `28px ${FACES.plain}`, COLOURS.muted);
}

/** The strip of the page's head: gold on indigo. */
function frame(context: Context): void {
  context.fillStyle = COLOURS.paper;
  context.fillRect(0, 0, CARD_SIZE.width, CARD_SIZE.height);
  context.fillStyle = COLOURS.band;
  context.fillRect(0, 0, CARD_SIZE.width, STRIP);
  context.fillStyle = COLOURS.gold;
  for (let x = 0; x < CARD_SIZE.width; x += STRIP * 2) {
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x + STRIP, STRIP);
    context.lineTo(x + STRIP * 2, 0);
    context.fill();
  }
  context.fillStyle = COLOURS.board;
  context.fillRect(0, BOARD_AT, CARD_SIZE.width, 10);
}

function foot(context: Context, { name, province }: ShareCard['shelf']): void {
  context.save();
  context.translate(64, BOARD_AT + 32);
  context.fillStyle = COLOURS.band;
  context.beginPath();
  context.roundRect(0, 0, 54, 54, 8);
  context.fill();
  context.translate(5, 4);
  context.lineWidth = 2.4;
  context.lineJoin = 'round';
  for (const [colour, path] of [
    ['#fff', 'M22 14c-3.5-3-8-4-13-4v21c5 0 9.5 1 13 4 3.5-3 8-4 13-4V10c-5 0-9.5 1-13 4zv21'],
    [
      COLOURS.gold,
      'M13 17c2 .2 3.7.7 5.5 1.5M13 23c2 .2 3.7.7 5.5 1.5M31 17c-2 .2-3.7.7-5.5 1.5M31 23c-2 .2-3.7.7-5.5 1.5',
    ],
  ] as const) {
    context.strokeStyle = colour;
    context.stroke(new Path2D(path));
  }
  context.restore();
  writeLine(
    context,
    name,
    BOARD_AT + (province === '' ? 68 : 82),
    `30px ${FACES.strong}`,
    COLOURS.ink,
    136,
  );
  if (province !== '')
    writeLine(context, province, BOARD_AT + 46, `22px ${FACES.strong}`, COLOURS.seal, 136);
}

const COVER = { x: 64, width: 300, height: 420 } as const;

async function cover(context: Context, card: ShareCard): Promise<void> {
  if (card.cover.kind === 'shelf')
    return rowOfBooks(context, COVER.x, BOARD_AT, Object.values(HUES));
  if (card.cover.kind === 'cloth')
    return clothCover(
      context,
      { x: COVER.x, y: BOARD_AT - COVER.height, width: COVER.width, height: COVER.height },
      card.cover,
    );
  const image = await loadImage(await sharp(card.cover.bytes).png().toBuffer());
  const scale = Math.min(COVER.width / image.width, COVER.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  const at = { x: COVER.x + (COVER.width - width) / 2, y: BOARD_AT - height, width, height };
  shadow(context, at, '#fff');
  context.drawImage(image, at.x, at.y, width, height);
  return undefined;
}

/**
 * Draws the picture as JPEG. In a child process only: the cover comes from a file of unknown hands.
 */
export async function drawShareCard(card: ShareCard): Promise<Buffer> {
  const canvas = createCanvas(CARD_SIZE.width, CARD_SIZE.height);
  const context = canvas.getContext('2d');
  frame(context);
  await cover(context, card);
  words(context, card);
  foot(context, card.shelf);
  const { data } = context.getImageData(0, 0, CARD_SIZE.width, CARD_SIZE.height);
  // Full colour resolution: thin letters on paper fray otherwise.
  return sharp(Buffer.from(data.buffer, data.byteOffset, data.byteLength), {
    raw: { ...CARD_SIZE, channels: 4 },
  })
    .flatten({ background: COLOURS.paper })
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4', mozjpeg: true })
    .toBuffer();
}

/** An SVG of the shelf's own making as PNG so many pixels wide, edges sharp. */
export const drawSvg = ({
  svg,
  width,
}: {
  readonly svg: string;
  readonly width: number;
}): Promise<Buffer> =>
  sharp(Buffer.from(svg))
    .resize({ width, kernel: 'nearest' })
    .png({ palette: true, colours: 2 })
    .toBuffer();
