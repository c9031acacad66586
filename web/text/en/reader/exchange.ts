import { frame } from './frame.ts';
import type { Text } from '../../reader-words.ts';
import type { exchangeWords as vietnamese } from '../../vi/reader/exchange.ts';

const embedding: Text['embedding'] = {
  title: 'Put the bookshelf into your own pages',
  lead: 'Show new items, items of a subject, a search box or one item on the site of a commune, ward or department: choose, look at the preview, copy the code into your page.',
  kind: 'Contents',
  kinds: {
    moi: frame.newest,
    'chu-de': 'Items of a subject',
    tim: 'Search box',
    'tai-lieu': 'One item',
  },
  subject: 'Subject',
  item: 'Item id',
  itemHelp: 'What follows /tai-lieu/ in the address of the item.',
  count: 'Number of items',
  fontSize: 'Size of letters',
  background: 'Background colour',
  text: 'Text colour',
  accent: 'Link colour',
  show: 'Show',
  preview: 'Preview',
  code: 'Code to paste',
  codeHelp: 'Select all of this field, copy it and paste it where you edit the HTML of your page.',
  portals: 'Which sites may do so',
  portalsNote:
    'Browsers show the frame only on sites that the managing unit of the bookshelf has listed. If yours is not among them, send its address to the managing unit.',
  privacy:
    'The frame runs no script, sets no cookie and does not know who looks; the bookshelf only counts how often it is shown.',
  oembed: 'Where your site knows oEmbed, pasting the address of an item is enough.',
  wrong: {
    kind: 'There are no such contents.',
    subject: 'There is no such subject.',
    item: 'There is no such item, or it was withdrawn.',
    count: 'The number of items is from 1 to 20.',
    fontSize: 'The size of letters is from 14 to 22.',
    background: 'The background colour is six hexadecimal digits, such as ffffff.',
    text: 'The text colour is six hexadecimal digits, such as 1b2230.',
    accent: 'The link colour is six hexadecimal digits, such as 1d4489.',
    contrast:
      'Text or links are too much like the background for people with weak eyes. Choose colours that differ more.',
  },
  none: 'There are no items yet.',
  newTab: 'Links open in a new tab.',
  searchLabel: 'Search the legal bookshelf',
  search: frame.search,
  readItem: 'Read on the bookshelf',
};

/** What readers see of exchange with other sites. */
export const exchangeWords: typeof vietnamese = { embedding };
