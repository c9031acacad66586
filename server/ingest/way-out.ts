import { messages } from './messages.ts';

type WayOut = keyof typeof messages.waysOut;

/** Endings that people send and the shelf does not take, and what to do with each. */
const BY_ENDING: Readonly<Record<string, WayOut>> = {
  wps: 'word',
  wpd: 'word',
  docm: 'word',
  dotx: 'word',
  wri: 'word',
  pages: 'pages',
  numbers: 'numbers',
  key: 'keynote',
  xlsm: 'sheet',
  xlsb: 'sheet',
  et: 'sheet',
  csv: 'sheet',
  ppsx: 'slides',
  pptm: 'slides',
  dps: 'slides',
  odg: 'draw',
  pub: 'publisher',
  vsd: 'visio',
  vsdx: 'visio',
  mdb: 'database',
  accdb: 'database',
  dbf: 'database',
  djvu: 'djvu',
  djv: 'djvu',
  xps: 'xps',
  oxps: 'xps',
  chm: 'book',
  mobi: 'book',
  azw: 'book',
  azw3: 'book',
  fb2: 'book',
  prc: 'book',
  zip: 'archive',
  rar: 'archive',
  '7z': 'archive',
  gz: 'archive',
  tar: 'archive',
  exe: 'program',
  msi: 'program',
  apk: 'program',
  bat: 'program',
  lnk: 'shortcut',
  url: 'shortcut',
  heic: 'heic',
  heif: 'heic',
  tif: 'tiff',
  tiff: 'tiff',
  bmp: 'picture',
  gif: 'picture',
  svg: 'picture',
  avif: 'picture',
  psd: 'design',
  ai: 'design',
  cdr: 'design',
  indd: 'design',
  dwg: 'design',
  avi: 'film',
  mov: 'film',
  wmv: 'film',
  mkv: 'film',
  flv: 'film',
  '3gp': 'film',
  wav: 'sound',
  wma: 'sound',
  ogg: 'sound',
  amr: 'sound',
  aac: 'sound',
  flac: 'sound',
  eml: 'mail',
  msg: 'mail',
};

/** The same by what was found inside, for files under another name. */
const BY_TYPE: readonly (readonly [RegExp, WayOut])[] = [
  [/^image\/hei[cf]/u, 'heic'],
  [/^image\/tiff/u, 'tiff'],
  [/^image\/(?:x-)?djvu|^image\/vnd\.djvu/u, 'djvu'],
  [/^image\//u, 'picture'],
  [/^video\//u, 'film'],
  [/^audio\//u, 'sound'],
  [/zip|rar|7z|gzip|x-tar/u, 'archive'],
  [/msdownload|x-elf|x-mach|executable/u, 'program'],
];

/**
 * What whoever sent a file of a refused type can do; null for a type that nobody thought of. By its
 * ending, else by the type found inside.
 */
export function wayOut(ending: string, found: string): string | null {
  const byEnding = BY_ENDING[ending.replace(/^\./u, '').toLowerCase()];
  const way = byEnding ?? BY_TYPE.find(([type]) => type.test(found))?.[1];
  return way === undefined ? null : messages.waysOut[way];
}
