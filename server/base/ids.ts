const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const encode = (value: number, length: number): string => {
  let text = '';
  let rest = value;
  for (let i = 0; i < length; i++) {
    text = ALPHABET[rest % 32]! + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

export type IdMaker = () => string;

/**
 * Makes ids of 13 characters (Crockford's base 32): 9 of time in milliseconds, 4 that start at
 * random and count up within a millisecond, so that ids of one process sort in the order they were
 * made.
 */
export function createIdMaker(now: () => number, random: () => number): IdMaker {
  let lastTime = 0;
  let tail = 0;
  return () => {
    const time = Math.max(now(), lastTime);
    tail = time === lastTime ? tail + 1 : Math.floor(random() * 2 ** 19);
    lastTime = time;
    return encode(time, 9) + encode(tail, 4);
  };
}

export const isId = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{13}$/u.test(text);
