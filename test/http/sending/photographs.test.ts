import sharp from 'sharp';
import { aCommune } from '../../support/builders.ts';
import { ask, postFiles, type Answer, type SentFile } from '../../support/ask.ts';
import {
  pageSvg,
  photographFile,
  photographOf,
  SOME_LINES,
} from '../../support/make/make-photograph.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let sender: StaffPerson;
let other: StaffPerson;
const catalog = () => app.shelf.storage.catalog;
const get = (path: string, cookie = sender.cookie): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const send = (files: readonly SentFile[], id = '', fields = {}): Promise<Answer> =>
  postFiles(app.base, `/can-bo/gui${id === '' ? '' : `/${id}`}`, files, sender.cookie, { fields });
const idOf = (answer: Answer): string => answer.headers.location!.split('/')[3]!;
const itemOf = async (id: string) => (await catalog().findItem(id))!;

const CORNERS = [
  { x: 115, y: 90 },
  { x: 492, y: 125 },
  { x: 530, y: 710 },
  { x: 60, y: 665 },
] as const;
const aPhotograph = (word: string): Promise<Buffer> =>
  photographFile({ corners: CORNERS, page: pageSvg([word, ...SOME_LINES]) });

/** The fields of the arranging form as the page shows them. */
const fieldsOf = (page: Answer): Record<string, string | string[]> => ({
  trang: page
    .all('input')
    .filter((e) => e.attribs['name'] === 'trang')
    .map((e) => e.attribs['value']!),
  ...Object.fromEntries(
    page
      .all('input')
      .filter((e) => /^(?:thu-tu|xoay)\./u.test(e.attribs['name'] ?? ''))
      .map((e) => [e.attribs['name']!, e.attribs['value'] ?? '']),
  ),
});
const order = (page: Answer): string[] => fieldsOf(page)['trang'] as string[];

let pictures: Buffer[];
beforeAll(async () => {
  app = await startTestApp();
  await catalog().saveUnit(aCommune('xa-an', 'Xã An'));
  sender = await staffPerson(app, ['contributor'], 'xa-an');
  other = await staffPerson(app, ['contributor'], 'xa-khac');
  pictures = await Promise.all(['Một', 'Hai', 'Ba'].map(aPhotograph));
});
afterAll(() => app.close());

