import { describe, expect, test } from '@jest/globals';
import { parseDocument } from 'htmlparser2';
import { atomFeed } from '#server/exchange/atom-feed.ts';
import { bibtex, csl, ris } from '#server/reading/citations.ts';
import { itemJsonLd } from '#server/reading/json-ld.ts';
import { openSearchDescription } from '#server/exchange/open-search.ts';
import { sitemap } from '#server/exchange/sitemap.ts';
import { xmlInstant, xmlText } from '#server/exchange/xml.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import { unknownLaw } from '#server/laws/law-record.ts';
import { standingOn } from '#server/laws/standing.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { anAttachment, anItem, NOW } from '../support/builders.ts';

const BASE = 'https://tusach.example.vn';
const item = anItem({
  id: '1m80c392p2bq9',
  title: 'Hỏi đáp <Luật> & "Đất đai" </script>',
  abstract: 'Giới thiệu\u0000 ngắn\u000b.',
  state: 'published',
  publishedAt: NOW,
  isbn: '9786040000002',
  genre: 'sach',
  compilers: ['Sở Tư pháp tỉnh An Sơn', 'Ông Hà Văn Páo'],
  subjects: ['11'],
  lawRefs: [lawReference('31/2024/QH15')],
  issued: '2026-05',
  keywords: ['đất đai'],
  attachments: [
    anAttachment({ id: 'tep1', pages: 96 }),
    anAttachment({ id: 'phim', role: 'video', mediaType: 'video/mp4', pages: null, seconds: 150 }),
  ],
});
const standing = standingOn(item, [], '2026-11-21');
const links = {
  standing,
  lawStates: new Map([['31/2024/QH15', 'con' as const]]),
  item: `${BASE}/tai-lieu/1m80c392p2bq9`,
  picture: `${BASE}/anh.webp`,
  law: (n: string) => `${BASE}/van-ban/${n}`,
  file: (a: { id: string }) => `${BASE}/tep/${a.id}`,
};
const citation = {
  item,
  genre: 'Sách pháp luật',
  shelfName: 'Tủ sách pháp luật điện tử',
  address: links.item,
  today: '2026-11-21T10:00:00.000Z',
  note: '',
};

describe('text for XML', () => {
  test('loses what XML 1.0 forbids, lone halves of surrogates included, and keeps every Vietnamese letter', () => {
    expect(xmlText('a\u0000\u000b\ufffe\ud800b<&>"Đ\u0061\u0302\u0301')).toBe(
      'ab&lt;&amp;&gt;&quot;Đấ',
    );
    expect(xmlInstant('2026-05-12T10:00:00.123+07:00')).toBe('2026-05-12T03:00:00Z');
  });
});

describe('the feed', () => {
  const xml = atomFeed(
    {
      title: 'Tủ sách & bạn đọc',
      address: `${BASE}/feed.xml`,
      page: `${BASE}/moi`,
      author: 'Sở Tư pháp',
      vocabulary: LAW_VOCABULARY,
    },
    [{ item, standing, warning: '' }],
    () => links.item,
    NOW,
  );

  test('has what RFC 4287 asks of a feed and of an entry', () => {
    const feed = parseDocument(xml, { xmlMode: true }).children.find((n) => n.type === 'tag')!;
    const names = (node: typeof feed): string[] =>
      'children' in node ? node.children.flatMap((c) => (c.type === 'tag' ? [c.name] : [])) : [];
    expect(names(feed)).toEqual(['id', 'title', 'updated', 'link', 'link', 'author', 'entry']);
    const entry =
      'children' in feed
        ? feed.children.find((c) => c.type === 'tag' && c.name === 'entry')!
        : feed;
    expect(names(entry as typeof feed)).toEqual([
      'id',
      'title',
      'updated',
      'published',
      'link',
      'author',
      'author',
      'category',
      'category',
      'category',
      'summary',
    ]);
  });

  test('keeps the angle brackets of a title as text', () => {
    expect(xml).toContain(
      '<title type="text">Hỏi đáp &lt;Luật&gt; &amp; &quot;Đất đai&quot; &lt;/script&gt;</title>',
    );
    expect(xml).toContain('<summary type="text">Giới thiệu ngắn.</summary>');
  });

  test('of an empty shelf is still a feed', () => {
    expect(
      atomFeed(
        { title: 'T', address: BASE, page: BASE, author: 'A', vocabulary: LAW_VOCABULARY },
        [],
        () => '',
        NOW,
      ),
    ).toContain('<updated>2026-05-12T03:00:00Z</updated>');
  });
});

