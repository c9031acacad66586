/**
 * The ways in which one identifier may stand written: `s-011` and `S-011` name one item. The first
 * is the one given, which goes before the others.
 */
export const identifierForms = (identifier: string): string[] => [
  ...new Set([identifier, identifier.toUpperCase(), identifier.toLowerCase()]),
];