describe('photographs of papers', () => {
  it('become one document, in the order that buttons without script give them', async () => {
    const sent = await send(pictures.map((content, i) => ({ name: `IMG_${i}.jpg`, content })));
    const id = idOf(sent);
    expect(sent.headers.location).toBe(`/can-bo/gui/${id}`);
    const page = await get(sent.headers.location!);
    const [first, second, third] = order(page) as [string, string, string];
    expect(page.texts('h3')).toEqual(['Trang 1', 'Trang 2', 'Trang 3']);

    const moved = await send([], id, { ...fieldsOf(page), viec: `xuong.${first}` });
    expect(order(moved)).toEqual([second, first, third]);
    const turned = await send([], id, { ...fieldsOf(moved), viec: `xoay.${third}` });
    expect(turned.value(`xoay.${third}`)).toBe('90');
    const placed = await send([], id, {
      ...fieldsOf(turned),
      [`thu-tu.${third}`]: '1',
      [`bo.${second}`]: '1',
      viec: 'xep',
    });
    expect(order(placed)).toEqual([third, second, first]);
    expect(placed.chosen(`bo.${second}`)).toEqual(['1']);
    // Nothing is made before the person goes on.
    expect((await itemOf(id)).photographs!.state).toBe('open');

    const on = await send([], id, { ...fieldsOf(placed), [`bo.${second}`]: '1', viec: 'tiep' });
    expect(on.headers.location).toBe(`/can-bo/gui/${id}/la-gi`);
    await app.settle();
    const item = await itemOf(id);
    expect(item.photographs).toMatchObject({ state: 'bound', fault: null });
    expect(item.attachments).toMatchObject([{ mediaType: 'application/pdf', pages: 2 }]);
    // The third picture was turned by a right angle: its page lies on its side.
    expect(item.attachments[0]!.ratio).toBeLessThan(1);
    const drawn = await get(`/tep/${item.attachments[0]!.id}/trang/2.webp?rong=640`);
    const { width, height } = await sharp(drawn.body).metadata();
    expect(height / width).toBeGreaterThan(1);
  });

  it('are kept as they came, for whoever may see the item', async () => {
    const id = idOf(await send([{ name: 'IMG_7.jpg', content: pictures[0]! }]));
    await send([], id, { ...fieldsOf(await get(`/can-bo/gui/${id}`)), viec: 'tiep' });
    await app.settle();
    const [page] = (await itemOf(id)).photographs!.pages;
    const original = await get(`/can-bo/gui/${id}/anh/${page!.id}`);
    expect(original.body.equals(pictures[0]!)).toBe(true);
    expect(original.headers['cache-control']).toContain('private');
    expect((await get(`/can-bo/gui/${id}/anh/${page!.id}`, other.cookie)).status).toBe(403);
    const preview = await get(`/can-bo/gui/${id}/anh/${page!.id}/trang?xoay=90`);
    expect(preview.headers['content-type']).toBe('image/jpeg');
    const size = await sharp(preview.body).metadata();
    expect(size.width).toBe(480);
    expect(size.height).toBeLessThan(480);
    // A camera writes where it stood; the document made of its pictures does not say it.
    expect((await itemOf(id)).attachments).toHaveLength(1);
    const pdf = await get(`/tep/${(await itemOf(id)).attachments[0]!.id}`);
    expect(pdf.body.subarray(0, 8).toString()).toBe('%PDF-1.4');
    expect(pdf.body.includes('Exif')).toBe(false);
  });

  it('give the same document for the same pages, and another after another order', async () => {
    const id = idOf(
      await send(pictures.slice(0, 2).map((content, i) => ({ name: `a${i}.jpg`, content }))),
    );
    const page = await get(`/can-bo/gui/${id}`);
    const going = { ...fieldsOf(page), viec: 'tiep' };
    await send([], id, going);
    await app.settle();
    const first = (await itemOf(id)).attachments[0]!;
    await send([], id, going);
    await app.settle();
    expect((await itemOf(id)).attachments[0]!.id).toBe(first.id);
    const [one] = order(page);
    const swapped = await send([], id, { ...going, viec: `xuong.${one!}` });
    await send([], id, { ...fieldsOf(swapped), viec: 'tiep' });
    await app.settle();
    const after = (await itemOf(id)).attachments;
    expect(after).toHaveLength(1);
    expect(after[0]!.sha256).not.toBe(first.sha256);
    // What was made of the earlier order is given up.
    expect(await app.shelf.storage.files.stat(first.sha256)).toBeNull();
    expect(
      await app.shelf.storage.files.stat((await itemOf(id)).photographs!.pages[0]!.sha256),
    ).not.toBeNull();
  });

  it('stand upright as the camera says', async () => {
    const { pixels, ...raw } = await photographOf({ corners: CORNERS });
    const content = await sharp(pixels, { raw })
      .rotate(90)
      .withMetadata({ orientation: 8 })
      .jpeg()
      .toBuffer();
    const id = idOf(await send([{ name: 'nghieng.jpg', content }]));
    await send([], id, { ...fieldsOf(await get(`/can-bo/gui/${id}`)), viec: 'tiep' });
    await app.settle();
    expect((await itemOf(id)).attachments[0]!.ratio).toBeGreaterThan(1);
  });

  it('that cannot be pages are refused one by one, with a way out; the others are taken', async () => {
    const black = await sharp({
      create: { width: 400, height: 500, channels: 3, background: '#020202' },
    })
      .jpeg()
      .toBuffer();
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const heic = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'),
      Buffer.alloc(600),
    ]);
    const page = await send([
      { name: 'tot.jpg', content: pictures[1]! },
      { name: 'den.jpg', content: black },
      { name: 'mot-diem.png', content: dot },
      { name: 'cut.jpg', content: pictures[2]!.subarray(0, 9_000) },
      { name: 'IMG_0001.HEIC', content: heic },
    ]);
    expect(page.status).toBe(200);
    expect(page.words).toContain('den.jpg: Ảnh tối đen');
    expect(page.words).toContain('mot-diem.png: Ảnh nhỏ quá');
    expect(page.words).toContain('cut.jpg: Tệp bị hỏng');
    expect(page.words).toMatch(/IMG_0001\.HEIC: .*Tương thích nhất/u);
    expect(page.texts('h3')).toEqual(['Trang 1']);
    expect((await send([])).words).toContain('Hãy chọn tệp, hoặc chụp ít nhất một ảnh.');
    const none = await send([{ name: 'den.jpg', content: black }]);
    expect(none.status).toBe(400);
  });

  it('of which none is left make no document, and the page says so', async () => {
    const id = idOf(await send([{ name: 'x.jpg', content: pictures[0]! }]));
    const page = await get(`/can-bo/gui/${id}`);
    const [only] = order(page);
    const refused = await send([], id, { ...fieldsOf(page), [`bo.${only!}`]: '1', viec: 'tiep' });
    expect(refused.status).toBe(400);
    expect(refused.words).toContain('Hãy giữ lại ít nhất một trang.');
    // What stands in the record is safe from a form that was refused.
    expect(
      await app.shelf.storage.files.stat((await itemOf(id)).photographs!.pages[0]!.sha256),
    ).not.toBeNull();
  });
});
