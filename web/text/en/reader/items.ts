import type { itemsWords as vietnamese } from '../../vi/reader/items.ts';

const role: Readonly<Record<string, string>> = {
  original: 'Original',
  text: 'Text',
  epub: 'EPUB e-book',
  audio: 'Sound',
  video: 'Video',
  captions: 'Captions',
  image: 'Picture',
};

const fileStatus = {
  waiting: 'Being processed',
  ready: 'Can be read and searched',
  'needs-ocr': 'Page pictures only, not searchable yet',
  beingRead: 'A machine is reading the text from the page pictures; more is found as it goes on',
  'needs-conversion': 'In an old font encoding, not searchable yet',
  failed: 'Could not be processed',
  wrapping: 'No readable text, the downloaded file only',
  textless: (pages: string): string => `Readable and searchable, except ${pages} pages of pictures`,
};

const mediaName: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/epub+zip': 'EPUB',
  'text/plain': 'TXT',
  'text/markdown': 'Markdown',
  'text/html': 'HTML',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/msword': 'DOC',
  'application/rtf': 'RTF',
  'application/vnd.ms-excel': 'XLS',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.ms-powerpoint': 'PPT',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
  'application/vnd.oasis.opendocument.presentation': 'ODP',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'video/mp4': 'MP4',
  'video/webm': 'WebM',
  'audio/mpeg': 'MP3',
  'audio/mp4': 'M4A',
  'text/vtt': 'VTT',
  'application/x-subrip': 'SRT',
};

/** What the files of an item are called. */
export const itemsWords: typeof vietnamese = { role, fileStatus, mediaName };
