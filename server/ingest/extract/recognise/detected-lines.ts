/** A printed line on the picture that is read, in its pixels. */
export interface DetectedLine {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The detector's output for one picture: three planes of `width` × `height`. */
export interface DetectorMap {
  readonly width: number;
  readonly height: number;
  /** Logits of "a line's core is here", then distances up to its top and down to its bottom. */
  readonly planes: Float32Array;
}

/** Input pixels for each point of the map. */
const STRIDE = 2;
/** A line's core ends this many line heights before the line does. */
const SHRUNK = 0.15;
const LEAST_POINTS = 2;

/** Sums over the points of one core. */
interface Core {
  left: number;
  right: number;
  points: number;
  top: number;
  bottom: number;
}

/** Walks one core from a first point, four neighbours each; marks what it saw. */
function walkCore(map: DetectorMap, seen: Uint8Array, first: number, stack: Int32Array): Core {
  const { width, height, planes } = map;
  const size = width * height;
  const core: Core = { left: width, right: 0, points: 0, top: 0, bottom: 0 };
  let waiting = 0;
  const push = (at: number): void => {
    if (seen[at] === 1 || planes[at]! <= 0) return;
    seen[at] = 1;
    stack[waiting++] = at;
  };
  push(first);
  while (waiting > 0) {
    const at = stack[--waiting]!;
    const x = at % width;
    const y = (at - x) / width;
    const centre = (y + 0.5) * STRIDE;
    core.left = Math.min(core.left, x);
    core.right = Math.max(core.right, x + 1);
    core.points++;
    core.top += centre - planes[size + at]!;
    core.bottom += centre + planes[2 * size + at]!;
    if (x > 0) push(at - 1);
    if (x < width - 1) push(at + 1);
    if (y > 0) push(at - width);
    if (y < height - 1) push(at + width);
  }
  return core;
}

/**
 * Lines of a detector's map, in pixels of the detector's input: connected points whose core is more
 * likely than not, top and bottom as their means.
 */
export function linesOfMap(map: DetectorMap): DetectedLine[] {
  const size = map.width * map.height;
  const seen = new Uint8Array(size);
  const stack = new Int32Array(size);
  const lines: DetectedLine[] = [];
  for (let at = 0; at < size; at++) {
    if (seen[at] === 1 || map.planes[at]! <= 0) continue;
    const core = walkCore(map, seen, at, stack);
    if (core.points < LEAST_POINTS) continue;
    const top = core.top / core.points;
    const bottom = Math.max(top + 1, core.bottom / core.points);
    const beyond = SHRUNK * (bottom - top);
    lines.push({
      left: core.left * STRIDE - beyond,
      top,
      right: core.right * STRIDE + beyond,
      bottom,
    });
  }
  return lines;
}
