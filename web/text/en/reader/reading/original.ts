import { reader } from './reader.ts';
import { item } from './item.ts';

export const picture = {
  zoom: 'Picture size',
  smaller: 'Smaller picture',
  larger: 'Larger picture',
  view: 'Picture of the page; drag or use the arrow keys to see other parts',
};

/** The file itself, drawn page by page in the browser. */
export const original = {
  open: 'Read the original',
  openNote: 'The original loads about 0.5 MB more the first time.',
  close: reader.close,
  page: 'Page',
  of: (total: string): string => `of ${total}`,
  roll: 'Pages of the original',
  zoom: 'Page size',
  smaller: 'Smaller',
  larger: 'Larger',
  fit: 'Fit width',
  back: 'Back to the plain page',
  retry: 'Try again',
  script: {
    page: 'Page {n}',
    undrawn:
      'Page {n} cannot be drawn. Close the original to see the picture and the words of the page.',
    resume: 'Continue at page {n}',
    opening: 'Opening the original…',
    locked:
      'This file is locked with a password and cannot be opened here. The picture and the words of each page can still be read on the plain pages.',
    broken:
      'This file is damaged or not made to the standard and cannot be opened here. The picture and the words of each page can still be read on the plain pages.',
    lost: 'The original did not load. Check your connection and try again.',
  },
};

/** An EPUB in its publisher's layout, in a frame. */
export const book = {
  open: (size: string): string => `See as the original book (${size})`,
  title: (name: string): string => `Original book: ${name}`,
  note: (size: string): string => `Laid out like the original book; loads the whole book, ${size}.`,
  plain: item.readText,
  tools: 'Book tools',
  back: reader.previous,
  on: reader.next,
  smaller: 'Smaller letters',
  larger: 'Larger letters',
  needsScript:
    'The layout of the original book needs a browser that runs JavaScript. The book can still be read as text, part by part, from the contents.',
  script: {
    opening: 'Loading the book… {n} %',
    place: 'Section {n} of {tong}',
    resume: 'Continue at part {n}',
    frame: 'Contents of the book',
    lost: 'The book did not load. Check your connection and open this page again, or read it as text.',
    broken:
      'This book is not made to the standard and cannot be laid out like the original. It can still be read as text, part by part, from the contents.',
    undrawn:
      'This section of the book cannot be laid out. Go on to another one or read it as text.',
  },
};
