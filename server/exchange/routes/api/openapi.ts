import { errorCodes } from '#server/base/errors.ts';
import { GENRE_KINDS } from '#server/vocabulary/genre.ts';
import { LAW_STATES } from '#server/laws/law-record.ts';
import { STANDINGS } from '#server/laws/standing.ts';
import { FILTER_NAMES } from '#server/search/search-query.ts';
import { SEARCH_KEYS } from '#web/paths/search.ts';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer', minimum: 0 };
const list = (items: Schema): Schema => ({ type: 'array', items });
const orNull = (type: string): Schema => ({ type: [type, 'null'] });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const record = (
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
});

const schemas: Readonly<Record<string, Schema>> = {
  Problem: {
    ...record(
      {
        type: text,
        title: text,
        status: whole,
        code: { type: 'string', enum: errorCodes },
        reference: text,
        fields: { type: 'object', additionalProperties: text },
      },
      ['reference', 'fields'],
    ),
  },
  TextRun: record({ text, mark: { type: 'boolean' } }),
  Standing: record({
    state: {
      type: 'string',
      enum: STANDINGS.map((s) => s.code),
      description: 'How the item stands by its own record and by the documents it cites.',
    },
    label: text,
    day: { ...text, description: 'The day it is said of, in Vietnam.' },
    since: {
      ...orNull('string'),
      description: 'Since when it has ended, or from when on it holds.',
    },
    laws: {
      ...list(
        record({
          number: text,
          title: text,
          state: { type: 'string', enum: LAW_STATES.map((s) => s.code) },
          since: orNull('string'),
          replacedBy: list(text),
          settled: {
            type: 'boolean',
            description: 'Somebody looked since and said that the item still holds.',
          },
        }),
      ),
      description: 'Documents it cites that ended, changed or are yet to come into force.',
    },
    note: { ...text, description: 'All of it as one line in Vietnamese.' },
  }),
  Source: record({
    id: text,
    identifier: orNull('string'),
    title: text,
    standing: ref('Standing'),
    url: text,
  }),
  FoundPassage: record({
    locator: text,
    heading: text,
    snippet: list(ref('TextRun')),
    url: text,
    alsoIn: list(ref('Source')),
  }),
  FoundItem: record({
    id: text,
    identifier: orNull('string'),
    title: text,
    genre: text,
    standing: ref('Standing'),
    url: text,
    score: { type: 'number' },
    matched: whole,
    passages: list(ref('FoundPassage')),
  }),
  FacetValue: record({ value: text, count: whole }),
  SearchAnswer: record({
    query: text,
    total: whole,
    totalPassages: whole,
    took: { ...whole, description: 'Milliseconds.' },
    items: list(ref('FoundItem')),
    facets: record(Object.fromEntries(FILTER_NAMES.map((name) => [name, list(ref('FacetValue'))]))),
    next: orNull('string'),
    partial: { type: 'boolean' },
    cut: { type: 'boolean' },
  }),
  Attachment: record({
    id: text,
    role: text,
    name: text,
    mediaType: text,
    bytes: whole,
    sha256: text,
    pages: orNull('integer'),
    seconds: orNull('number'),
    text: record({ layer: text, encoding: text }),
    status: text,
    url: { ...orNull('string'), description: 'Null when the rights do not allow taking the file.' },
  }),
  LawReference: record({
    number: text,
    title: text,
    articles: text,
    url: orNull('string'),
    state: {
      type: 'string',
      enum: LAW_STATES.map((s) => s.code),
      description: 'On the day of the answer.',
    },
    effectiveFrom: orNull('string'),
    effectiveTo: { ...orNull('string'), description: 'First day no longer in force.' },
    replacedBy: list(text),
    checkedAt: orNull('string'),
  }),
  Item: record({
    id: text,
    identifier: orNull('string'),
    title: text,
    altTitle: text,
    genre: {
      ...text,
      description: 'A code of /genres; empty when it is not known, or not shown any more.',
    },
    compilers: list(text),
    publisher: text,
    issued: { ...orNull('string'), description: 'Year, month or day: 2026, 2026-05, 2026-05-12.' },
    edition: text,
    isbn: text,
    extent: text,
    abstract: text,
    subjects: list(text),
    audiences: { ...list(text), description: 'Codes of /audiences.' },
    language: text,
    keywords: list(text),
    place: text,
    series: text,
    volume: text,
    lawRefs: list(ref('LawReference')),
    validity: record({
      state: text,
      from: orNull('string'),
      to: orNull('string'),
      reviewedAt: orNull('string'),
      reason: text,
    }),
    standing: ref('Standing'),
    rights: record({ kind: text, note: text }),
    unit: text,
    source: text,
    approval: { type: ['object', 'null'] },
    verification: { type: ['object', 'null'] },
    national: { type: 'object' },
    url: text,
    publishedAt: orNull('string'),
    updatedAt: text,
    version: whole,
    attachments: list(ref('Attachment')),
  }),
  Tombstone: record({
    id: text,
    deletedAt: { ...text, description: 'The second since which readers do not see it.' },
  }),
  ItemPage: record(
    {
      items: list(ref('Item')),
      next: orNull('string'),
      deleted: {
        ...list(ref('Tombstone')),
        description: 'With updatedSince: records that were taken away, by the same order.',
      },
      until: {
        ...text,
        description: 'With updatedSince: ask from here next time. The same on all pages.',
      },
    },
    ['deleted', 'until'],
  ),
  ExportLine: {
    oneOf: [
      ref('Item'),
      record({ id: text, deletedAt: text, deleted: { type: 'boolean', enum: [true] } }),
    ],
  },
  Passage: record({
    attachment: text,
    ordinal: whole,
    locator: { ...text, description: 'p12 a page, c3 or c3#m4 a chapter, t95.5 seconds.' },
    heading: text,
    text,
    url: text,
  }),
  PassagePage: record({
    standing: ref('Standing'),
    passages: list(ref('Passage')),
    next: orNull('string'),
  }),
  Subjects: record({
    subjects: list(
      record({ code: text, label: text, parts: list(record({ code: text, label: text })) }),
    ),
  }),
  Genres: record({
    genres: list(
      record({ code: text, label: text, short: text, kind: { type: 'string', enum: GENRE_KINDS } }),
    ),
  }),
  Audiences: record({ audiences: list(record({ code: text, label: text })) }),
  Units: record({
    units: list(
      record({
        id: text,
        code: text,
        name: text,
        kind: text,
        parentId: orNull('string'),
        validFrom: orNull('string'),
        validTo: orNull('string'),
      }),
    ),
  }),
};

