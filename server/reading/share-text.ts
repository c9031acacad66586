import type { Item } from '#server/items/item.ts';

const LONGEST_SENTENCE = 200;

/**
 * The first sentence of a text, cut between words when it is long. A point inside a number (1.000)
 * or số hiệu ends nothing.
 */
export function firstSentence(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  const end = /[.!?…](?=\s+\p{Lu})/u.exec(flat);
  const sentence = end === null ? flat : flat.slice(0, end.index + 1);
  if (sentence.length <= LONGEST_SENTENCE) return sentence;
  return `${sentence.slice(0, LONGEST_SENTENCE).replace(/[\s,;:]*\S*$/u, '')}…`;
}

/**
 * Ready to be pasted into a chat: title, what is known against relying on it (empty for nothing),
 * one sentence, address.
 */
export function shareText(
  item: Pick<Item, 'title' | 'abstract' | 'compilers'>,
  genre: string,
  { address, warning }: { readonly address: string; readonly warning: string },
): string {
  const sentence =
    firstSentence(item.abstract) ||
    [genre, item.compilers.join(', ')].filter((part) => part !== '').join(', ');
  return [item.title, warning, sentence, address].filter((line) => line !== '').join('\n');
}

/**
 * Opens Zalo's own page for sending an address, as the button of its developer kit does, without
 * its script. The address travels as base64 of JSON, percent-encoded twice.
 */
export const zaloShareAddress = (address: string): string => {
  const told = btoa(JSON.stringify({ url: new URL(address).href }));
  return `https://button-share.zalo.me/share_external?layout=1&color=blue&customize=false&d=${encodeURIComponent(encodeURIComponent(told))}&shareType=0`;
};
