import type { SKRSContext2D as Context } from '@napi-rs/canvas';
import type { ClothCover, ClothHue } from '#server/reading/share-card.ts';

/** The cloth colours of web/styles/base.css. */
export const HUES: Readonly<Record<ClothHue, string>> = {
  cham: '#27437a',
  son: '#9a3024',
  reu: '#2f5d3c',
  nau: '#74491a',
  tim: '#5b3b78',
  vit: '#0f5d66',
};

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const GOLD = '#e0ac4b';

/** A filled box that stands out from the paper. */
export function shadow(context: Context, { x, y, width, height }: Box, fill: string): void {
  context.save();
  context.shadowColor = 'rgba(27, 34, 48, .35)';
  context.shadowBlur = 18;
  context.shadowOffsetX = 5;
  context.fillStyle = fill;
  context.fillRect(x, y, width, height);
  context.restore();
}

/**
 * A book seen from the front: cloth, fold, two gold lines, and a lotus of five petals or a play
 * sign.
 */
export function clothCover(context: Context, box: Box, { hue, media }: ClothCover): void {
  const { x, y, width, height } = box;
  shadow(context, box, HUES[hue]);
  context.fillStyle = 'rgba(0, 0, 0, .22)';
  context.fillRect(x, y, width * 0.06, height);
  context.fillStyle = 'rgba(255, 255, 255, .16)';
  context.fillRect(x + width * 0.06, y, 3, height);
  context.strokeStyle = GOLD;
  context.lineWidth = 3;
  context.strokeRect(x + width * 0.13, y + height * 0.07, width * 0.79, height * 0.86);
  context.lineWidth = 1;
  context.strokeRect(x + width * 0.155, y + height * 0.088, width * 0.74, height * 0.824);
  const [cx, cy] = [x + width * 0.525, y + height * 0.5];
  if (media) playSign(context, cx, cy);
  else lotus(context, cx, cy + 40);
}

function playSign(context: Context, x: number, y: number): void {
  context.fillStyle = GOLD;
  context.beginPath();
  context.moveTo(x - 34, y - 48);
  context.lineTo(x + 50, y);
  context.lineTo(x - 34, y + 48);
  context.fill();
}

/** Half-widths and turns (degrees) of the petals, outer ones first. */
const PETALS = [
  [20, -62],
  [20, 62],
  [22, -31],
  [22, 31],
  [24, 0],
] as const;

function lotus(context: Context, x: number, y: number): void {
  for (const [half, turn] of PETALS) {
    context.save();
    context.translate(x, y);
    context.rotate((turn * Math.PI) / 180);
    context.beginPath();
    context.moveTo(0, 0);
    context.bezierCurveTo(-half * 1.9, -34, -half, -78, 0, -100);
    context.bezierCurveTo(half, -78, half * 1.9, -34, 0, 0);
    context.lineWidth = 4;
    context.strokeStyle = GOLD;
    context.stroke();
    context.restore();
  }
}

/** Width and height of the books of a row, in pixels. */
const SPINES = [
  [46, 330],
  [38, 380],
  [54, 300],
  [42, 410],
  [50, 350],
  [40, 320],
] as const;

/** Spines beside each other on the board. */
export function rowOfBooks(
  context: Context,
  left: number,
  board: number,
  hues: readonly string[],
): void {
  let x = left;
  for (const [i, [width, height]] of SPINES.entries()) {
    shadow(context, { x, y: board - height, width, height }, hues[i % hues.length]!);
    context.fillStyle = GOLD;
    for (const at of [0.12, 0.15, 0.82]) context.fillRect(x, board - height * (1 - at), width, 4);
    x += width + 5;
  }
}
