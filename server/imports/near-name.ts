import { fold } from '#server/base/vietnamese/syllables.ts';

/** A value that cells may name, made ready to be compared by {@link knownName}. */
export interface KnownName {
  readonly code: string;
  readonly label: string;
  /** Folded syllables of the name, then of its parts and of other words that people write for it. */
  readonly whole: readonly string[];
  readonly parts: readonly (readonly string[])[];
}

/** From here on a name may be what a cell means, and is asked about. */
const NEAR = 0.6;
/** A name this good is the whole cell; below, the cell may name several things. */
const SURE = 0.85;
/** Names hardly worse than the best are asked about too. */
const BESIDE = 0.1;
const MOST = 3;
/** Names run together whose letters are this much the same are alike. */
const ALIKE = 0.8;
/** Another word for it, or a part of its name, counts a little less than the name. */
const BY_PART = 0.97;
/** Syllables that stand in many names and tell none apart. */
const COMMON = new Set(
  'phap luat tai lieu sach va cua cac ve nguoi xa phuong dac khu tinh thanh pho huyen uy ban nhan dan ubnd so'.split(
    ' ',
  ),
);
const COMMON_WEIGHT = 0.2;

const syllables = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const weight = (syllable: string): number =>
  COMMON.has(syllable) || syllable.length === 1 ? COMMON_WEIGHT : 1;

/** Letters that were left out, put in, mistaken, or two that changed places. */
function slips(one: string, other: string): number {
  let [before, above]: [number[], number[]] = [
    [],
    Array.from({ length: other.length + 1 }, (_, i) => i),
  ];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    [before, above] = [above, row];
  }
  return above[other.length]!;
}

/** Whether one slip parts them: their first or last letters are then the same. */
const isOneSlip = (one: string, other: string): boolean =>
  Math.abs(one.length - other.length) < 2 &&
  (one[0] === other[0] || one.at(-1) === other.at(-1)) &&
  slips(one, other) === 1;

/** What of its weight a syllable shares with one of these, which it uses up. */
function shared(syllable: string, others: string[]): number {
  const same = others.indexOf(syllable);
  const at =
    same >= 0 || syllable.length < 3
      ? same
      : others.findIndex((other) => other.length > 2 && isOneSlip(syllable, other));
  if (at < 0) return 0;
  const [other] = others.splice(at, 1);
  return (same >= 0 ? 1 : 0.8) * Math.min(weight(syllable), weight(other!));
}

/** From 0 to 1: how much of both is the same syllables. */
function likeness(cell: readonly string[], name: readonly string[]): number {
  const left = [...name];
  const common = cell.reduce((sum, syllable) => sum + shared(syllable, left), 0);
  if (common === 0) return 0;
  return (2 * common) / [...cell, ...name].reduce((sum, syllable) => sum + weight(syllable), 0);
}

/** The same of the letters run together; 0 below what is alike. */
function likeLetters(cell: readonly string[], name: readonly string[]): number {
  const [one, other] = [cell.join(''), name.join('')];
  const longer = Math.max(one.length, other.length);
  // Letters of short names are alike by chance; of very different lengths they are not alike.
  if (longer < 5 || Math.min(one.length, other.length) < ALIKE * longer) return 0;
  const alike = 1 - slips(one, other) / longer;
  return alike > ALIKE ? alike : 0;
}

const partsOf = (label: string): string[] =>
  label
    .split(/[,;()/]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A name, and other words that people write for it. */
export const knownName = (
  code: string,
  label: string,
  also: readonly string[] = [],
): KnownName => ({
  code,
  label,
  whole: syllables(label),
  parts: [...partsOf(label), ...also].map(syllables),
});

const scoreOf = (cell: readonly string[], { whole, parts }: KnownName): number =>
  Math.max(
    likeness(cell, whole),
    likeLetters(cell, whole),
    ...parts.map((part) => BY_PART * likeness(cell, part)),
  );

interface Scored {
  readonly code: string;
  readonly score: number;
}

function best(cell: string, names: readonly KnownName[]): Scored[] {
  const words = syllables(cell);
  const scored = names
    .map((name) => ({ code: name.code, score: scoreOf(words, name) }))
    .filter(({ score }) => score >= NEAR)
    .toSorted((a, b) => b.score - a.score);
  return scored.filter(({ score }) => score > scored[0]!.score - BESIDE).slice(0, MOST);
}

/**
 * Codes of the names that a cell may mean, the likeliest first; none where nothing is near. Only for
 * asking: what a cell means is said by a person.
 */
export function nearNames(cell: string, names: readonly KnownName[]): string[] {
  const whole = best(cell, names);
  const parts = cell
    .split(/\s[-–]\s|[,;/&+()]|\s(?:và|hoặc)\s/u)
    .filter((part) => part.trim() !== '');
  const of =
    (whole[0]?.score ?? 0) >= SURE || parts.length < 2
      ? whole
      : parts.flatMap((part) => best(part, names).slice(0, 1));
  return [...new Set((of.length > 0 ? of : whole).map(({ code }) => code))];
}
