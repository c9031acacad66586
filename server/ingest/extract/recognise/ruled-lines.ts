import type { GreyPicture } from './grey-picture.ts';

/** A level rule on a picture, in its pixels. */
export interface Rule {
  readonly top: number;
  readonly left: number;
  readonly right: number;
}

/** Part of the picture's width that a rule has at least: less is a letter's stroke. */
const LEAST = 0.12;
const INK = 140;
/** White pixels within a rule that was drawn or scanned badly. */
const HOLE = 3;
/** A rule is so many pixels thick, and leans as much over its length. */
const THICK = 5;

/** Runs of ink in a row that are as long as rules are. */
function runsOfRow({ width, pixels }: GreyPicture, y: number): Rule[] {
  const runs: Rule[] = [];
  let left = -1;
  let last = -1;
  for (let x = 0; x <= width; x++) {
    if (x < width && pixels[y * width + x]! < INK) {
      if (left < 0) left = x;
      last = x;
    } else if (left >= 0 && (x - last > HOLE || x === width)) {
      if (last - left >= LEAST * width) runs.push({ top: y, left, right: last });
      left = -1;
    }
  }
  return runs;
}

/** Level rules from top to bottom: underlines, and the lines between rows of tables. */
export function findRules(picture: GreyPicture): Rule[] {
  const rules: { top: number; bottom: number; left: number; right: number }[] = [];
  for (let y = 0; y < picture.height; y++)
    for (const run of runsOfRow(picture, y)) {
      const same = rules.findLast(
        (rule) =>
          y - rule.bottom <= THICK &&
          run.left <= rule.right + THICK &&
          run.right >= rule.left - THICK,
      );
      if (same === undefined) rules.push({ ...run, bottom: y });
      else {
        same.bottom = y;
        same.left = Math.min(same.left, run.left);
        same.right = Math.max(same.right, run.right);
      }
    }
  // What is thicker is a black edge of the scan or a picture.
  return rules.filter((rule) => rule.bottom - rule.top <= 3 * THICK);
}

/** Rules that part the rows of one table. */
const LEAST_RULES = 3;
/** Rules of one table begin and end so near each other, as a part of their length. */
const ALIKE = 0.1;

/** Tops of the rules of each ruled table, from its first to its last. */
export function ruledTables(rules: readonly Rule[]): number[][] {
  const tables: Rule[][] = [];
  for (const rule of rules) {
    const alike = tables.findLast(([first]) => {
      const most = ALIKE * (rule.right - rule.left);
      return Math.abs(first!.left - rule.left) < most && Math.abs(first!.right - rule.right) < most;
    });
    if (alike === undefined) tables.push([rule]);
    else alike.push(rule);
  }
  return tables
    .filter((table) => table.length >= LEAST_RULES)
    .map((table) => table.map((rule) => rule.top));
}
