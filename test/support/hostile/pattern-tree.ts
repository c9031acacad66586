/** A regular expression as far as an attacker needs it: what repeats, and what stands before it. */
export type PatternNode =
  | { readonly kind: 'one'; readonly source: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'all'; readonly nodes: readonly PatternNode[] }
  | { readonly kind: 'any'; readonly nodes: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly node: PatternNode;
      readonly min: number;
      readonly max: number;
    };

const EMPTY: PatternNode = { kind: 'empty' };
const ESCAPE =
  /\\(?:p\{[^}]*\}|P\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|k<[^>]*>|\d+|.)/suy;
const TIMES = /[*+?]|\{(\d+)(,(\d*))?\}/uy;
const GROUP = /\((?:\?(?:<?[=!]|:|<[^>]*>|[a-z-]+:))?/uy;

const readAt = (pattern: RegExp, source: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(source);
};

/** Reads what the engine has accepted already. */
export function patternTree({ source, flags }: RegExp): PatternNode {
  let at = 0;

  const readClass = (): PatternNode => {
    const from = at;
    let depth = 0;
    do {
      if (source[at] === '\\') at += 1;
      // Only sets of the newest form hold sets.
      else if (source[at] === '[' && (depth === 0 || flags.includes('v'))) depth += 1;
      else if (source[at] === ']') depth -= 1;
      at += 1;
    } while (depth > 0 && at < source.length);
    return { kind: 'one', source: source.slice(from, at) };
  };

  const readGroup = (): PatternNode => {
    const opened = readAt(GROUP, source, at)![0];
    at += opened.length;
    const inner = readChoice();
    at += 1;
    // What must not stand there tells nothing of what does.
    return opened.endsWith('!') ? EMPTY : inner;
  };

  const readAtom = (): PatternNode => {
    const char = source[at]!;
    if (char === '(') return readGroup();
    if (char === '[') return readClass();
    if (char === '\\') {
      const escape = readAt(ESCAPE, source, at)![0];
      at += escape.length;
      return /^\\(?:[bB]|k<|[1-9])/u.test(escape) ? EMPTY : { kind: 'one', source: escape };
    }
    const whole = String.fromCodePoint(source.codePointAt(at)!);
    at += whole.length;
    return whole === '^' || whole === '$' ? EMPTY : { kind: 'one', source: whole };
  };

  const readTimes = (node: PatternNode): PatternNode => {
    const times = readAt(TIMES, source, at);
    if (times === null) return node;
    at += times[0].length;
    if (source[at] === '?') at += 1;
    const min = times[1] === undefined ? Number(times[0] === '+') : Number(times[1]);
    const most = times[2] === undefined ? min : Number(times[3] || Infinity);
    const max = times[1] === undefined ? (times[0] === '?' ? 1 : Infinity) : most;
    return { kind: 'repeat', node, min, max };
  };

  const readSequence = (): PatternNode => {
    const nodes: PatternNode[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')')
      nodes.push(readTimes(readAtom()));
    return { kind: 'all', nodes };
  };

  const readChoice = (): PatternNode => {
    const nodes = [readSequence()];
    while (source[at] === '|') {
      at += 1;
      nodes.push(readSequence());
    }
    return nodes.length === 1 ? nodes[0]! : { kind: 'any', nodes };
  };

  return readChoice();
}
