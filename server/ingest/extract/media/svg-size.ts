/** How large a drawing says it is: drawing programs count in thousandths of a millimetre. */

interface Size {
  readonly width: number;
  readonly height: number;
}

const ROOT = /<(?:[a-z][\w-]*:)?svg(?=[\s/>])/iu;
const TAG = /^<(?:[^>"']|"[^"]*"|'[^']*')*>/u;
const LONGEST_TAG = 64 * 1024;
const PIXELS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
};

const attributeOf = (tag: string, name: string): string | null => {
  const found = new RegExp(String.raw`\s${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'u').exec(tag);
  return found === null ? null : (found[1] ?? found[2]!);
};

function pixels(length: string | null): number | null {
  const found = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|)$/iu.exec(
    (length ?? '').trim(),
  );
  if (found === null) return null;
  const size = Number(found[1]) * PIXELS[found[2]!.toLowerCase()]!;
  return size > 0 && Number.isFinite(size) ? size : null;
}

function viewBoxOf(tag: string): Size | null {
  const [, , width, height] = (attributeOf(tag, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/u)
    .map(Number);
  return width !== undefined && height !== undefined && width > 0 && height > 0
    ? { width, height }
    : null;
}

/** The drawing with a size that fits into `most`; as it is when it fits already. */
export function withinSize(svg: string, most: Size): string {
  const start = svg.search(ROOT);
  const tag = start < 0 ? undefined : TAG.exec(svg.slice(start, start + LONGEST_TAG))?.[0];
  if (tag === undefined) return svg;
  const box = viewBoxOf(tag);
  const [width, height] = [pixels(attributeOf(tag, 'width')), pixels(attributeOf(tag, 'height'))];
  const ratio = box === null ? 1 : box.height / box.width;
  const own = {
    width: width ?? (height === null ? (box?.width ?? 300) : height / ratio),
    height: height ?? (width === null ? (box?.height ?? 150) : width * ratio),
  };
  const scale = Math.min(most.width / own.width, most.height / own.height);
  if (scale >= 1) return svg;
  const bare = tag.replace(/\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*')/gu, '');
  const side = (n: number): number => Math.max(1, Math.round(n * scale));
  const sized = bare.replace(
    /(?=\s|\/?>)/u,
    ` width="${side(own.width)}" height="${side(own.height)}"${box === null ? ` viewBox="0 0 ${own.width} ${own.height}"` : ''}`,
  );
  return svg.slice(0, start) + sized + svg.slice(start + tag.length);
}
