import { contrast, LEAST_CONTRAST, readColour, type Colour } from './colours.ts';

/** What a widget shows: newest items, those of a subject, a search box, one item. */
export const EMBED_KINDS = ['moi', 'chu-de', 'tim', 'tai-lieu'] as const;
export type EmbedKind = (typeof EMBED_KINDS)[number];

export interface EmbedColours {
  readonly background: Colour;
  readonly text: Colour;
  /** Links and the button. */
  readonly accent: Colour;
}

/** A widget as its address asks for it. */
export interface EmbedAsked {
  readonly kind: EmbedKind;
  /** Code of a subject or of a part of one; empty for other kinds. */
  readonly subject: string;
  /** Id of an item; empty for other kinds. */
  readonly item: string;
  /** So many items. */
  readonly count: number;
  /** Pixels of the letters. */
  readonly fontSize: number;
  readonly colours: EmbedColours;
}

export const EMBED_COUNT = { least: 1, usual: 5, most: 20 } as const;
export const EMBED_FONT = { least: 14, usual: 16, most: 22 } as const;
export const EMBED_COLOURS: EmbedColours = {
  background: 'ffffff',
  text: '1b2230',
  accent: '1d4489',
};

/** Names of the address's parameters. */
export const EMBED_PARAMS = {
  kind: 'loai',
  subject: 'chu-de',
  item: 'ma',
  count: 'so',
  fontSize: 'co',
  background: 'nen',
  text: 'chu',
  accent: 'mau',
} as const;
export type EmbedParam = keyof typeof EMBED_PARAMS;

/** Why an address is refused: which parameter, or colours too much alike. */
export type EmbedFault = EmbedParam | 'contrast';

type Address = Readonly<Record<string, unknown>>;

/** A parameter given once; null when it is given twice. Empty when it is not given. */
function once(address: Address, name: EmbedParam): string | null {
  const value = address[EMBED_PARAMS[name]] ?? '';
  return typeof value === 'string' ? value : null;
}

function numberOf(
  text: string | null,
  { least, usual, most }: { readonly least: number; readonly usual: number; readonly most: number },
): number | null {
  if (text === '') return usual;
  if (text === null || !/^\d{1,3}$/u.test(text)) return null;
  const number = Number(text);
  return number >= least && number <= most ? number : null;
}

const colourOf = (text: string | null, usual: Colour): Colour | null =>
  text === '' ? usual : text === null ? null : readColour(text);

/** Letters and links must be read on the ground, whatever a portal asks for. */
const isReadable = ({ background, text, accent }: EmbedColours): boolean =>
  contrast(text, background) >= LEAST_CONTRAST && contrast(accent, background) >= LEAST_CONTRAST;

/** What an address asks for, or what is wrong with it. Parameters of other names are nobody's. */
export function readEmbedAddress(address: Address): EmbedAsked | { readonly fault: EmbedFault } {
  const named = once(address, 'kind');
  const kind = EMBED_KINDS.find((one) => one === (named === '' ? 'moi' : named));
  if (kind === undefined) return { fault: 'kind' };
  const subject = once(address, 'subject');
  if (subject === null || (kind === 'chu-de' && !/^[\w.-]{1,80}$/u.test(subject)))
    return { fault: 'subject' };
  const item = once(address, 'item');
  if (item === null || (kind === 'tai-lieu' && !/^[\w-]{1,64}$/u.test(item)))
    return { fault: 'item' };
  const count = numberOf(once(address, 'count'), EMBED_COUNT);
  if (count === null) return { fault: 'count' };
  const fontSize = numberOf(once(address, 'fontSize'), EMBED_FONT);
  if (fontSize === null) return { fault: 'fontSize' };
  const background = colourOf(once(address, 'background'), EMBED_COLOURS.background);
  if (background === null) return { fault: 'background' };
  const text = colourOf(once(address, 'text'), EMBED_COLOURS.text);
  if (text === null) return { fault: 'text' };
  const accent = colourOf(once(address, 'accent'), EMBED_COLOURS.accent);
  if (accent === null) return { fault: 'accent' };
  const colours = { background, text, accent };
  if (!isReadable(colours)) return { fault: 'contrast' };
  return {
    kind,
    subject: kind === 'chu-de' ? subject : '',
    item: kind === 'tai-lieu' ? item : '',
    count,
    fontSize,
    colours,
  };
}

/** The parameters of a widget that differ from what is usual, as an address has them. */
export const embedQuery = (asked: EmbedAsked): Readonly<Record<string, string | null>> => {
  const unlike = (value: string | number, usual: string | number): string | null =>
    value === usual ? null : String(value);
  return {
    [EMBED_PARAMS.kind]: asked.kind,
    [EMBED_PARAMS.subject]: asked.subject || null,
    [EMBED_PARAMS.item]: asked.item || null,
    [EMBED_PARAMS.count]: unlike(asked.count, EMBED_COUNT.usual),
    [EMBED_PARAMS.fontSize]: unlike(asked.fontSize, EMBED_FONT.usual),
    [EMBED_PARAMS.background]: unlike(asked.colours.background, EMBED_COLOURS.background),
    [EMBED_PARAMS.text]: unlike(asked.colours.text, EMBED_COLOURS.text),
    [EMBED_PARAMS.accent]: unlike(asked.colours.accent, EMBED_COLOURS.accent),
  };
};

/** Pixels that a frame is offered with. */
export function embedSize({ kind, count, fontSize }: EmbedAsked): {
  readonly width: number;
  readonly height: number;
} {
  const lines = { moi: 4 + count * 4, 'chu-de': 5 + count * 4, tim: 8, 'tai-lieu': 14 }[kind];
  return { width: 400, height: Math.round(lines * fontSize * 1.5) };
}
