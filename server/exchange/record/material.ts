import type { PublicRecord } from './public-record.ts';

/** What kind of thing it is, as the standards name it. */
export interface Material {
  /** DCMI Type Vocabulary. */
  readonly dcmi: 'Text' | 'StillImage' | 'MovingImage' | 'Sound';
  /** MODS 3.8 typeOfResource. */
  readonly mods: 'text' | 'still image' | 'moving image' | 'sound recording-nonmusical';
  /** MARC 21 leader/06. */
  readonly leader: 'a' | 'k' | 'g' | 'i';
  /** RDA content type for MARC 336: in Vietnamese, and its code. */
  readonly content: readonly [term: string, code: string];
}

const TEXT: Material = { dcmi: 'Text', mods: 'text', leader: 'a', content: ['văn bản', 'txt'] };
const PICTURE: Material = {
  dcmi: 'StillImage',
  mods: 'still image',
  leader: 'k',
  content: ['hình ảnh tĩnh', 'sti'],
};
const VIDEO: Material = {
  dcmi: 'MovingImage',
  mods: 'moving image',
  leader: 'g',
  content: ['hình ảnh động hai chiều', 'tdi'],
};
const SOUND: Material = {
  dcmi: 'Sound',
  mods: 'sound recording-nonmusical',
  leader: 'i',
  content: ['lời nói', 'spw'],
};

/** For records without files. */
const BY_GENRE: Readonly<Record<string, Material>> = {
  video: VIDEO,
  'am-thanh': SOUND,
  infographic: PICTURE,
};

/** By its files: a recording is one even with a transcript beside it. */
export function materialOf({ files, genre }: PublicRecord): Material {
  const roles = new Set(files.map(({ role }) => role));
  if (roles.has('video')) return VIDEO;
  if (roles.has('audio')) return SOUND;
  if (files.length === 0) return BY_GENRE[genre?.code ?? ''] ?? TEXT;
  return files.every(({ mediaType }) => mediaType.startsWith('image/')) ? PICTURE : TEXT;
}
