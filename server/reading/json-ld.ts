import type { Attachment, Item } from '#server/items/item.ts';
import type { LawState } from '#server/laws/law-record.ts';
import { findStanding, type Standing } from '#server/laws/standing.ts';

/**
 * schema.org description of an item: what search engines and other portals read. Addresses are
 * absolute.
 */
export interface ItemLinks {
  readonly standing: Standing;
  /** How each cited document stands on that day, by number. */
  readonly lawStates: ReadonlyMap<string, LawState>;
  readonly item: string;
  readonly file: (attachment: Attachment) => string | null;
  readonly law: (number: string) => string;
  readonly picture: string;
}

const TYPES: Readonly<Record<string, string>> = {
  sach: 'Book',
  'hoi-dap': 'Book',
  'cam-nang': 'Book',
  'bai-giang': 'LearningResource',
  'bai-thi': 'Quiz',
};

const organisation = (name: string) => ({
  '@type': /^(?:ông|bà|nguyễn|trần|lê|phạm|hoàng|vũ|võ|đặng|bùi|đỗ|hồ|ngô)\s/iu.test(name)
    ? 'Person'
    : 'Organization',
  name,
});

const isoDuration = (seconds: number): string =>
  `PT${Math.floor(seconds / 60)}M${Math.round(seconds % 60)}S`;

const recording = (item: Item, a: Attachment, links: ItemLinks) => ({
  '@type': a.role === 'video' ? 'VideoObject' : 'AudioObject',
  '@id': `${links.item}#${a.id}`,
  name: item.title,
  description: item.abstract || item.title,
  uploadDate: item.publishedAt,
  inLanguage: item.language,
  encodingFormat: a.mediaType,
  thumbnailUrl: links.picture,
  ...(a.seconds === null ? {} : { duration: isoDuration(a.seconds) }),
  ...(links.file(a) === null ? {} : { contentUrl: links.file(a) }),
});

/** schema.org's LegalForceStatus; what is unknown has none. */
const LEGAL_FORCE: Readonly<Partial<Record<LawState, string>>> = {
  con: 'InForce',
  het: 'NotInForce',
  khong_phu_hop: 'NotInForce',
  ngung: 'NotInForce',
  chua: 'NotInForce',
  het_mot_phan: 'PartiallyInForce',
  ngung_mot_phan: 'PartiallyInForce',
};

const legalForce = (state: LawState | undefined) => {
  const status = state === undefined ? undefined : LEGAL_FORCE[state];
  return status === undefined ? {} : { legislationLegalForce: `https://schema.org/${status}` };
};

/**
 * A graph of the item, the laws it cites and its recordings, safe inside a script element; `genre`
 * is what readers call its genre.
 */
export function itemJsonLd(item: Item, genre: string, links: ItemLinks): string {
  const laws = item.lawRefs.map((r) => ({
    '@type': 'Legislation',
    '@id': links.law(r.number),
    name: r.title || r.number,
    legislationIdentifier: r.number,
    ...legalForce(links.lawStates.get(r.number)),
    legislationJurisdiction: 'VN',
    inLanguage: 'vi',
  }));
  const pages = item.attachments.find((a) => a.pages !== null)?.pages;
  const work = {
    '@type': TYPES[item.genre] ?? 'CreativeWork',
    '@id': `${links.item}#tai-lieu`,
    url: links.item,
    name: item.title,
    inLanguage: item.language,
    isAccessibleForFree: true,
    creativeWorkStatus: findStanding(links.standing.state)?.label,
    ...(links.standing.state === 'het' && links.standing.since !== null
      ? { expires: links.standing.since }
      : {}),
    image: links.picture,
    ...(item.altTitle === '' ? {} : { alternateName: item.altTitle }),
    ...(item.abstract === '' ? {} : { description: item.abstract }),
    ...(item.compilers.length === 0 ? {} : { author: item.compilers.map(organisation) }),
    ...(item.publisher === '' ? {} : { publisher: organisation(item.publisher) }),
    ...(genre === '' ? {} : { genre }),
    ...(item.issued === null ? {} : { datePublished: item.issued }),
    ...(item.isbn === '' ? {} : { isbn: item.isbn }),
    ...(item.keywords.length === 0 ? {} : { keywords: item.keywords }),
    ...(TYPES[item.genre] === 'Book'
      ? { bookFormat: 'https://schema.org/EBook', ...(pages ? { numberOfPages: pages } : {}) }
      : {}),
    ...(laws.length === 0 ? {} : { citation: laws.map((law) => ({ '@id': law['@id'] })) }),
    encoding: item.attachments
      .filter((a) => links.file(a) !== null && !['video', 'audio', 'captions'].includes(a.role))
      .map((a) => ({
        '@type': 'MediaObject',
        encodingFormat: a.mediaType,
        contentUrl: links.file(a),
        contentSize: String(a.bytes),
      })),
  };
  const recordings = item.attachments
    .filter((a) => a.role === 'video' || a.role === 'audio')
    .map((a) => recording(item, a, links));
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@graph': [work, ...laws, ...recordings],
  }).replaceAll('<', '\\u003c');
}
