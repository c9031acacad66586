import { ask, postForm, type Answer } from '../../support/ask.ts';
import { aChange, anItem, aPassage, anAttachment, aText } from '../../support/builders.ts';
import { indexItemJob } from '#server/base/job.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';

const PHONE = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/124 Mobile Safari/537.36';
const BIRTH = '/thu-tuc/dang-ky-khai-sinh';

let app: TestApp;
let librarian: StaffPerson;
let commune: StaffPerson;
let chosenId: string;
const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  ask(app.base, path, { headers });
const scan = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  get(path, { 'user-agent': PHONE, ...headers });
const staff = (path: string, who = librarian): Promise<Answer> => get(path, { cookie: who.cookie });

const FORM = {
  version: '0',
  name: 'Cấp bản sao trích lục hộ tịch',
  slug: '',
  summary: 'Xin bản sao giấy khai sinh, kết hôn đã mất.',
  subject: '15',
  laws: '60/2014/QH13\n123/2015/NĐ-CP',
  words: 'trích lục hộ tịch',
  items: '',
  ended: '',
  successor: '',
  rank: '5',
};
const save = (
  fields: Readonly<Record<string, string>>,
  path = '/can-bo/thu-tuc/moi',
  who = librarian,
): Promise<Answer> => postForm(app.base, path, { ...FORM, ...fields }, { cookie: who.cookie });

/** Puts a published item there that a search finds by its words. */
async function publish(title: string, genre: string, words: string): Promise<string> {
  const { catalog } = app.shelf.storage;
  const attachment = anAttachment({ pages: 1 });
  const item = anItem({
    title,
    genre,
    state: 'published',
    publishedAt: '2026-01-01T00:00:00.000Z',
    rights: { kind: 'duoc_phep', note: '' },
    attachments: [attachment],
    lawRefs: [lawReference('60/2014/QH13')],
  });
  const passage = aPassage({ itemId: item.id, attachmentId: attachment.id, text: words });
  await catalog.saveItem(
    aChange(item, {
      jobs: [indexItemJob(item.id)],
      texts: [aText(attachment.id, { passages: [passage] })],
    }),
  );
  return item.id;
}

beforeAll(async () => {
  app = await startTestApp();
  const { catalog } = app.shelf.storage;
  const unit = {
    kind: 'commune',
    parentId: 'so-tu-phap',
    validFrom: null,
    validTo: null,
    successorId: null,
  } as const;
  await catalog.saveUnits([
    { ...unit, id: 'u-an', code: 'xa-an', name: 'Ủy ban nhân dân xã An' },
    { ...unit, id: 'u-khac', code: 'xa-khac', name: 'Ủy ban nhân dân xã Khác' },
  ]);
  librarian = await staffPerson(app, ['cataloguer'], 'so-tu-phap');
  commune = await staffPerson(app, ['contributor'], 'u-an');
  await publish('Tờ gấp khai sinh', 'to-gap', 'Đăng ký khai sinh cho trẻ em tại xã.');
  await publish('Hỏi khai sinh muộn', 'hoi-dap', 'Đăng ký khai sinh cho trẻ em khi quá hạn?');
  chosenId = await publish('Cẩm nang hộ tịch', 'cam-nang', 'Không có chữ nào như thế.');
  await app.settle();
});
afterAll(() => app.close());

