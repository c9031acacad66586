import { checkShelf } from '#server/keeping/actions/check-shelf.ts';
import type { Item } from '#server/items/item.ts';
import { indexItems } from '../../support/publish-items.ts';
import { ask, postFiles, type Answer, type Fields, type SentFile } from '../../support/ask.ts';
import { aChange, aCommune, anItem } from '../../support/builders.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let [commune, librarian, foreigner]: StaffPerson[] = [];
const catalog = () => app.shelf.storage.catalog;
const get = (path: string, who?: StaffPerson): Promise<Answer> =>
  ask(app.base, path, { headers: who === undefined ? {} : { cookie: who.cookie } });
const path = (item: Item, rest = ''): string => `/can-bo/tai-lieu/${item.id}/phe-duyet${rest}`;
const PDF: SentFile = {
  name: 'quyết định ký.pdf',
  content: makePdf({ pages: ['Quyet dinh 12'] }),
  type: 'application/pdf',
};
const FULL = {
  approvalBy: 'Nguyễn Văn An',
  approvalPosition: 'Chủ tịch',
  approvalDate: '20/4/2026',
  approvalDocumentNumber: '12/QĐ-UBND',
} satisfies Fields;
const send = async (
  item: Item,
  fields: Fields,
  files: readonly SentFile[],
  who: StaffPerson,
): Promise<Answer> =>
  postFiles(app.base, path(item), files, who.cookie, {
    fields: { version: String((await catalog().findItem(item.id))!.version), ...fields },
  });
const draft = (more: Partial<Item> = {}): Promise<Item> =>
  catalog().saveItem(aChange(anItem({ unitId: 'xa-an', ...more })));

beforeAll(async () => {
  app = await startTestApp();
  await catalog().saveUnits(['xa-an', 'xa-binh'].map((id) => aCommune(id, id)));
  [commune, librarian, foreigner] = [
    await staffPerson(app, ['contributor'], 'xa-an'),
    await staffPerson(app, ['cataloguer']),
    await staffPerson(app, ['contributor'], 'xa-binh'),
  ];
});
afterAll(() => app.close());

