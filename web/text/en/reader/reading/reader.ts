import { item, share } from './item.ts';

export const reader = {
  citePage: 'Cite this page',
  citeChapter: 'Cite this part',
  citeProvision: 'Cite only',
  citeAll: 'All that is shown here',
  citeButton: 'Cite',
  pageTitle: (page: string, title: string): string => `Page ${page}: ${title}`,
  chapterTitle: (chapter: string, title: string): string => `${chapter}: ${title}`,
  textMode: item.readText,
  textRange: (from: number, to: number): string =>
    from === to ? `Page ${from}` : `Pages ${from} to ${to}`,
  pageOf: (page: number, total: string): string => `Page ${page} of ${total}`,
  printedPageOf: (printed: string, page: number, total: string): string =>
    `Page ${printed} (${page}/${total})`,
  chapterOf: (chapter: number, total: string): string => `Part ${chapter} of ${total}`,
  showImages: 'Show the original page',
  showText: 'Read as text, for slow connections',
  original: 'Open the original file',
  goTo: 'Go to page',
  of: (total: string): string => `of ${total}`,
  go: 'Go',
  page: (n: number | string): string => `Page ${n}`,
  imageAlt: (n: number): string =>
    `Picture of page ${n}. All of its text stands under Text of the page.`,
  imageAltNoText: (n: number): string =>
    `Picture of page ${n}. This page has no machine-readable text yet.`,
  imageAltWordsAt: (n: number, words: number): string =>
    `Picture of page ${n}. The text of the whole document is on page ${words}.`,
  wordsAt: 'The text of the whole document is on',
  bigger: 'Open a larger picture',
  textOf: (n: string): string => `Text of page ${n}`,
  noText: 'This page has no text, only a picture.',
  needsOcrTitle: 'No text yet to search or read aloud',
  needsOcr:
    'The file is a scan whose text has not been recognised yet. The pictures of its pages can be read.',
  needsConversion:
    'The file uses an old font encoding (TCVN3 or VNI), so its text cannot be searched yet. The pictures of its pages can be read.',
  wrapping: {
    'form-xfa': {
      title: 'A form that only Adobe’s programs open',
      text: 'This file is an XFA form, whose contents browsers cannot show. Please download it and open it with Adobe Reader.',
    },
    portfolio: {
      title: 'Several files in one',
      text: 'This file holds other files. Please download it and open it with the PDF program on your device to see each of them.',
    },
  },
  downloadFile: 'Download the file',
  waiting: 'The file is being processed. Please come back in a few minutes.',
  ocr: 'This text was recognised by machine and may hold mistakes. Look at the page picture when it matters.',
  byMachine:
    'The text of this page was read from the scan by machine and may hold mistakes; compare it with the page picture.',
  beingRead:
    'A machine is reading the text of this page from its scan. Load the page again in a few minutes; its picture is here already.',
  contents: item.outline,
  noContents: 'This document has no table of contents.',
  close: 'Close',
  find: 'Search in the book',
  findLabel: item.findLabel,
  findButton: 'Search in the book',
  findRegion: 'In this book',
  settings: 'Font size and colours',
  size: 'Font size',
  sizes: ['Medium', 'Large', 'Very large'],
  ground: 'Background',
  grounds: ['As the device', 'Light', 'Ivory', 'Dark'],
  leading: 'Line spacing',
  leadings: ['Normal', 'Wide'],
  face: 'Typeface',
  faces: ['Sans serif', 'Serif'],
  remembered: 'Your choice is kept on this device.',
  bar: 'Reading bar',
  previousPage: 'Previous page, page ',
  nextPage: 'Next page, page ',
  previousChapter: 'Previous part',
  nextChapter: 'Next part',
  previous: 'Back',
  next: 'Next',
  barFind: item.findButton,
  barSettings: 'Font',
  marked: (q: string): string => `“${q}” is marked.`,
  toFirstMark: 'To the first mark',
  unmark: 'Remove marks',
  report: 'Found a mistake?',
  reportLink: 'Tell a librarian',
  reportSubject: (title: string, page: number): string => `Mistake on page ${page}: ${title}`,
};

/** What the browser saves or does by itself; the islands read their words from the page. */
export const device = {
  continuePage: (n: number): string => `Continue on page ${n}`,
  continueChapter: (n: number): string => `Continue with part ${n}`,
  tools: 'Reading tools',
  marks: 'Bookmarks',
  marksHere: 'Bookmarks on this device',
  markPage: 'Bookmark this page',
  markChapter: 'Bookmark this part',
  markTime: 'Bookmark this moment',
  continueTime: 'Continue from {t}',
  note: 'Note (optional)',
  stays: 'Bookmarks and notes stay on this device; nothing is sent.',
  export: 'Export all bookmarks',
  exportJson: 'JSON file',
  exportText: 'Text file',
  marksScript: {
    none: 'There are no bookmarks in this document yet.',
    remove: 'Remove',
    added: 'Bookmarked.',
    removed: 'Bookmark removed.',
    refused: 'The browser refused to keep it; the bookmark was not saved.',
    file: 'bookmarks',
  },
  stop: 'Stop',
  aloudScript: { start: 'Read aloud', pause: 'Pause', on: 'Go on' },
  selected: 'Selected sentence',
  copyLink: 'Copy a link to this sentence',
  copyQuotation: 'Copy the quotation',
  toCopy: 'Text to copy',
  quoteScript: {
    copied: share.copied,
    byHand: 'The browser does not allow copying: please copy the line below.',
    page: 'page {n}',
    quotation: '“{chu}” ({ten}, {noi}, {diachi})',
  },
  locatorPage: (n: number): string => `Page ${n}`,
  locatorChapter: (n: number, title: string): string =>
    title === '' ? `Part ${n}` : `Part ${n}: ${title}`,
  quotePage: (n: number): string => `page ${n}`,
  quoteChapter: (n: number): string => `part ${n}`,
};

export const watch = {
  title: (name: string): string => `Watch: ${name}`,
  listenTitle: (name: string): string => `Listen: ${name}`,
  noPlay: 'Your browser cannot play this file. Please download it.',
  download: (size: string): string => `Download (${size})`,
  captions: 'Vietnamese captions',
  transcript: 'Transcript',
  transcriptNote: 'Choose a time to go to that moment.',
  noTranscript: 'There is no transcript yet.',
  from: (clock: string): string => `Starting at ${clock}.`,
  player: 'Player',
  back: item.facts,
  length: (duration: string): string => `Length: ${duration}`,
};

export const inside = {
  title: (q: string, title: string): string =>
    q === '' ? `Search in: ${title}` : `“${q}” in: ${title}`,
  heading: 'Search in the document',
  found: (n: string): string => (n === '1' ? '1 place' : `${n} places`),
  foundFor: (q: string): string => ` with “${q}” in this document.`,
  none: (q: string): string => `“${q}” does not stand in this document.`,
  elsewhere: (q: string): string => `Search the whole shelf for “${q}”`,
  type: 'Type the words to find in this document.',
  results: 'Places found',
};

export const printView = {
  title: (name: string): string => `For printing: ${name}`,
  note: 'Use your browser’s Print command. Header, footer and buttons are not printed.',
  source: 'Source:',
  back: 'Back to the document',
  cut: 'Only the first part is here because the document is very long. Download the original file to print all of it.',
  empty: 'This document has no text to print.',
};
