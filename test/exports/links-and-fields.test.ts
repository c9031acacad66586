import { describe, expect, test } from '@jest/globals';
import { itemDublinCore, pageDublinCore } from '#server/exchange/dublin-core.ts';
import {
  itemContexts,
  landingLinks,
  linkHeader,
  linksetDocument,
  type ItemAddresses,
} from '#server/exchange/signposting.ts';
import { anAttachment, anItem } from '../support/builders.ts';

const BASE = 'https://tusach.example.vn';
const address = `${BASE}/tai-lieu/1m80c392p2bq9`;
const facts = {
  genre: 'Cẩm nang, sổ tay',
  subjects: ['Đất đai', 'Dân sự'],
  unit: 'UBND xã Mường Khe',
  shelfUnit: 'Sở Tư pháp',
  address,
  description: 'Giới thiệu ngắn.',
};
const MANDATORY = ['title', 'creator', 'date', 'description', 'publisher', 'identifier'];

describe('fields of Thông tư 24/2011/TT-BTTTT', () => {
  test('have every value once, separated by ;', () => {
    const fields = Object.fromEntries(
      itemDublinCore(
        anItem({
          compilers: ['Sở Tư pháp; tỉnh', 'Hội Luật gia', 'Hội Luật gia'],
          keywords: ['đất đai', 'Đất đai'],
          isbn: '9786040000002',
          identifier: 'S-01',
          source: 'Nhà xuất bản',
          place: 'Tỉnh An Sơn',
        }),
        facts,
      ),
    );
    expect(fields['creator']).toBe('Sở Tư pháp, tỉnh; Hội Luật gia');
    expect(fields['identifier']).toBe(`${address}; S-01; 9786040000002`);
    expect(fields['subject']).toBe('Đất đai; Dân sự; đất đai');
    expect(fields['contributor']).toBe('UBND xã Mường Khe');
    expect(fields['coverage']).toBe('Tỉnh An Sơn');
    expect(fields['source']).toBe('Nhà xuất bản');
  });

  test('are never blank where they are mandatory, whatever is unknown', () => {
    const bare = anItem({
      title: '\u0000',
      compilers: [],
      publisher: '',
      issued: null,
      updatedAt: '2026-05-11T18:00:00.000Z',
    });
    const fields = itemDublinCore(bare, { ...facts, unit: ' ', genre: '', description: '' });
    expect(fields.slice(0, 6).map(([term]) => term)).toEqual(MANDATORY);
    for (const [term, text] of fields) expect([term, text.trim() === '']).toEqual([term, false]);
    expect(fields).toContainEqual(['date', '2026-05-12']);
    expect(fields).toContainEqual(['publisher', 'Sở Tư pháp']);
  });

  test('of a page name who keeps the shelf', () => {
    const page = { unit: 'Sở Tư pháp', day: '2026-05-12', address: BASE, language: 'vi' };
    expect(pageDublinCore(page)).toContainEqual(['publisher', 'Sở Tư pháp']);
  });
});

const at = (more: Partial<ItemAddresses> = {}): ItemAddresses => ({
  item: address,
  linkset: `${address}/linkset.json`,
  file: (a) => `${BASE}/tep/${a.id}`,
  metadata: [{ href: `${BASE}/api/v1/items/1`, type: 'application/json', title: 'JSON' }],
  schemaType: 'Book',
  authors: [],
  manifest: null,
  ...more,
});

describe('typed links', () => {
  test('stand in a header with the link set first, each address ASCII', () => {
    const item = anItem({ attachments: [anAttachment({ id: 'tep1' })] });
    const header = linkHeader(
      landingLinks(item, at({ authors: [`${BASE}/don-vi/Đ>"x`] })),
      `${address}/linkset.json`,
    );
    expect(header).toMatch(
      /^<[^>]+\/linkset\.json>; rel="linkset"; type="application\/linkset\+json", /u,
    );
    expect(header).toContain(`<${BASE}/tep/tep1>; rel="item"; type="application/pdf"`);
    expect(header).toContain('<https://tusach.example.vn/don-vi/%C4%90%3E%22x>; rel="author"');
    expect(header).toMatch(/^[\u0020-\u007e]+$/u);
  });

  test('are as many as a header may hold; the link set has all', () => {
    const attachments = Array.from({ length: 500 }, (_, i) => anAttachment({ id: `tep${i}` }));
    const item = anItem({ attachments });
    expect(linkHeader(landingLinks(item, at()), at().linkset).length).toBeLessThan(4_000);
    const { linkset } = JSON.parse(linksetDocument(itemContexts(item, at()))) as {
      linkset: { anchor: string; item?: { href: string }[]; collection?: { href: string }[] }[];
    };
    expect(linkset[0]!.item).toHaveLength(500);
    expect(linkset).toHaveLength(502);
    expect(linkset[1]!.collection![0]!.href).toBe(address);
  });

  test('leave out files that readers may not have', () => {
    const item = anItem({ attachments: [anAttachment()] });
    const links = landingLinks(item, at({ file: () => null }));
    expect(links.filter(({ rel }) => rel === 'item')).toEqual([]);
  });
});