describe('a procedure', () => {
  it('shows what was chosen, then what a search finds, answers and laws apart', async () => {
    const list = await get('/thu-tuc');
    expect(list.link('Đăng ký khai sinh')).toBe(BIRTH);
    const shipped = await get(BIRTH);
    expect(shipped.heading).toBe('Đăng ký khai sinh');
    expect(shipped.texts('h2').slice(0, 3)).toEqual(['Tài liệu', 'Hỏi đáp', 'Văn bản']);
    expect(shipped.link('Tờ gấp khai sinh')).toContain('/tai-lieu/');
    expect(shipped.link('60/2014/QH13')).toBe('/van-ban/60%2F2014%2FQH13');
    const values = await staff(`/can-bo${BIRTH}`);
    const answer = await save(
      {
        version: '0',
        name: values.value('name'),
        summary: values.value('summary'),
        words: values.value('words'),
        laws: values.value('laws'),
        items: `${app.base}/tai-lieu/${chosenId}`,
      },
      `/can-bo${BIRTH}`,
    );
    expect(answer.headers['location']).toBe(`/can-bo${BIRTH}?bao=da-luu`);
    const titles = (await get(BIRTH)).texts('h3');
    expect(titles[0]).toBe('Cẩm nang hộ tịch');
    expect(titles).toContain('Tờ gấp khai sinh');
    expect(titles).toContain('Hỏi khai sinh muộn');
    expect((await get('/sitemap/trang.xml')).html).toContain(`${app.base}${BIRTH}</loc>`);
    expect((await get('/so-do')).link('Thủ tục hành chính')).toBe('/thu-tuc');
  });

  it('is added by librarians of the managing unit, changed, and taken back', async () => {
    expect((await save({}, undefined, commune)).status).toBe(403);
    expect((await save({})).headers['location']).toBe(
      '/can-bo/thu-tuc/cap-ban-sao-trich-luc-ho-tich?bao=da-luu',
    );
    const path = '/thu-tuc/cap-ban-sao-trich-luc-ho-tich';
    expect((await get(path)).words).toContain('123/2015/NĐ-CP');
    expect((await save({})).words).toContain('Địa chỉ này đã có thủ tục khác dùng');
    await save({ name: 'Tên khác', version: '1' }, `/can-bo${path}`);
    expect((await get(path)).heading).toBe('Tên khác');
    const stale = await save({ name: 'Người sau', version: '1' }, `/can-bo${path}`);
    expect([stale.status, stale.value('name')]).toEqual([409, 'Người sau']);
    const back = await postForm(
      app.base,
      `/can-bo${path}/lay-lai`,
      { version: '2', ban: '1' },
      { cookie: librarian.cookie },
    );
    expect(back.status).toBe(303);
    expect((await get(path)).heading).toBe(FORM.name);
  });

  it('goes back to what was shipped', async () => {
    const path = '/thu-tuc/to-cao';
    await save({ name: 'Đổi tên tố cáo' }, `/can-bo${path}`);
    await postForm(
      app.base,
      `/can-bo${path}/lay-lai`,
      { version: '1', ban: '0' },
      { cookie: librarian.cookie },
    );
    expect((await get(path)).heading).toBe('Tố cáo');
  });

  it('is refused at its field with all that was typed', async () => {
    for (const [fields, name] of [
      [{ name: '' }, 'name'],
      [{ name: 'x'.repeat(10_000) }, 'name'],
      [{ slug: '../moi' }, 'slug'],
      [{ subject: '99' }, 'subject'],
      [{ ended: '31/2/2026' }, 'ended'],
      [{ successor: 'khong-co' }, 'successor'],
      [{ items: 'không có tài liệu này' }, 'items'],
      [{ items: Array.from({ length: 31 }, (_, i) => `dòng ${i}`).join('\n') }, 'items'],
      [{ rank: 'x' }, 'rank'],
    ] as const) {
      const answer = await save(fields);
      expect([name, answer.status]).toEqual([name, 400]);
      expect(answer.links.map(({ href }) => href)).toContain(`#${name}`);
      expect(answer.value('words')).toBe(FORM.words);
    }
    expect((await save({ items: 'lạ' })).value('items')).toBe('lạ');
  });

  it('that ended says so and leads on, with cards still in use', async () => {
    const path = '/thu-tuc/nuoi-con-nuoi';
    await save(
      { name: 'Nuôi con nuôi', ended: '01/01/2026', successor: 'dang-ky-khai-sinh' },
      `/can-bo${path}`,
    );
    const followed = await scan('/q/nuoi-con-nuoi/xa-an');
    expect([followed.status, followed.headers['location']]).toEqual([302, path]);
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.words).toContain('không còn làm từ ngày 01/01/2026');
    expect(page.links.filter(({ href }) => href === BIRTH)).not.toEqual([]);
    expect((await get('/thu-tuc')).links.some(({ href }) => href === path)).toBe(false);
  });
});

