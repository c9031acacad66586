/**
 * VNI-Windows: a letter and a sign for its mark behind it, where Latin-1 has no letter to lend
 * (docs/domain.md). The sign is a capital behind a capital, in careful typing.
 */
const [ACUTE, GRAVE, HOOK, TILDE, DOT] = ['\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];
const [HAT, BREVE] = ['\u0302', '\u0306'];

const TONES: Readonly<Record<string, string>> = { ù: ACUTE, ø: GRAVE, û: HOOK, õ: TILDE, ï: DOT };
const HATS: Readonly<Record<string, string>> = {
  â: HAT,
  á: HAT + ACUTE,
  à: HAT + GRAVE,
  å: HAT + HOOK,
  ã: HAT + TILDE,
  ä: HAT + DOT,
};
const BREVES: Readonly<Record<string, string>> = {
  ê: BREVE,
  é: BREVE + ACUTE,
  è: BREVE + GRAVE,
  ú: BREVE + HOOK,
  ü: BREVE + TILDE,
  ë: BREVE + DOT,
};
/** Letters that are one sign. */
const SINGLES: Readonly<Record<string, string>> = {
  ñ: 'đ',
  ô: 'ơ',
  ö: 'ư',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
};
/** A hat with its tone typed behind it is read as well: `eâï` for `eä`. */
const MARKED = /[aeo]â[ùøûõï]|aê[ùøûõï]|[aeouyiôö][ùøûõïâáàåãäêéèúüë]|[ñôöíìæóòî]/giu;

/** What a pair stands for; null where the second sign is no mark of the first. */
function pairOf(base: string, mark: string): string | null {
  const small = mark.toLowerCase();
  const lower = base.toLowerCase();
  const marks =
    TONES[small] ??
    ('aeo'.includes(lower) ? HATS[small] : undefined) ??
    (lower === 'a' ? BREVES[small] : undefined);
  if (marks === undefined) return null;
  return ((singleOf(base) ?? base) + marks).normalize('NFC');
}

function singleOf(sign: string): string | undefined {
  const small = SINGLES[sign.toLowerCase()];
  return small === undefined || sign === sign.toLowerCase() ? small : small.toUpperCase();
}

const decoded = (marked: string): string => {
  const [base = '', mark, tone] = marked;
  if (mark === undefined) return singleOf(base) ?? base;
  if (tone !== undefined)
    return (pairOf(base, mark)! + TONES[tone.toLowerCase()]!).normalize('NFC');
  return pairOf(base, mark) ?? (singleOf(base) ?? base) + (singleOf(mark) ?? mark);
};

/** Latin-1 text of VNI bytes as Unicode. */
export const fromVni = (latin1: string): string => latin1.replace(MARKED, decoded);

const ENDS_IN_BASE = /[aeouyiôö]$/iu;
const BEGINS_WITH_MARK = /^[ùøûõïâáàåãäêéèúüë]/iu;

const ENDS_IN_HAT = /(?:[aeo]â|aê)$/iu;
const BEGINS_WITH_TONE = /^[ùøûõï]/iu;

/** Whether a sign that begins a run is the mark of the letter that ends the run before. */
export const goesWithLetterBefore = (before: string, after: string): boolean =>
  (ENDS_IN_BASE.test(before) &&
    BEGINS_WITH_MARK.test(after) &&
    pairOf(before.at(-1)!, after[0]!) !== null) ||
  (ENDS_IN_HAT.test(before) && BEGINS_WITH_TONE.test(after));
