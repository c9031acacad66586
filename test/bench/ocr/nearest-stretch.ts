/** How a written-down line and the nearest stretch of a recognised text differ. */
export interface Nearest {
  /** Letters to change, add or take away. */
  readonly edits: number;
  /** Positions of the text that its stretch begins at and ends before. */
  readonly from: number;
  readonly to: number;
  /** Positions of the text that are not as written down. */
  readonly wrong: readonly number[];
}

/**
 * The stretch of a text with the smallest edit distance to a line (Sellers, 1980), and where the
 * two differ.
 * @param taken positions that other lines stand for: of stretches as near, one beyond them is taken
 */
export function nearestStretch(
  line: readonly string[],
  text: readonly string[],
  taken: ReadonlySet<number> = new Set(),
): Nearest {
  const width = text.length + 1;
  const table = new Uint16Array((line.length + 1) * width);
  for (let i = 1; i <= line.length; i++) {
    table[i * width] = i;
    for (let j = 1; j < width; j++) {
      const same = line[i - 1] === text[j - 1] ? 0 : 1;
      table[i * width + j] = Math.min(
        table[(i - 1) * width + j - 1]! + same,
        table[(i - 1) * width + j]! + 1,
        table[i * width + j - 1]! + 1,
      );
    }
  }
  let to = 0;
  const isNearer = (j: number): boolean => {
    const [one, other] = [table[line.length * width + j]!, table[line.length * width + to]!];
    return one < other || (one === other && taken.has(to - 1) && !taken.has(j - 1));
  };
  for (let j = 1; j < width; j++) if (isNearer(j)) to = j;
  const wrong: number[] = [];
  let [i, j] = [line.length, to];
  while (i > 0) {
    const here = table[i * width + j]!;
    const same = j > 0 && line[i - 1] === text[j - 1];
    if (j > 0 && here === table[(i - 1) * width + j - 1]! + (same ? 0 : 1)) {
      if (!same) wrong.push(j - 1);
      i--;
      j--;
    } else if (here === table[(i - 1) * width + j]! + 1) {
      wrong.push(Math.min(j, text.length - 1));
      i--;
    } else {
      wrong.push(j - 1);
      j--;
    }
  }
  // A blank before the first letter belongs to the word before it, which is another line's.
  const from = text[j] === ' ' ? j + 1 : j;
  return {
    edits: table[line.length * width + to]!,
    from,
    to,
    wrong: wrong.map((at) => Math.max(at, from)),
  };
}
