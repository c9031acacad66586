import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const KNOWN = 'Tài liệu này trên Tủ sách pháp luật điện tử quốc gia';
const SEARCH = 'Tìm tài liệu này trên Tủ sách pháp luật điện tử quốc gia';

let app: TestApp;
let cookie: string;
beforeAll(async () => {
  app = await startTestApp({
    settings: { NATIONAL_SHELF_URL: 'https://quocgia.example/tim?tu={q}&loc=1' },
  });
  cookie = await app.signIn();
});
afterAll(() => app.close());

const publish = async (title = 'Hỏi & đáp 100%'): Promise<string> =>
  (
    await app.shelf.storage.catalog.saveItem(
      aChange(anItem({ title, state: 'published', publishedAt: '2026-05-01T00:00:00.000Z' })),
    )
  ).id;
const read = (id: string): Promise<Answer> => ask(app.base, `/tai-lieu/${id}`);
const save = async (id: string, nationalUrl: string): Promise<Answer> => {
  const form = await ask(app.base, `/can-bo/tai-lieu/${id}`, { headers: { cookie } });
  const fields: Fields = Object.fromEntries(
    ['version', 'title', 'genre', 'compilers', 'issued', 'abstract', 'language'].map((name) => [
      name,
      form.value(name),
    ]),
  );
  return postForm(
    app.base,
    `/can-bo/tai-lieu/${id}/luu`,
    { ...fields, subjects: ['44'], validityState: 'con', rightsKind: 'duoc_phep', nationalUrl },
    { cookie },
  );
};

describe('an item leads to the national bookshelf', () => {
  it('by a search for its title while its place there is not known', async () => {
    const page = await read(await publish());
    expect(page.link(SEARCH)).toBe(
      'https://quocgia.example/tim?tu=H%E1%BB%8Fi%20%26%20%C4%91%C3%A1p%20100%25&loc=1',
    );
  });

  it('by the address that staff typed, and again by the search when it is taken away', async () => {
    const id = await publish();
    expect((await save(id, 'https://quocgia.example/tai-lieu/77')).status).toBe(303);
    expect((await read(id)).link(KNOWN)).toBe('https://quocgia.example/tai-lieu/77');
    expect((await app.shelf.storage.catalog.findItem(id))!.national).toMatchObject({
      url: 'https://quocgia.example/tai-lieu/77',
      state: 'listed',
    });
    expect(
      (await app.shelf.storage.catalog.linksToCheck('9999', 100)).map((l) => l.address),
    ).toContain('https://quocgia.example/tai-lieu/77');
    await save(id, '');
    expect((await read(id)).words).toContain(SEARCH);
    expect((await app.shelf.storage.catalog.findItem(id))!.national).toMatchObject({
      url: null,
      state: 'none',
    });
  });

  it.each([
    'javascript:alert(1)',
    'quocgia.example/1',
    'https://quoc gia.example',
    'https://[',
    'ftp://quocgia.example',
  ])('but never to %j: the form comes back with it', async (address) => {
    const id = await publish();
    const refused = await save(id, address);
    expect([refused.status, refused.value('nationalUrl')]).toEqual([400, address]);
    expect(refused.words).toContain('Địa chỉ phải bắt đầu bằng https:// hoặc http://');
    expect((await read(id)).link(SEARCH)).toContain('quocgia.example');
  });

  it('and not at all where none is configured and none is known', async () => {
    const other = await startTestApp();
    try {
      const { id } = await other.shelf.storage.catalog.saveItem(
        aChange(anItem({ state: 'published', publishedAt: '2026-05-01T00:00:00.000Z' })),
      );
      expect((await ask(other.base, `/tai-lieu/${id}`)).words).not.toContain('quốc gia');
    } finally {
      await other.close();
    }
  });
});
