import { elementsOf, readXml, textsOf, type XmlElement } from './read-xml.ts';

/** An answer of the repository, read. */
export interface OaiAnswer {
  readonly status: number;
  readonly root: XmlElement;
  /** Codes of its errors; empty for none. */
  readonly errors: readonly string[];
  /** Item ids of its headers, in order; those of deleted ones with a minus before them. */
  readonly ids: readonly string[];
  /** The resumption token; null without the element, empty on a last page. */
  readonly token: string | null;
  readonly responseDate: string;
}

/** Reads an answer of `/oai`. Throws when it is not well-formed. */
export async function readOai(answer: Response): Promise<OaiAnswer> {
  const root = readXml(await answer.text());
  return {
    status: answer.status,
    root,
    errors: elementsOf(root, 'error').map(({ attributes }) => attributes['code']!),
    ids: elementsOf(root, 'header').map(
      (header) =>
        (header.attributes['status'] === 'deleted' ? '-' : '') +
        textsOf(header, 'identifier')[0]!.split(':').at(-1)!,
    ),
    token: textsOf(root, 'resumptionToken')[0] ?? null,
    responseDate: textsOf(root, 'responseDate')[0]!,
  };
}

/** Asks the repository of a shelf: `ask('verb=Identify')`. */
export const askOai =
  (base: string) =>
  async (query: string): Promise<OaiAnswer> =>
    readOai(await fetch(`${base}/oai?${query}`));

/** A whole list, page after page. `between` runs before each page but the first. */
export async function harvestAll(
  base: string,
  query: string,
  between: () => Promise<void> = async () => undefined,
): Promise<OaiAnswer[]> {
  const ask = askOai(base);
  const verb = new URLSearchParams(query).get('verb')!;
  const pages = [await ask(query)];
  for (let token = pages[0]!.token; token; token = pages.at(-1)!.token) {
    await between();
    pages.push(await ask(`verb=${verb}&resumptionToken=${encodeURIComponent(token)}`));
  }
  return pages;
}
