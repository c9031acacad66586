import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Plugin } from 'vite';

const BOOK =
  '<path d="M22 14c-3.5-3-8-4-13-4v21c5 0 9.5 1 13 4 3.5-3 8-4 13-4V10c-5 0-9.5 1-13 4zv21" stroke="#fff" stroke-width="2" fill="none"/><path d="M13 17c2 .2 3.7.7 5.5 1.5M13 23c2 .2 3.7.7 5.5 1.5M31 17c-2 .2-3.7.7-5.5 1.5M31 23c-2 .2-3.7.7-5.5 1.5" stroke="#e0ac4b" stroke-width="2" fill="none"/>';

/** A maskable icon keeps its drawing inside the middle four fifths: launchers cut the rest. */
const drawing = (maskable: boolean): string =>
  maskable
    ? `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 44"><rect width="44" height="44" fill="#1a2d5a"/><g transform="translate(6.6 6.6) scale(.7)">${BOOK}</g></svg>`
    : `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 44"><rect width="44" height="44" rx="6" fill="#1a2d5a"/>${BOOK}</svg>`;

const ICONS = [
  ['icon-192', 192, false],
  ['icon-512', 512, false],
  ['icon-maskable-512', 512, true],
] as const;

/** Draws the application's icons as PNG beside the built files. */
export const appIcons = (): Plugin => ({
  name: 'app-icons',
  apply: 'build',
  async writeBundle({ dir }) {
    if (dir === undefined) return;
    mkdirSync(dir, { recursive: true });
    for (const [name, size, maskable] of ICONS)
      writeFileSync(
        join(dir, `${name}.png`),
        await sharp(Buffer.from(drawing(maskable)), { density: 1200 })
          .resize(size, size)
          .png({ palette: true })
          .toBuffer(),
      );
  },
});