const query = (name: string, schema: Schema, description: string): Schema => ({
  name,
  in: 'query',
  required: false,
  schema,
  description,
});
const id: Schema = {
  name: 'id',
  in: 'path',
  required: true,
  schema: text,
  description: 'The item.',
};
const limit = (most: number): Schema =>
  query('limit', { type: 'integer', minimum: 1, maximum: most, default: 20 }, 'Rows at most.');
const after = query('after', text, 'Cursor: the `next` of the page before.');

const answers = (schema: string): Schema => ({
  200: {
    description: 'OK',
    headers: { ETag: { schema: text } },
    content: { 'application/json': { schema: ref(schema) } },
  },
  304: { description: 'Unchanged since the ETag sent in If-None-Match.' },
  default: {
    description: 'A problem.',
    content: { 'application/problem+json': { schema: ref('Problem') } },
  },
});
/** An answer of lines, each JSON by itself, for clients with a key. */
const lines = (schema: string): Schema => ({
  200: {
    description: 'One JSON value a line.',
    headers: {
      'X-Updated-Until': { schema: text, description: 'Ask from here next time.' },
    },
    content: { 'application/x-ndjson': { schema: ref(schema) } },
  },
  default: {
    description: 'A problem.',
    content: { 'application/problem+json': { schema: ref('Problem') } },
  },
});
const get = (
  operationId: string,
  summary: string,
  schema: string,
  parameters: readonly Schema[] = [],
): Schema => ({ get: { operationId, summary, parameters, responses: answers(schema) } });

/** Records: listed, followed, taken all at once, one by one. */
const itemPaths: Schema = {
  '/items': get('listItems', 'Published records, least recently changed first', 'ItemPage', [
    limit(100),
    after,
    query(
      'updatedSince',
      { type: 'string', format: 'date-time' },
      'What became of records since this instant: `items` and `deleted`, in the order of changes.',
    ),
  ]),
  '/items.ndjson': {
    get: {
      operationId: 'exportItems',
      summary: 'All records and those taken away, one a line; with a key only',
      security: [{ key: [] }],
      parameters: [
        query('updatedSince', { type: 'string', format: 'date-time' }, 'Only changes since.'),
      ],
      responses: lines('ExportLine'),
    },
  },
  '/items/{id}': get('getItem', 'One published record', 'Item', [id]),
  '/items/{id}/passages': get('listPassages', 'The text of an item', 'PassagePage', [
    id,
    limit(500),
    after,
  ]),
};

/**
 * The OpenAPI 3.1 document of the JSON API; a validator holds it and the answers against each other
 * in the tests.
 */
export const openApi = (base: string): Schema => ({
  openapi: '3.1.0',
  info: {
    title: 'Tủ sách pháp luật điện tử: API',
    version: '1.0.0',
    description:
      'Read-only, open to every origin. Without a key within a limit for each address; with one (Authorization: Bearer) within its own. Every answer says what is left (RateLimit); 429 says when to come again (Retry-After).',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: `${base}/api/v1` }],
  paths: {
    '/search': get('search', 'Words inside contents and records', 'SearchAnswer', [
      query('q', text, 'What to look for, with or without diacritics; phrases in quotes; số hiệu.'),
      limit(100),
      after,
      ...Object.entries(SEARCH_KEYS).map(([name, key]) =>
        query(key, list(text), `Filter: ${name}. May be given several times.`),
      ),
      query(
        'sap-xep',
        { type: 'string', enum: ['moi', 'ten'] },
        'Newest or title; relevance without it.',
      ),
      query('dung-nguyen-van', { type: 'string', enum: ['1'] }, 'Only exactly as typed.'),
      query(
        'collapse',
        { type: 'string', enum: ['yes'] },
        'A passage that stands word for word in several items is listed once, with its sources.',
      ),
    ]),
    ...itemPaths,
    '/subjects': get('listSubjects', 'The 45 subjects and the parts officials named', 'Subjects'),
    '/genres': get(
      'listGenres',
      'Genres of the law and those officials added, in their order',
      'Genres',
    ),
    '/audiences': get(
      'listAudiences',
      'Audiences of the law and those officials added, in their order',
      'Audiences',
    ),
    '/units': get('listUnits', 'Managing units', 'Units'),
  },
  // The first: a key may be left out.
  security: [{}, { key: [] }],
  components: {
    schemas,
    securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
  },
});
