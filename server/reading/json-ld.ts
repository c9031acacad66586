import { cleanValue } from '#server/exchange/clean-line.ts';
import { rightsUri } from '#server/exchange/rights-uri.ts';
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

const TYPES: ReadonlyMap<string, string> = new Map([
  ['sach', 'Book'],
  ['hoi-dap', 'Book'],
  ['cam-nang', 'Book'],
  ['bai-giang', 'LearningResource'],
  ['bai-thi', 'Quiz'],
]);

const isRecording = (a: Attachment): boolean => a.role === 'video' || a.role === 'audio';

/** What schema.org calls an item: by its genre, else by whether it has something to read. */
export const schemaType = ({ genre, attachments }: Pick<Item, 'genre' | 'attachments'>): string =>
  TYPES.get(genre) ??
  (attachments.some((a) => !isRecording(a) && a.role !== 'captions')
    ? 'DigitalDocument'
    : 'CreativeWork');

const organisation = (name: string) => ({
  '@type': /^(?:ông|bà|nguyễn|trần|lê|phạm|hoàng|vũ|võ|đặng|bùi|đỗ|hồ|ngô)\s/iu.test(name)
    ? 'Person'
    : 'Organization',
  name,
});

/** `PT2M30S`; whole seconds. */
function isoDuration(seconds: number): string {
  const whole = Math.round(seconds);
  return `PT${Math.floor(whole / 60)}M${whole % 60}S`;
}

const recordingId = (a: Attachment, links: ItemLinks): string => `${links.item}#${a.id}`;

const recording = (item: Item, a: Attachment, links: ItemLinks) => ({
  '@type': a.role === 'video' ? 'VideoObject' : 'AudioObject',
  '@id': recordingId(a, links),
  name: item.title,
  description: item.abstract || item.title,
  ...(item.publishedAt === null ? {} : { uploadDate: item.publishedAt }),
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

/** The property that says whether a document is in force; none where that is unknown. */
export const legalForce = (state: LawState | undefined) => {
  const status = state === undefined ? undefined : LEGAL_FORCE[state];
  return status === undefined ? {} : { legislationLegalForce: `https://schema.org/${status}` };
};

const citedLaw = (ref: Item['lawRefs'][number], links: ItemLinks) => ({
  '@type': 'Legislation',
  '@id': links.law(ref.number),
  name: ref.title || ref.number,
  legislationIdentifier: ref.number,
  ...legalForce(links.lawStates.get(ref.number)),
  legislationJurisdiction: 'VN',
});

/** The files that are read, not played. */
const documentFiles = (item: Item, links: ItemLinks) =>
  item.attachments
    .filter((a) => links.file(a) !== null && !isRecording(a) && a.role !== 'captions')
    .map((a) => ({
      '@type': 'MediaObject',
      encodingFormat: a.mediaType,
      contentUrl: links.file(a),
      contentSize: String(a.bytes),
    }));

const workOf = (item: Item, genre: string, links: ItemLinks) => {
  const type = schemaType(item);
  const pages = item.attachments.find((a) => a.pages !== null)?.pages;
  const files = documentFiles(item, links);
  const recordings = item.attachments.filter(isRecording);
  return {
    '@type': type,
    '@id': `${links.item}#tai-lieu`,
    url: links.item,
    name: item.title,
    inLanguage: item.language,
    isAccessibleForFree: true,
    license: rightsUri(item.rights.kind),
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
    ...(item.keywords.length === 0 ? {} : { keywords: item.keywords }),
    ...(type === 'Book'
      ? {
          bookFormat: 'https://schema.org/EBook',
          ...(item.isbn === '' ? {} : { isbn: item.isbn }),
          ...(pages ? { numberOfPages: pages } : {}),
        }
      : {}),
    ...(item.lawRefs.length === 0 ? {} : { citation: item.lawRefs.map((r) => citedLaw(r, links)) }),
    ...(files.length === 0 ? {} : { encoding: files }),
    ...(recordings.length === 0
      ? {}
      : { associatedMedia: recordings.map((a) => ({ '@id': recordingId(a, links) })) }),
  };
};

/** What was asked and what was answered, as the item's file has it. */
export interface AnsweredQuestion {
  readonly question: string;
  readonly answer: string;
}

const questionPage = (item: Item, { question, answer }: AnsweredQuestion, links: ItemLinks) => ({
  '@type': 'QAPage',
  '@id': `${links.item}#hoi-dap`,
  url: links.item,
  inLanguage: item.language,
  mainEntity: {
    '@type': 'Question',
    name: item.title,
    text: question,
    answerCount: 1,
    ...(item.issued === null ? {} : { datePublished: item.issued }),
    acceptedAnswer: {
      '@type': 'Answer',
      text: answer,
      url: links.item,
      ...(item.compilers.length === 0 ? {} : { author: item.compilers.map(organisation) }),
      ...(item.issued === null ? {} : { datePublished: item.issued }),
    },
  },
});

/**
 * A graph of the item, the laws it cites and its recordings, safe inside a script element; `genre`
 * is what readers call its genre, `answered` what an item that answers a question says.
 */
export const itemJsonLd = (
  item: Item,
  genre: string,
  links: ItemLinks,
  answered: AnsweredQuestion | null = null,
): string =>
  JSON.stringify(
    {
      '@context': 'https://schema.org',
      '@graph': [
        workOf(item, genre, links),
        ...item.attachments.filter(isRecording).map((a) => recording(item, a, links)),
        ...(answered === null ? [] : [questionPage(item, answered, links)]),
      ],
    },
    cleanValue,
  ).replaceAll('<', '\\u003c');
