import { escapeText } from '../html/chapter-blocks.ts';
import {
  child,
  childrenNamed,
  descendants,
  elementsOf,
  textIn,
  type XmlElement,
} from './xml-element.ts';

const value = (parent: XmlElement | undefined, name: string): string | undefined =>
  child(parent, name)?.attributes['m:val'];

const isOn = (parent: XmlElement | undefined, name: string): boolean => {
  const element = child(parent, name);
  return (
    element !== undefined && !['0', 'off', 'false'].includes(element.attributes['m:val'] ?? '1')
  );
};

const row = (html: string): string => `<mrow>${html}</mrow>`;
const operator = (sign: string): string => (sign === '' ? '' : `<mo>${escapeText(sign)}</mo>`);

/** Numbers, words and signs of a run; a decimal comma or point stays with its number. */
const TOKENS = /\d+(?:[.,]\d+)*|[\p{L}\p{M}]+(?: +[\p{L}\p{M}]+)*|\s+|[^\s\d\p{L}\p{M}]/gu;

function run(element: XmlElement): string {
  const properties = child(element, 'm:rPr');
  const text = childrenNamed(element, 'm:t').map(textIn).join('');
  if (isOn(properties, 'm:nor')) return `<mtext>${escapeText(text)}</mtext>`;
  return Array.from(text.matchAll(TOKENS), ([token]) => {
    if (/^\s/u.test(token))
      return token.length > 1 || text.trim() === '' ? '<mspace width="0.3em"></mspace>' : '';
    if (/^\d/u.test(token)) return `<mn>${token}</mn>`;
    if (/^[\p{L}\p{M}]/u.test(token)) return letters(token);
    return operator(token);
  }).join('');
}

/** Words stay whole; a few letters side by side are single names, as Word draws them. */
const letters = (token: string): string =>
  Array.from(token).length > 3 || /[^\u0370-\u03FFA-Za-z]/u.test(token)
    ? `<mtext>${escapeText(token)}</mtext>`
    : Array.from(token, (letter) => `<mi>${escapeText(letter)}</mi>`).join('');

const part = (parent: XmlElement, name: string): string => {
  const element = child(parent, name);
  return row(element === undefined ? '' : all(element));
};

const all = (parent: XmlElement): string => elementsOf(parent).map(write).join('');

function fraction(element: XmlElement): string {
  const type = value(child(element, 'm:fPr'), 'm:type');
  const [above, below] = [part(element, 'm:num'), part(element, 'm:den')];
  if (type === 'lin') return `${above}<mo>/</mo>${below}`;
  return `<mfrac${type === 'noBar' ? ' linethickness="0"' : ''}>${above}${below}</mfrac>`;
}

function radical(element: XmlElement): string {
  const degree = child(element, 'm:deg');
  const hidden = isOn(child(element, 'm:radPr'), 'm:degHide');
  return hidden || degree === undefined || elementsOf(degree).length === 0
    ? `<msqrt>${part(element, 'm:e')}</msqrt>`
    : `<mroot>${part(element, 'm:e')}${row(all(degree))}</mroot>`;
}

function nary(element: XmlElement): string {
  const properties = child(element, 'm:naryPr');
  const sign = operator(value(properties, 'm:chr') ?? '∫');
  const [low, high] = [isOn(properties, 'm:subHide'), isOn(properties, 'm:supHide')];
  const [tag, lower, upper] =
    value(properties, 'm:limLoc') === 'undOvr'
      ? ['munderover', 'munder', 'mover']
      : ['msubsup', 'msub', 'msup'];
  const [sub, sup] = [part(element, 'm:sub'), part(element, 'm:sup')];
  const whole =
    low && high
      ? sign
      : low
        ? `<${upper}>${sign}${sup}</${upper}>`
        : high
          ? `<${lower}>${sign}${sub}</${lower}>`
          : `<${tag}>${sign}${sub}${sup}</${tag}>`;
  return whole + part(element, 'm:e');
}

function delimited(element: XmlElement): string {
  const properties = child(element, 'm:dPr');
  const separator = operator(value(properties, 'm:sepChr') ?? '|');
  const inner = childrenNamed(element, 'm:e').map((e) => row(all(e)));
  return row(
    operator(value(properties, 'm:begChr') ?? '(') +
      inner.join(separator) +
      operator(value(properties, 'm:endChr') ?? ')'),
  );
}

