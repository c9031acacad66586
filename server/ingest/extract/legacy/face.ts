import type { LegacyEncoding } from './tally.ts';

/** What a font's name promises. It proves nothing: 44 % of files with `.VnTime` are Unicode. */
export interface Face {
  readonly encoding: LegacyEncoding | null;
  /** The fonts that draw small letters as capitals, in which TCVN3 writes accented capitals. */
  readonly capitals: boolean;
}

const SUBSET = /^[A-Z]{6}\+/u;
const TCVN3 = /^\.?vn(?!i[\s_-])[a-z]/iu;
const VNI = /^vni[\s_-]/iu;
/** `.VnTimeH`, `.VnArialH,Bold`, `VnTimeHBold`. */
const CAPITALS = /H(?:[\s,_-]*(?:bold|italic|oblique|regular|mt))*$/iu;

/** @param name as the file has it, a PDF's subset tag included: `ABCDEF+.VnTimeH,Bold` */
export function faceOf(name: string): Face {
  const face = name.replace(SUBSET, '').trim();
  const encoding = TCVN3.test(face) ? 'tcvn3' : VNI.test(face) ? 'vni' : null;
  return { encoding, capitals: encoding === 'tcvn3' && CAPITALS.test(face) };
}

/** Whether a font's name promises a legacy encoding. */
export const isLegacyFace = (name: string): boolean => faceOf(name).encoding !== null;