describe('the code of a desk', () => {
  it('is counted by day, desk and procedure, of people alone, and keeps nothing of them', async () => {
    const path = '/q/dang-ky-ket-hon/xa-an';
    const first = await scan(path);
    expect([first.status, first.headers['location'], first.headers['cache-control']]).toEqual([
      302,
      '/thu-tuc/dang-ky-ket-hon',
      'no-store',
    ]);
    expect(first.headers['set-cookie']).toBeUndefined();
    await scan(path);
    await scan('/q/dang-ky-ket-hon/xa-khac');
    for (const headers of [
      { 'user-agent': 'Googlebot/2.1' },
      { 'sec-purpose': 'prefetch' },
      { 'sec-fetch-dest': 'image' },
      { cookie: librarian.cookie },
    ])
      expect((await scan(path, headers)).status).toBe(302);
    expect((await ask(app.base, path, { method: 'HEAD' })).status).toBe(302);
    expect((await scan('/q/dang-ky-ket-hon/khong-co')).status).toBe(302);
    expect((await scan('/q/khong-co/xa-an')).status).toBe(404);
    await app.flushVisits();
    const days = { from: '2000-01-01', to: '2999-01-01' };
    const sums = await app.shelf.storage.catalog.sumDeskScans(null, days);
    expect(sums.filter(({ procedure }) => procedure === 'dang-ky-ket-hon')).toEqual([
      { unitId: 'u-an', procedure: 'dang-ky-ket-hon', count: 2 },
      { unitId: 'u-khac', procedure: 'dang-ky-ket-hon', count: 1 },
    ]);
  });

  it('is shown to staff by period, each its own, and as CSV', async () => {
    const all = await staff('/can-bo/quay');
    expect(all.words).toContain('Ủy ban nhân dân xã Khác');
    expect(all.words).toContain('Đăng ký kết hôn');
    const own = await staff('/can-bo/quay', commune);
    expect(own.words).toContain('Ủy ban nhân dân xã An');
    expect(own.words).not.toContain('xã Khác');
    expect((await staff('/can-bo/quay?don-vi=u-khac', commune)).status).toBe(403);
    expect((await staff('/can-bo/quay?ky=nam-truoc')).words).toContain('Chưa có lượt quét nào');
    const csv = await staff('/can-bo/quay.csv?don-vi=u-an', commune);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.html).toContain('Ủy ban nhân dân xã An,Đăng ký kết hôn,2');
  });

  it('is printed on cards and posters of one’s own desk', async () => {
    const card = (query: string, who = commune): Promise<Answer> =>
      staff(`/can-bo/quay/the.pdf?${query}`, who);
    const page = await staff('/can-bo/thu-tuc/dang-ky-ket-hon', commune);
    expect(page.all('option').map((o) => o.attribs['value'])).toEqual(['u-an']);
    const pdf = await card('thu-tuc=dang-ky-ket-hon&don-vi=u-an&co=a5');
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(pdf.headers['content-disposition']).toContain('dang-ky-ket-hon-xa-an-a5.pdf');
    expect(pdf.body.toString('latin1', 0, 5)).toBe('%PDF-');
    const poster = await card('thu-tuc=dang-ky-ket-hon&don-vi=u-an&co=a3');
    expect(poster.body.toString('latin1')).toMatch(/MediaBox \[0 0 841\.8\d* 1190\.5\d*\]/u);
    expect((await card('thu-tuc=dang-ky-ket-hon&don-vi=u-khac&co=a5')).status).toBe(403);
    expect((await card('thu-tuc=khong-co&don-vi=u-an&co=a5')).status).toBe(404);
    expect((await card('thu-tuc=to-cao&don-vi=khong-co&co=a5', librarian)).status).toBe(404);
  });
});
