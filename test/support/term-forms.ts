import type { Answer } from './ask.ts';

/** The staff's lists of terms, and an own term of each as their forms send it. */
export const GENRES = '/can-bo/danh-muc/the-loai';
export const AUDIENCES = '/can-bo/danh-muc/doi-tuong';
export const GENRE = {
  name: 'Bản tin pháp luật',
  short: 'Bản tin',
  english: '',
  kind: 'c',
  rank: '',
  hidden: '',
};
export const AUDIENCE = {
  name: 'Ngư dân bám biển',
  english: '',
  note: 'Luật biển, viết ngắn',
  noteEnglish: '',
  rank: '',
  hidden: '',
};

/** Values of a page's choices of this name. */
export const options = (page: Answer, name: string): string[] =>
  page
    .all('select')
    .filter((s) => s.attribs['name'] === name)
    .flatMap((s) => s.children.flatMap((o) => ('attribs' in o ? [o.attribs['value'] ?? ''] : [])));
