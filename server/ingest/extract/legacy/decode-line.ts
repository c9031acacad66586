import { decode, tallyOf } from './tally.ts';

/**
 * A line that stands alone and names no font, such as a title: decoded only where it is wrong as it
 * stands and right afterwards.
 */
export function decodeLine(text: string): string {
  const { words, right } = tallyOf(text);
  const best = right.vni > right.tcvn3 ? 'vni' : 'tcvn3';
  const isWrong = words >= 2 && right[best] > words * 0.7 && right.unicode < words * 0.4;
  return isWrong ? decode(text, best) : text;
}
