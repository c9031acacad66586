import { child, elementsOf, type XmlElement } from './xml-element.ts';

const KNOWN_EXTENSIONS = /^(?:wps|wpg|wpc|wpi|wp14|w14|w15|w16\w*|a14|am3d|cx\d*|aink)$/u;

/**
 * The branch of mc:AlternateContent that is read, never both: the first form that is known here,
 * else the older one beside it (ECMA-376 part 3).
 */
export function chosenBranch(element: XmlElement): XmlElement | undefined {
  const choices = elementsOf(element).filter((e) => e.name === 'mc:Choice');
  const known = choices.find((choice) =>
    (choice.attributes['Requires'] ?? '').split(/\s+/u).every((r) => KNOWN_EXTENSIONS.test(r)),
  );
  return known ?? child(element, 'mc:Fallback');
}
