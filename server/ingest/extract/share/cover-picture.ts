import { createCanvas } from '@napi-rs/canvas';
import sharp, { type Sharp } from 'sharp';
import { COVER_WIDTHS, type CoverPicture } from '#server/reading/cover-picture.ts';
import { FACES, LEADING, wrapLines } from './share-card.ts';
import { clothCover } from './share-card-cover.ts';

const QUALITY = 84;
const WIDTH = COVER_WIDTHS.large;
/** Of a book: height over width. */
const RATIO = 1.4;
const TITLE = { pixels: 34, lines: 4, x: 0.2, y: 0.17, width: 0.66 } as const;

function drawCloth(cover: Extract<CoverPicture['cover'], { kind: 'cloth' }>): Sharp {
  const size = { width: WIDTH, height: Math.round(WIDTH * RATIO) };
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  clothCover(context, { x: 0, y: 0, ...size }, cover);
  context.font = `${TITLE.pixels}px ${FACES.title}`;
  context.fillStyle = '#fff';
  const fits = (line: string): boolean => context.measureText(line).width <= WIDTH * TITLE.width;
  for (const [i, line] of wrapLines(cover.title, TITLE.lines, fits).entries())
    context.fillText(line, WIDTH * TITLE.x, size.height * TITLE.y + i * TITLE.pixels * LEADING);
  const { data } = context.getImageData(0, 0, size.width, size.height);
  return sharp(Buffer.from(data.buffer, data.byteOffset, data.byteLength), {
    raw: { ...size, channels: 4 },
  });
}

/**
 * A cover as JPEG, which is what reading programs of every age show. In a child process only: the
 * picture comes from a file of unknown hands.
 */
export const drawCover = ({ width, cover }: CoverPicture): Promise<Buffer> =>
  (cover.kind === 'cloth' ? drawCloth(cover) : sharp(cover.bytes))
    .resize({ width })
    .flatten({ background: '#fff' })
    .jpeg({ quality: QUALITY, mozjpeg: true })
    .toBuffer();