describe('the signed approval', () => {
  it('is kept with who signed, when, under which number; reviewers open it', async () => {
    const item = await draft();
    expect((await send(item, FULL, [PDF], commune!)).headers.location).toBe(
      `${path(item)}?bao=da-luu`,
    );
    expect(await catalog().findItem(item.id)).toMatchObject({
      approval: {
        by: 'Nguyễn Văn An',
        position: 'Chủ tịch',
        date: '2026-04-20',
        documentNumber: '12/QĐ-UBND',
      },
      approvalFile: { name: 'quyết định ký.pdf', mediaType: 'application/pdf' },
      attachments: [],
    });
    const review = await get(`/can-bo/tai-lieu/${item.id}/duyet`, librarian!);
    const file = await get(review.link('Mở văn bản phê duyệt'), librarian!);
    expect([
      file.status,
      file.headers['content-type'],
      file.headers['cache-control'],
      file.body.equals(Buffer.from(PDF.content)),
    ]).toEqual([200, 'application/pdf', 'private, no-cache', true]);
    expect(review.words).toMatch(/12\/QĐ-UBND.*Văn bản phê duyệt đã ký.*quyết định ký\.pdf/u);
    expect((await get(path(item), commune!)).words).toContain('quyết định ký.pdf');
  });

  it('stays when only the words are changed, is replaced by another and taken away', async () => {
    const item = await draft();
    await send(item, FULL, [PDF], commune!);
    await send(item, { ...FULL, approvalPosition: 'Phó Chủ tịch' }, [], commune!);
    expect((await catalog().findItem(item.id))!.approvalFile?.name).toBe('quyết định ký.pdf');
    const page = await get(`/can-bo/tai-lieu/${item.id}`, commune!);
    expect(page.value('approvalPosition')).toBe('Phó Chủ tịch');
    await send(item, FULL, [{ ...PDF, name: 'bản mới.pdf' }], commune!);
    expect((await catalog().findItem(item.id))!.approvalFile?.name).toBe('bản mới.pdf');
    await send(item, { ...FULL, remove: '1' }, [], commune!);
    expect((await catalog().findItem(item.id))!.approvalFile).toBeNull();
    expect((await get(path(item, '/tep'), commune!)).status).toBe(404);
    expect((await catalog().events(item.id)).map((e) => e.changes.map((c) => c.field))).toEqual([
      ['approval', 'approvalFile'],
      ['approval'],
      ['approval', 'approvalFile'],
      ['approvalFile'],
    ]);
  });

  it('is refused with what was typed kept: something missing, a day to come, no number, no PDF', async () => {
    const item = await draft();
    for (const [fields, files, wrong] of [
      [{ ...FULL, approvalBy: '' }, [PDF], 'approvalBy'],
      [{ ...FULL, approvalDate: '31/2/2026' }, [PDF], 'approvalDate'],
      [{ ...FULL, approvalDate: '1/1/2099' }, [PDF], 'approvalDate'],
      [{ ...FULL, approvalDate: '2099' }, [], 'approvalDate'],
      [{ ...FULL, approvalDocumentNumber: '' }, [], 'approvalDocumentNumber'],
      [{ ...FULL, approvalDocumentNumber: 'không số' }, [], 'approvalDocumentNumber'],
      [{ approvalBy: '', approvalDate: '', approvalDocumentNumber: '' }, [PDF], 'approvalDate'],
      [FULL, [{ name: 'ký.txt', content: 'Quyết định' }], 'files'],
      [FULL, [{ name: 'ký.pdf', content: 'MZ không phải PDF' }], 'files'],
    ] as readonly [Fields, SentFile[], string][]) {
      const refused = await send(item, fields, files, commune!);
      expect([
        refused.status,
        refused.links.some((l) => l.href === `#${wrong}`),
        refused.value('approvalBy'),
      ]).toEqual([400, true, fields['approvalBy']]);
    }
    expect((await catalog().findItem(item.id))!.version).toBe(1);
    const stale = await postFiles(app.base, path(item), [PDF], commune!.cookie, {
      fields: { ...FULL, version: '0' },
    });
    expect([stale.status, stale.value('approvalBy')]).toEqual([409, 'Nguyễn Văn An']);
    expect(await catalog().findItem(item.id)).toMatchObject({ version: 1, approval: null });
  });

  it('is nobody’s outside: no reader, no other unit, no page, feed or interface says a word of it', async () => {
    const item = await draft();
    await send(item, FULL, [PDF], commune!);
    expect([
      (await get(path(item, '/tep'))).status,
      (await get(path(item, '/tep'), foreigner!)).status,
      (await get(path(item), foreigner!)).status,
    ]).toEqual([303, 403, 403]);
    const saved = (await catalog().findItem(item.id))!;
    await indexItems(app, [
      await catalog().saveItem(
        aChange({ ...saved, state: 'published', publishedAt: '2026-05-01T00:00:00.000Z' }),
      ),
    ]);
    for (const address of [
      `/tai-lieu/${item.id}/${saved.slug}`,
      `/api/v1/items/${item.id}`,
      '/api/v1/items',
      '/feed.xml',
      '/sitemap.xml',
      `/tai-lieu/${item.id}/trich-dan.json`,
      `/tai-lieu/${item.id}/chia-se`,
    ]) {
      const seen = await get(address);
      expect([address, seen.status]).toEqual([address, 200]);
      expect(seen.html).not.toMatch(
        new RegExp(`quyết định ký|${saved.approvalFile!.sha256}|approvalFile`, 'u'),
      );
    }
    expect((await get(path(item, '/tep'))).status).toBe(303);
    expect([(await get(`/tep/${saved.approvalFile!.sha256}`)).status]).toEqual([404]);
  });

  it('is no orphan of the store', async () => {
    const { missing, orphans } = await checkShelf(
      { storage: app.shelf.storage, now: () => new Date().toISOString() },
      { bytes: true, graceMs: -60_000 },
    );
    const kept = new Set(
      (
        await catalog().listItems({
          states: [],
          unitId: null,
          lawKey: null,
          updatedSince: null,
          order: 'newest',
          limit: 100,
          after: null,
        })
      ).rows.flatMap((i) => i.approvalFile?.sha256 ?? []),
    );
    expect([missing, kept.size, orphans.filter((o) => kept.has(o.sha256))]).toEqual([[], 1, []]);
  });
});