describe('the sitemap', () => {
  test('has absolute, percent-encoded addresses and true dates', () => {
    expect(sitemap([{ address: `${BASE}/van-ban/QĐ&1`, changedAt: NOW }])).toContain(
      '<url><loc>https://tusach.example.vn/van-ban/Q%C4%90&amp;1</loc><lastmod>2026-05-12T03:00:00Z</lastmod></url>',
    );
  });
});

describe('the OpenSearch description', () => {
  test('has a short name of 16 characters at most and a template', () => {
    const xml = openSearchDescription(
      { search: `${BASE}/tim-kiem?q=`, suggest: `${BASE}/goi-y?dang=opensearch&q=` },
      'Tủ sách',
    );
    expect([.../<ShortName>([^<]+)</u.exec(xml)![1]!].length).toBeLessThanOrEqual(16);
    expect(xml).toContain(
      'template="https://tusach.example.vn/goi-y?dang=opensearch&amp;q={searchTerms}"',
    );
  });
});

describe('schema.org data', () => {
  test('describes the book, its law and its film, and cannot end its script element', () => {
    const text = itemJsonLd(item, 'Sách pháp luật', links);
    expect(text).not.toContain('<');
    const { '@graph': graph } = JSON.parse(text) as { '@graph': Record<string, unknown>[] };
    expect(graph.map((node) => node['@type'])).toEqual(['Book', 'VideoObject']);
    expect(graph[0]).toMatchObject({
      isbn: '9786040000002',
      numberOfPages: 96,
      datePublished: '2026-05',
      author: [{ '@type': 'Organization' }, { '@type': 'Person' }],
      license: 'http://rightsstatements.org/vocab/InC-NC/1.0/',
      associatedMedia: [{ '@id': `${links.item}#phim` }],
      citation: [
        {
          '@type': 'Legislation',
          '@id': `${BASE}/van-ban/31/2024/QH15`,
          legislationIdentifier: '31/2024/QH15',
          legislationJurisdiction: 'VN',
          legislationLegalForce: 'https://schema.org/InForce',
        },
      ],
    });
    expect(graph[1]).toMatchObject({
      duration: 'PT2M30S',
      contentUrl: `${BASE}/tep/phim`,
      uploadDate: NOW,
    });
  });
});

describe('schema.org data of other items', () => {
  const graphOf = (more: Parameters<typeof anItem>[0]): Record<string, unknown>[] =>
    (
      JSON.parse(itemJsonLd({ ...item, ...more }, '', links)) as {
        '@graph': Record<string, unknown>[];
      }
    )['@graph'];

  test('name a document by what it is, a recording without one not at all', () => {
    expect(graphOf({ genre: 'to-gap' })[0]!['@type']).toBe('DigitalDocument');
    expect(graphOf({ genre: 'to-gap' })[0]).not.toHaveProperty('isbn');
    const [work] = graphOf({ genre: 'video', attachments: item.attachments.slice(1) });
    expect(work!['@type']).toBe('CreativeWork');
    expect(work).not.toHaveProperty('encoding');
    expect(graphOf({ genre: 'constructor' })[0]!['@type']).toBe('DigitalDocument');
  });

  test('have whole minutes and no day of publication before there is one', () => {
    const phim = { ...item.attachments[1]!, seconds: 119.7 };
    const [, video] = graphOf({ attachments: [phim], publishedAt: null });
    expect(video!['duration']).toBe('PT2M0S');
    expect(video).not.toHaveProperty('uploadDate');
  });

  test('are free of what no receiver takes', () => {
    const [work] = graphOf({ title: 'a\u0000\ud800\ufffeb\u2028' });
    expect(work!['name']).toBe('ab\u2028');
  });
});

