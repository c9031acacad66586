/** A colour as six hexadecimal digits: `1a2d5a`. */
export type Colour = string;

/** Reads `#1A2D5A` and `1a2d5a`; null for anything else. */
export const readColour = (text: string): Colour | null =>
  /^#?([0-9a-f]{6})$/iu.exec(text)?.[1]!.toLowerCase() ?? null;

/** WCAG 2.2, relative luminance: 0 black, 1 white. */
function luminance(colour: Colour): number {
  const [r, g, b] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2, contrast ratio: 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** What text needs (WCAG 2.2, 1.4.3, level AA). */
export const LEAST_CONTRAST = 4.5;

export const isDark = (colour: Colour): boolean => luminance(colour) < 0.18;
