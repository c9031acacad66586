import { titleWords } from '../record/record-words.ts';
import { xmlElement, xmlText } from '../xml.ts';
import { summaryOf, type OpdsPublication } from './opds-feed.ts';
import { opdsWords } from './opds-words.ts';

/**
 * What a reading program keeps of an item whose files are only read on the shelf's own pages: a page
 * without style or script that says what it is and leads there.
 */
export function introductionPage({ record, addresses }: OpdsPublication): string {
  const title = titleWords(record);
  return [
    '<!doctype html><html lang="vi"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    xmlElement('title', title),
    '</head><body><main>',
    xmlElement('h1', title),
    xmlElement('p', record.compilers.join(', ')),
    ...summaryOf(record)
      .split(/\n{2,}/u)
      .map((text) => xmlElement('p', text)),
    xmlElement('p', record.rights.label),
    `<p><a href="${xmlText(addresses.page)}">${opdsWords.readThere}</a></p>`,
    '</main></body></html>\n',
  ].join('');
}
