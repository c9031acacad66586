import sharp from 'sharp';
import { homographyTo } from '#server/ingest/extract/photograph/homography.ts';
import type { Quad } from '#server/ingest/extract/photograph/quad.ts';

/** A sheet of A4 with words, 1,000 pixels across; a mark stands in its top left corner. */
export const pageSvg = (words: readonly string[], shade = '#ffffff'): Buffer => {
  const lines = words.map(
    (line, i) => `<text x="110" y="${250 + i * 62}" font-size="38">${line}</text>`,
  );
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1414"><rect width="1000" height="1414" fill="${shade}"/><rect x="110" y="90" width="90" height="90" fill="#c01818"/><g font-family="Noto Serif, DejaVu Serif, serif" fill="#181818">${lines.join('')}</g></svg>`,
  );
};

export const SOME_LINES = [
  'ỦY BAN NHÂN DÂN XÃ AN SƠN',
  'HƯỚNG DẪN HÒA GIẢI Ở CƠ SỞ',
  'Điều 1. Tổ hòa giải có từ ba người trở lên,',
  'trong đó có hòa giải viên nữ; ở vùng có đồng',
  'bào dân tộc thiểu số thì có người của dân tộc.',
  'Điều 2. Hòa giải viên là công dân Việt Nam.',
];

export interface PhotographForm {
  readonly width?: number;
  readonly height?: number;
  /** Where the corners of the sheet are, clockwise from its own top left. */
  readonly corners: Quad;
  readonly page?: Buffer;
  /** Colour of what the sheet lies on. */
  readonly ground?: readonly [number, number, number];
  /** How much darker the far right is, 0 to 1. */
  readonly shadow?: number;
}

/** A photograph of a sheet, as raw pixels: drawn through the map of a camera, with grain. */
export async function photographOf({
  width = 600,
  height = 800,
  corners,
  page = pageSvg(SOME_LINES),
  ground = [96, 70, 48],
  shadow = 0,
}: PhotographForm) {
  const {
    data,
    info: { width: across, height: down },
  } = await sharp(page).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  // From the photograph back to the sheet: the map of the corners, the other way round.
  const to = homographyTo(corners, across, down)!;
  const [a, b, c, d, e, f, g, h] = to as unknown as readonly number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const back = [
    e - f * h,
    c * h - b,
    b * f - c * e,
    f * g - d,
    a - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
  const pixels = new Uint8ClampedArray(width * height * 3);
  const sheet = new Uint8Array(data);
  const { floor } = Math;
  let grain = 7;
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++, o += 3) {
      const w = back[6]! * x + back[7]! * y + back[8]!;
      const u = floor((back[0]! * x + back[1]! * y + back[2]!) / w);
      const v = floor((back[3]! * x + back[4]! * y + back[5]!) / w);
      const inside = u >= 0 && v >= 0 && u < across && v < down;
      grain = (grain * 1_103_515_245 + 12_345) % 2_147_483_648;
      const noise = (grain / 2_147_483_648 - 0.5) * 12;
      const light = 1 - (shadow * x) / width;
      for (let k = 0; k < 3; k++) {
        const own = inside ? sheet[(v * across + u) * 3 + k]! * 0.9 : ground[k]!;
        pixels[o + k] = own * light + noise;
      }
    }
  return { width, height, pixels: new Uint8Array(pixels), channels: 3 as const };
}

/** The same as a file of a camera. */
export async function photographFile(form: PhotographForm): Promise<Buffer> {
  const { pixels, ...raw } = await photographOf(form);
  return sharp(pixels, { raw }).jpeg({ quality: 88 }).toBuffer();
}
