import { descendants, textIn, type XmlElement } from './xml-element.ts';

const named = (root: XmlElement, name: string): XmlElement[] =>
  [...descendants(root)].filter((e) => e.name === name);

const textsIn = (root: XmlElement | undefined, name: string): string[] =>
  root === undefined
    ? []
    : named(root, name)
        .map((e) => textIn(e).trim())
        .filter((text) => text !== '');

/** A paragraph for each `a:p` of a part: the words of a diagram's shapes, a chart's title. */
const paragraphsIn = (root: XmlElement): string[] =>
  named(root, 'a:p')
    .map((p) => textsIn(p, 'a:t').join(''))
    .filter((text) => text.trim() !== '');

/** The words of a SmartArt diagram (its data part). */
export const diagramWords = (root: XmlElement): string[] => paragraphsIn(root);

const firstNamed = (root: XmlElement, name: string): XmlElement | undefined => {
  for (const element of descendants(root)) if (element.name === name) return element;
  return undefined;
};

/** A chart in words: its title, then a line for each series with its values. */
export function chartWords(root: XmlElement): string[] {
  const series = named(root, 'c:ser').map((ser) => {
    const name = textsIn(firstNamed(ser, 'c:tx'), 'c:v').join(' ');
    const categories = textsIn(firstNamed(ser, 'c:cat') ?? firstNamed(ser, 'c:xVal'), 'c:v');
    const values = textsIn(firstNamed(ser, 'c:val') ?? firstNamed(ser, 'c:yVal'), 'c:v');
    const pairs = values.map((value, i) =>
      categories[i] === undefined ? value : `${categories[i]} ${value}`,
    );
    return [name, pairs.join('; ')].filter((part) => part !== '').join(': ');
  });
  return [...paragraphsIn(root), ...series.filter((line) => line !== '')];
}