const cells = (parent: XmlElement): string =>
  childrenNamed(parent, 'm:e')
    .map((e) => `<mtd>${all(e)}</mtd>`)
    .join('');

const table = (rows: readonly string[]): string =>
  `<mtable>${rows.map((cellsOfRow) => `<mtr>${cellsOfRow}</mtr>`).join('')}</mtable>`;

const bar = (element: XmlElement): string =>
  value(child(element, 'm:barPr'), 'm:pos') === 'top'
    ? `<mover>${part(element, 'm:e')}<mo>¯</mo></mover>`
    : `<munder>${part(element, 'm:e')}<mo>_</mo></munder>`;

function grouped(element: XmlElement): string {
  const properties = child(element, 'm:groupChrPr');
  const sign = operator(value(properties, 'm:chr') ?? '⏟');
  return value(properties, 'm:pos') === 'top'
    ? `<mover>${part(element, 'm:e')}${sign}</mover>`
    : `<munder>${part(element, 'm:e')}${sign}</munder>`;
}

/** Office Math (ECMA-376 part 1, 22.1) element → MathML. What is not named here shows its parts. */
const WRITERS: Readonly<Record<string, (element: XmlElement) => string>> = {
  'm:r': run,
  'm:f': fraction,
  'm:rad': radical,
  'm:nary': nary,
  'm:d': delimited,
  'm:bar': bar,
  'm:groupChr': grouped,
  'm:sSup': (e) => `<msup>${part(e, 'm:e')}${part(e, 'm:sup')}</msup>`,
  'm:sSub': (e) => `<msub>${part(e, 'm:e')}${part(e, 'm:sub')}</msub>`,
  'm:sSubSup': (e) => `<msubsup>${part(e, 'm:e')}${part(e, 'm:sub')}${part(e, 'm:sup')}</msubsup>`,
  'm:sPre': (e) =>
    `<mmultiscripts>${part(e, 'm:e')}<mprescripts></mprescripts>${part(e, 'm:sub')}${part(e, 'm:sup')}</mmultiscripts>`,
  'm:func': (e) => `${part(e, 'm:fName')}<mo>\u2061</mo>${part(e, 'm:e')}`,
  'm:limLow': (e) => `<munder>${part(e, 'm:e')}${part(e, 'm:lim')}</munder>`,
  'm:limUpp': (e) => `<mover>${part(e, 'm:e')}${part(e, 'm:lim')}</mover>`,
  'm:acc': (e) =>
    `<mover>${part(e, 'm:e')}${operator(value(child(e, 'm:accPr'), 'm:chr') ?? '\u0302')}</mover>`,
  'm:m': (e) => table(childrenNamed(e, 'm:mr').map(cells)),
  'm:eqArr': (e) => table(childrenNamed(e, 'm:e').map((line) => `<mtd>${all(line)}</mtd>`)),
  'm:phant': (e) => (isOn(child(e, 'm:phantPr'), 'm:show') ? part(e, 'm:e') : ''),
  // Accepted changes, as in the text around.
  'w:r': (e) => `<mtext>${escapeText(childrenNamed(e, 'w:t').map(textIn).join(''))}</mtext>`,
  'w:ins': (e) => all(e),
  'w:del': () => '',
};

/** Properties, which say how a part looks. */
const SILENT = /(?:Pr|^w:rPr)$/u;

const write = (element: XmlElement): string =>
  WRITERS[element.name]?.(element) ??
  (SILENT.test(element.name) || !element.name.startsWith('m:') ? '' : row(all(element)));

/** `m:oMath` or `m:oMathPara` as MathML; empty for an equation without a sign. */
export function mathOf(element: XmlElement): string {
  const isBlock = element.name === 'm:oMathPara';
  const hasText = [...descendants(element)].some(
    (e) => e.name === 'm:t' && textIn(e).trim() !== '',
  );
  if (!hasText) return '';
  const formulas = isBlock ? childrenNamed(element, 'm:oMath') : [element];
  return formulas
    .map((math) => `<math${isBlock ? ' display="block"' : ''}>${row(all(math))}</math>`)
    .join('');
}
