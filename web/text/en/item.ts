export const item = {
  expiredTitle: 'This document no longer states the law in force',
  partlyTitle: 'Part of this document no longer states the law in force',
  expiredKept: 'The old edition is kept for reference.',
  expiredText: 'The legal documents it explains have ceased to apply. It is kept for historical reference.',
  partlyText: 'Some of the legal documents it cites have been amended or replaced. Compare with the new ones before relying on it.',
  oldVersion: (version: number, date: string): string => `This is version ${version}, published on ${date}, kept for citation.`, latestVersion: 'See the latest version',
  expiredSince: (date: string): string => `Ended on ${date}.`,
  findNewer: 'Find newer documents on this subject',
  read: 'Read now', readOld: 'Read the old version', readText: 'Read as text', readTextNote: (size: string): string => `${size}, for slow connections`,
  watch: 'Watch', listen: 'Listen', download: 'Download', print: 'For printing', printNote: 'all text on one page',
  pages: (n: string): string => (n === '1' ? '1 page' : `${n} pages`), chapters: (n: string): string => (n === '1' ? '1 part' : `${n} parts`),
  processingTitle: 'Files are being processed',
  processing: (n: number): string => `The server is reading ${n === 1 ? '1 file' : `${n} files`}. The record can be seen now; reading and searching inside follow in a few minutes.`,
  noFiles: 'Only the catalogue record of this document is here; there is no file to read.',
  recordOnly: 'Its terms of use allow the bookshelf to list this document only, not to publish its contents.',
  facts: 'About this document',
  compilers: 'Compiled by', issued: 'Issued', validity: 'Validity', abstract: 'Introduction',
  subjects: 'Subjects', audiences: 'For', language: 'Language', rights: 'Terms of use', altTitle: 'Other title',
  publisher: 'Publisher', edition: 'Edition', isbn: 'ISBN', extent: 'Extent', series: 'Series, volume',
  keywords: 'Keywords', place: 'Place', unit: 'Managing unit', source: 'Source', identifier: 'Identifier', published: 'Published here',
  approval: 'Approval',
  reviewed: (date: string): string => `Last reviewed on ${date}`,
  validFrom: (date: string): string => `from ${date}`, validTo: (date: string): string => `until ${date}`,
  visits: 'Visits', visitsUntil: (n: string, day: string): string => `${n}, up to and including ${day}`,
  national: 'This item on the national electronic legal bookshelf', nationalSearch: 'Look for this item on the national electronic legal bookshelf',
  laws: 'Legal documents cited', lawNumber: 'Number and title', lawArticles: 'Articles cited', lawState: 'Validity', lawSince: (day: string): string => `since ${day}`,
  lawEndedTitle: 'A legal document cited here is no longer in force', lawEnded: (day: string): string => (day === '' ? 'Document' : `Since ${day}, document`), lawIsOver: ' is no longer in force', lawReplaced: ', replaced by ',
  lawEndedNote: 'Compare with the new one before relying on this item.', lawRevising: 'The bookshelf is revising this item.', lawOthers: 'Other items',
  lawItems: 'Items citing it', lawItemsOf: (number: string): string => `: ${number}`,
  external: ' (opens another site)', allLaws: (n: number): string => `Show ${n} more`,
  outline: 'Contents', allOutline: (n: number): string => `Show ${n} more`,
  find: 'Search in this document', findLabel: 'Words to find', findButton: 'Find',
  files: 'Files', file: 'File', fileKind: 'Kind', fileSize: 'Size', fileStatus: 'Status',
  share: 'Share', shareNote: 'Copy this address to send it to someone:', byMail: 'Send by e-mail',
  printedMore: (n: string): string => `${n} other places`, printed: 'Where to find it in print', printedIn: (available: string, copies: string): string => `${available} of ${copies} on the shelf`, printedOut: (copies: string): string => `${copies} in all, none on the shelf now`,
  cite: 'Cite', citeFiles: 'For reference managers:', related: 'Related items', edit: 'Edit this item',
};

export const role: Readonly<Record<string, string>> = {
  original: 'Original', text: 'Text', epub: 'EPUB e-book', audio: 'Sound', video: 'Video', captions: 'Captions', image: 'Picture',
};

export const fileStatus = {
  waiting: 'Being processed', ready: 'Can be read and searched', 'needs-ocr': 'Page pictures only, not searchable yet',
  'needs-conversion': 'In an old font encoding, not searchable yet', failed: 'Could not be processed',
};

export const mediaName: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF', 'application/epub+zip': 'EPUB', 'text/plain': 'TXT', 'text/markdown': 'Markdown', 'text/html': 'HTML',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX', 'image/jpeg': 'JPEG', 'image/png': 'PNG',
  'image/webp': 'WebP', 'video/mp4': 'MP4', 'video/webm': 'WebM', 'audio/mpeg': 'MP3', 'audio/mp4': 'M4A', 'text/vtt': 'VTT',
  'application/x-subrip': 'SRT',
};