describe('an item that has ended', () => {
  const over = {
    ...item,
    validity: { ...item.validity, state: 'het' as const, to: '2026-01-01' },
  };
  const ended = standingOn(
    over,
    [{ ...unknownLaw('31/2024/QH15'), effectiveTo: '2026-01-01' }],
    '2026-11-21',
  );

  test('is told so to search engines, with the state of its law', () => {
    const { '@graph': graph } = JSON.parse(
      itemJsonLd(over, 'Sách pháp luật', {
        ...links,
        standing: ended,
        lawStates: new Map([['31/2024/QH15', 'het']]),
      }),
    ) as { '@graph': Record<string, unknown>[] };
    expect(graph[0]).toMatchObject({ creativeWorkStatus: 'Hết hiệu lực', expires: '2026-01-01' });
    expect(graph[0]!['citation']).toMatchObject([
      { legislationLegalForce: 'https://schema.org/NotInForce' },
    ]);
  });

  test('is told so in each form of citation, safely', () => {
    const note = 'Hết hiệu lực.\n100% {x} ER  - ';
    expect(bibtex({ ...citation, note })).toContain('  note = {Hết hiệu lực. 100\\% x ER -}');
    expect(ris({ ...citation, note })).toContain('\r\nN1  - Hết hiệu lực. 100% {x} ER -\r\n');
    expect(JSON.parse(csl({ ...citation, note }))).toMatchObject([{ note }]);
  });

  test('is told so in the feed, whose entry changed when the day came', () => {
    const xml = atomFeed(
      {
        title: 'Tủ sách',
        address: `${BASE}/feed.xml`,
        page: `${BASE}/moi`,
        author: 'Sở Tư pháp',
        vocabulary: LAW_VOCABULARY,
      },
      [
        {
          item: { ...over, updatedAt: '2025-05-01T00:00:00.000Z' },
          standing: ended,
          warning: 'A & B.',
        },
      ],
      () => links.item,
      NOW,
    );
    expect(xml).toContain('term="het" label="Hết hiệu lực"');
    expect(xml).toMatch(/<summary type="text">A &amp; B\.\n\nGiới thiệu/u);
    expect(xml.match(/<updated>2025-12-31T17:00:00Z<\/updated>/gu)).toHaveLength(2);
  });
});

describe('a citation', () => {
  test('in BibTeX keeps bodies whole and escapes what TeX takes for commands', () => {
    const text = bibtex({ ...citation, item: { ...item, title: 'Luật & đời {sống} 100%' } });
    expect(text).toContain('title = {{Luật \\& đời sống 100\\%}}');
    expect(text).toContain('author = {{Sở Tư pháp tỉnh An Sơn} and {Ông Hà Văn Páo}}');
    expect(text).toContain('year = {2026}');
  });

  test('of one page or chapter names it in each form', () => {
    expect(bibtex({ ...citation, place: { page: 12 } })).toContain('  pages = {12}');
    expect(bibtex({ ...citation, place: { chapter: 3 } })).toContain('  chapter = {3}');
    expect(ris({ ...citation, place: { page: 12 } })).toContain('\r\nSP  - 12\r\n');
    expect(ris({ ...citation, place: { chapter: 3 } })).toContain('\r\nSE  - 3\r\n');
    expect(JSON.parse(csl({ ...citation, place: { page: 12 } }))).toMatchObject([{ page: '12' }]);
    expect(JSON.parse(csl({ ...citation, place: { chapter: 3 } }))).toMatchObject([
      { 'chapter-number': '3' },
    ]);
    expect(`${bibtex(citation)}${ris(citation)}${csl(citation)}`).not.toMatch(
      /pages =|chapter|SP {2}-|SE {2}-|"page"/u,
    );
  });

  test('in RIS begins with its type, ends with ER and has one line a value', () => {
    const lines = ris({ ...citation, item: { ...item, abstract: 'hai\ndòng' } })
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toBe('TY  - BOOK');
    expect(lines.at(-1)).toBe('ER  -');
    expect(lines).toEqual(
      expect.arrayContaining([
        'PY  - 2026',
        'AB  - hai dòng',
        'DA  - 2026/05//',
        'Y2  - 2026/11/21',
      ]),
    );
  });

  test('in CSL keeps a date as partial as it is', () => {
    const [entry] = JSON.parse(csl(citation)) as Record<string, unknown>[];
    expect(entry).toMatchObject({
      type: 'book',
      issued: { 'date-parts': [[2026, 5]] },
      accessed: { 'date-parts': [[2026, 11, 21]] },
      author: [{ literal: 'Sở Tư pháp tỉnh An Sơn' }, { literal: 'Ông Hà Văn Páo' }],
    });
  });
});
