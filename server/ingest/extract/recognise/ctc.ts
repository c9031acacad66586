/** A letter or sign that the recogniser saw, and at which of its steps. */
export interface SeenSign {
  readonly sign: string;
  /** First step of its run and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** 0 to 1: the highest of its run. */
  readonly confidence: number;
}

/**
 * Signs of one line's steps: 0 is blank, repeats are one sign (connectionist temporal
 * classification, Graves and others, 2006).
 * @param charset the sign of id `n` stands at `n - 1`
 */
export function decodeSteps(
  ids: ArrayLike<number | bigint>,
  confidences: ArrayLike<number>,
  charset: readonly string[],
): SeenSign[] {
  const signs: SeenSign[] = [];
  let at = 0;
  while (at < ids.length) {
    const id = Number(ids[at]);
    const from = at;
    let confidence = 0;
    while (at < ids.length && Number(ids[at]) === id)
      confidence = Math.max(confidence, confidences[at++]!);
    const sign = id === 0 ? undefined : charset[id - 1];
    if (sign !== undefined) signs.push({ sign, from, to: at, confidence });
  }
  return signs;
}

/** A word of a line and the span it may stand in, in steps. */
export interface SeenWord {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Mean of its signs, 0 to 1. */
  readonly confidence: number;
  /** Of its least sure sign. */
  readonly least: number;
}

/** A blank follows these before a letter, however near it is printed. */
const PARTING = new Set([',', ';', ':']);

/**
 * Words between the blanks of a line; each reaches to the middle of the blanks beside it. A comma
 * and a letter without a blank between them are the end of a word and the begin of the next.
 */
export function wordsOfSigns(signs: readonly SeenSign[], steps: number): SeenWord[] {
  const words: SeenWord[] = [];
  let inWord: SeenSign[] = [];
  let from = 0;
  const close = (to: number): void => {
    if (inWord.length > 0)
      words.push({
        text: inWord
          .map((s) => s.sign)
          .join('')
          .normalize('NFC'),
        from,
        to,
        confidence: inWord.reduce((sum, s) => sum + s.confidence, 0) / inWord.length,
        least: Math.min(...inWord.map((s) => s.confidence)),
      });
    inWord = [];
    from = to;
  };
  for (const seen of signs) {
    const last = inWord.at(-1);
    if (seen.sign === ' ') close((seen.from + seen.to) / 2);
    else {
      if (last !== undefined && PARTING.has(last.sign) && /\p{L}/u.test(seen.sign))
        close((last.to + seen.from) / 2);
      inWord.push(seen);
    }
  }
  close(steps);
  return words;
}
