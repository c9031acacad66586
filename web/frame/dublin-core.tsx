import type { VNode } from 'preact';
import { dublinCoreValue, type DublinCore } from '#server/exchange/dublin-core.ts';

/** Fields of the page for machines (Thông tư 24/2011/TT-BTTTT); `page` gives what they lack. */
export const DublinCoreFields = ({
  fields,
  page,
}: {
  readonly fields: DublinCore;
  readonly page: { readonly title: string; readonly description: string };
}): VNode => {
  const own = fields.some(([term]) => term === 'title');
  const all: DublinCore = own
    ? fields
    : [
        ['title', dublinCoreValue(page.title)],
        ['description', dublinCoreValue(page.description || page.title)],
        ...fields,
      ];
  return (
    <>
      <link rel="schema.DCTERMS" href="http://purl.org/dc/terms/" />
      {all.map(([term, value]) => (
        <meta key={term} name={`DCTERMS.${term}`} content={value} />
      ))}
    </>
  );
};
