/** Guidelines for OAI identifiers: two labels at least, each beginning with a letter. */
const NAMESPACE = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+$/iu;

/** The fact that keeps the namespace once one was taken. */
export const NAMESPACE_FACT = 'oai-namespace';

export const isNamespace = (text: string): boolean => text.length <= 200 && NAMESPACE.test(text);

/** The host of an address where it may be a namespace; null for an IP, `localhost` and the like. */
export function namespaceOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  return isNamespace(hostname) ? hostname : null;
}

export const oaiIdentifier = (namespace: string, itemId: string): string =>
  `oai:${namespace}:${itemId}`;

/** The item that an identifier of this repository names; null for another repository's. */
export function itemOfIdentifier(namespace: string, identifier: string): string | null {
  const beginning = oaiIdentifier(namespace, '');
  return identifier.startsWith(beginning) ? identifier.slice(beginning.length) : null;
}
