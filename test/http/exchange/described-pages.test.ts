import type { Item } from '#server/items/item.ts';
import { ask, type Answer } from '../../support/ask.ts';
import { publishItems } from '../../support/publish-items.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

/** MongoDB keeps the sign for what is no letter in its place. */
const withoutSign = (text: string | undefined): string | undefined =>
  text?.replace(/\ufffd ?/u, '');

const HOSTILE = 'Sổ tay <&"]]></script><!-- \u0000\ufffe\ud800 hết';

let app: TestApp;
let demo: Item;
let hostile: Item;
const get = (path: string): Promise<Answer> => ask(app.base, path);
const fieldsOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries(
    answer
      .all('meta')
      .filter((m) => m.attribs['name']?.startsWith('DCTERMS.'))
      .map((m) => [m.attribs['name']!.slice('DCTERMS.'.length), m.attribs['content']!]),
  );
const MANDATORY = ['title', 'creator', 'date', 'description', 'publisher', 'identifier'];

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  demo = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0001'))!;
  [hostile] = (await publishItems(app, [
    { item: { title: HOSTILE, abstract: HOSTILE, compilers: [HOSTILE], keywords: [HOSTILE] } },
  ])) as [Item];
});
afterAll(() => app.close());

describe('heads of pages', () => {
  it.each(['/', '/gioi-thieu', '/moi', '/chu-de', '/chu-de/11', '/bo-suu-tap', '/lien-he'])(
    'of %s have the mandatory fields, none blank',
    async (path) => {
      const answer = await get(path);
      const fields = fieldsOf(answer);
      for (const term of MANDATORY)
        expect([term, fields[term]?.trim() || null]).not.toContain(null);
      expect(fields['identifier']).toBe(`${app.base}${path}`);
      expect(answer.html).toContain('<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/"');
    },
  );

  it('of items say their record, first time and kept alike', async () => {
    for (let round = 0; round < 2; round++) {
      const fields = fieldsOf(await get(`/tai-lieu/${demo.id}`));
      expect(fields['title']).toBe(demo.title);
      expect(fields['creator']).toBe(demo.compilers.join('; '));
      expect(fields['date']).toBe(demo.issued);
      expect(fields['identifier']).toContain(`/tai-lieu/${demo.id}; DEMO-0001`);
      expect(fields['language']).toBe('vi');
    }
  });

  it('of forms and search answers have none', async () => {
    for (const path of ['/dang-nhap', '/tim-kiem?q=luat', `/tai-lieu/${demo.id}/chia-se`])
      expect(fieldsOf(await get(path))).toEqual({});
  });

  it('bear a hostile title', async () => {
    const answer = await get(`/tai-lieu/${hostile.id}`);
    expect(withoutSign(fieldsOf(answer)['title'])).toBe('Sổ tay <&"]]></script><!-- hết');
    const [script] = answer.all('script').filter((s) => s.attribs['type']?.includes('ld+json'));
    const graph = JSON.parse(
      /<script type="application\/ld\+json">(.*?)<\/script>/su.exec(answer.html)![1]!,
    ) as { '@graph': { name: string }[] };
    expect(script).toBeDefined();
    expect(withoutSign(graph['@graph'][0]!.name)).toMatch(/^Sổ tay <&"\]\]><\/script><!-- +hết$/u);
  });
});

describe('schema.org data', () => {
  const graphOf = (answer: Answer): Record<string, unknown> =>
    JSON.parse(
      /<script type="application\/ld\+json">(.*?)<\/script>/su.exec(answer.html)![1]!,
    ) as Record<string, unknown>;

  it('of the home page says how the shelf is searched', async () => {
    const { potentialAction } = graphOf(await get('/')) as {
      potentialAction: { target: { urlTemplate: string } };
    };
    const address = potentialAction.target.urlTemplate.replace('{search_term_string}', 'luat');
    expect((await get(address.replace(app.base, ''))).status).toBe(200);
  });

  it('of a law stands at the address that items cite it by', async () => {
    const items = graphOf(await get(`/tai-lieu/${demo.id}`)) as {
      '@graph': { citation: { '@id': string; legislationIdentifier: string }[] }[];
    };
    const cited = items['@graph'][0]!.citation[1]!;
    expect(graphOf(await get(cited['@id'].replace(app.base, '')))).toMatchObject({
      '@type': 'Legislation',
      '@id': cited['@id'],
      legislationIdentifier: cited.legislationIdentifier,
      legislationLegalForce: 'https://schema.org/InForce',
    });
  });
});

describe('typed links', () => {
  it('stand in the header of an item page, first time and kept alike', async () => {
    for (let round = 0; round < 2; round++) {
      const { headers } = await get(`/tai-lieu/${demo.id}`);
      const link = String(headers['link']);
      expect(link).toContain(`<${app.base}/tai-lieu/${demo.id}>; rel="cite-as"`);
      expect(link).toContain(`/tai-lieu/${demo.id}/linkset.json>; rel="linkset"`);
      expect(link).toContain('rel="license"');
      expect(link).toContain(`<${app.base}/tep/${demo.attachments[0]!.id}>; rel="item"`);
    }
    expect((await get('/')).headers['link']).toBeUndefined();
  });

  it('lead from the link set to answers of the types it says', async () => {
    const answer = await get(`/tai-lieu/${demo.id}/linkset.json`);
    expect(answer.headers['content-type']).toContain('application/linkset+json');
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    const { linkset } = answer.json<{
      linkset: {
        anchor: string;
        item: { href: string; type: string }[];
        describedby: { href: string; type: string }[];
      }[];
    }>();
    expect(linkset[0]!.anchor).toBe(`${app.base}/tai-lieu/${demo.id}`);
    for (const { href, type } of [...linkset[0]!.item, ...linkset[0]!.describedby]) {
      const target = await get(new URL(href).pathname);
      expect([href, target.status]).toEqual([href, 200]);
      expect([href, target.headers['content-type']?.split(';')[0]]).toEqual([href, type]);
    }
  });

  it('lead from a file and a record back to the page', async () => {
    const file = await get(`/tep/${demo.attachments[0]!.id}`);
    expect(file.headers['link']).toContain(`<${app.base}/tai-lieu/${demo.id}>; rel="collection"`);
    const record = await get(`/api/v1/items/${demo.id}`);
    expect(record.headers['link']).toContain(`/tai-lieu/${demo.id}>; rel="describes"`);
  });

  it('of what readers do not see are not there', async () => {
    for (const id of ['0000000000000', 'khong-co']) {
      const answer = await get(`/tai-lieu/${id}/linkset.json`);
      expect([answer.status, answer.headers['link']]).toEqual([404, undefined]);
    }
  });
});
