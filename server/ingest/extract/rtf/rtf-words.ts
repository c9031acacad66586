import type { Mark } from '../docx/pieces.ts';

/** What a group is for; text in a `skipped` one is no text of the document. */
export type Destination =
  | 'text'
  | 'skipped'
  | 'fonts'
  | 'styles'
  | 'title'
  | 'author'
  | 'field'
  | 'footnote'
  | 'head'
  | 'foot'
  | 'box';

/** Groups that hold no text of the document, or hold it once more. */
const SKIPPED_WORDS =
  `headerl footer footerl footerr footerf colortbl info pict object objdata objclass objname
   nonshppict shprslt sp annotation atnid atnauthor bkmkstart bkmkend xe tc tcn rxe ftnsep
   ftnsepc aftnsep aftnsepc ftncn aftncn nesttableprops nonesttables filetbl listtable
   listoverridetable revtbl pnseclvl private template keywords falt panose fname fontemb
   operator company subject comment doccomm creatim revtim printim buptim pn datafield
   formfield mailmerge themedata datastore latentstyles generator background`.split(/\s+/u);

/** Words that begin a group's own kind of content. */
export const DESTINATIONS: ReadonlyMap<string, Destination> = new Map<string, Destination>([
  ['fonttbl', 'fonts'],
  ['stylesheet', 'styles'],
  ['title', 'title'],
  ['author', 'author'],
  ['fldinst', 'field'],
  ['fldrslt', 'text'],
  ['footnote', 'footnote'],
  ['header', 'head'],
  ['headerr', 'head'],
  ['headerf', 'head'],
  ['shptxt', 'box'],
  ['dptxbxtext', 'box'],
  // The number of a paragraph, as Word wrote it for programs that do not count.
  ['listtext', 'text'],
  ['pntext', 'text'],
  // What holds text further in.
  ['shp', 'text'],
  ['shpinst', 'text'],
  ['do', 'text'],
  ['result', 'text'],
  ...SKIPPED_WORDS.map((word): [string, Destination] => [word, 'skipped']),
]);

/** Words that stand for characters. */
export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['tab', ' '],
  ['line', '\n'],
  ['softline', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['qmspace', ' '],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
]);

/** Words that switch a look on, or off with a 0 behind them. */
export const LOOKS: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ['b', 'strong'],
  ['i', 'em'],
  ['strike', 's'],
  ['striked', 's'],
  ['caps', 'caps'],
  ['super', 'sup'],
  ['sub', 'sub'],
  ['ul', 'u'],
  ['uld', 'u'],
  ['uldash', 'u'],
  ['uldb', 'u'],
  ['ulth', 'u'],
  ['ulw', 'u'],
  ['ulwave', 'u'],
]);

/** Looks that a word ends. */
export const ENDS_LOOKS: ReadonlyMap<string, readonly Mark[]> = new Map<string, readonly Mark[]>([
  ['ulnone', ['u']],
  ['nosupersub', ['sup', 'sub']],
]);

export const ALIGNMENTS: ReadonlyMap<string, '' | 'center' | 'right'> = new Map([
  ['ql', ''],
  ['qj', ''],
  ['qc', 'center'],
  ['qr', 'right'],
]);
