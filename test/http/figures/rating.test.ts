import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, anAccount, anItem } from '../../support/builders.ts';
import { HASH_OF_X, staffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
// A proxy in front: each test speaks from an address of its own.
beforeAll(async () => {
  app = await startTestApp({ settings: { TRUST_PROXY: '1' } });
  cookie = await app.signIn();
});
afterAll(() => app.close());

const publish = async (title: string): Promise<string> =>
  (
    await app.shelf.storage.catalog.saveItem(
      aChange(anItem({ title, state: 'published', publishedAt: '2026-05-01T00:00:00.000Z' })),
    )
  ).id;
const rate = (id: string, fields: Fields, from = '192.0.2.1'): Promise<Answer> =>
  postForm(app.base, `/tai-lieu/${id}/danh-gia`, fields, { 'x-forwarded-for': from });
const counts = (id: string) => app.shelf.storage.catalog.countRatings(id);
const comments = (id: string) => app.shelf.storage.catalog.ratingComments(id, 10);

describe('a reader', () => {
  it('is asked on the page of an item, answers with one press and is thanked', async () => {
    const id = await publish('Sổ tay hộ tịch');
    const page = await ask(app.base, `/tai-lieu/${id}`);
    expect(page.words).toContain('Tài liệu này có giúp được bạn không?');
    const form = page.all('form').find((f) => f.attribs['action']?.endsWith('/danh-gia'))!;
    expect([form.attribs['method'], form.attribs['action']]).toEqual([
      'post',
      `/tai-lieu/${id}/danh-gia`,
    ]);
    expect(
      page
        .all('button')
        .filter((b) => b.attribs['name'] === 'answer')
        .map((b) => b.attribs['value']),
    ).toEqual(['yes', 'partly', 'no']);
    const answer = await rate(id, { answer: 'yes', comment: '' });
    expect([answer.status, answer.headers.location, answer.headers['set-cookie']]).toEqual([
      303,
      `/tai-lieu/${id}/danh-gia?xong=1`,
      undefined,
    ]);
    const thanks = await ask(app.base, answer.headers.location!);
    expect([thanks.heading, thanks.link('Về trang tài liệu')]).toEqual([
      'Cảm ơn bạn đã cho biết ý kiến',
      `/tai-lieu/${id}/so-tay-ho-tich`,
    ]);
    expect(await counts(id)).toEqual({ yes: 1, partly: 0, no: 0 });
  });

  it('may say more; nothing but item, day, answer and words is kept', async () => {
    const id = await publish('Có lời');
    await rate(
      id,
      { answer: 'partly', comment: '  Chữ nhỏ quá.\r\nTrang 3 thiếu <mẫu> “đơn”.  ' },
      '203.0.113.77',
    );
    const [kept] = await comments(id);
    expect(kept).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/u),
      itemId: id,
      day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/u),
      answer: 'partly',
      comment: 'Chữ nhỏ quá.\nTrang 3 thiếu <mẫu> “đơn”.',
    });
    expect(JSON.stringify(app.logged)).not.toContain('203.0.113.77');
  });

  it.each([
    [{ comment: 'Đã gõ' }, 'Hãy chọn một trong ba câu trả lời.'],
    [{ answer: 'maybe', comment: 'Đã gõ' }, 'Hãy chọn một trong ba câu trả lời.'],
    [{ answer: 'yes', comment: `Đã gõ ${'x'.repeat(1_000)}` }, 'Ý kiến dài quá 1.000 ký tự.'],
  ])('gets the form back with what was typed: %j', async (fields: Fields, message) => {
    const id = await publish('Sai');
    const answer = await rate(id, fields, '192.0.2.2');
    expect(answer.status).toBe(400);
    expect(answer.words).toContain(message);
    expect(answer.value('comment')).toBe(fields['comment']);
    expect(await counts(id)).toEqual({ yes: 0, partly: 0, no: 0 });
  });

  it('cannot answer about what is not published, nor from another site', async () => {
    const draft = await app.shelf.storage.catalog.saveItem(aChange(anItem()));
    expect((await rate(draft.id, { answer: 'yes' }, '192.0.2.3')).status).toBe(404);
    const staff = await postForm(
      app.base,
      `/tai-lieu/${draft.id}/danh-gia`,
      { answer: 'yes' },
      { cookie },
    );
    expect(staff.status).toBe(404);
    expect(
      (await ask(app.base, `/tai-lieu/${draft.id}/danh-gia`, { headers: { cookie } })).words,
    ).toContain('chưa đăng');
    const id = await publish('Trang khác');
    expect(
      (
        await postForm(
          app.base,
          `/tai-lieu/${id}/danh-gia`,
          { answer: 'yes' },
          { origin: 'https://xau.example' },
        )
      ).status,
    ).toBe(403);
    expect(await counts(id)).toEqual({ yes: 0, partly: 0, no: 0 });
  });

  it('who answers without end is held back; another address is not, and nothing typed is lost', async () => {
    const id = await publish('Nhiều lần');
    for (let n = 0; n < 60; n += 1)
      expect((await rate(id, { answer: 'no' }, '192.0.2.9')).status).toBe(303);
    const held = await rate(id, { answer: 'no', comment: 'vẫn còn đây' }, '192.0.2.9');
    expect([held.status, held.value('comment')]).toEqual([429, 'vẫn còn đây']);
    expect(held.words).toContain('Bạn thao tác quá nhanh.');
    expect((await rate(id, { answer: 'yes' }, '192.0.2.10')).status).toBe(303);
    expect(await counts(id)).toEqual({ yes: 1, partly: 0, no: 60 });
  });

  it('is asked again at the end of what was read, and only there', async () => {
    const demo = await startTestApp({ demo: true });
    try {
      const idOf = async (identifier: string): Promise<string> =>
        (await demo.shelf.storage.catalog.findItemByIdentifier(identifier))!.id;
      const [pdf, epub] = [await idOf('DEMO-0001'), await idOf('DEMO-0003')];
      const chapters = (await demo.shelf.storage.catalog.findItem(epub))!.attachments[0]!.pages!;
      for (const [id, last, before] of [
        [pdf, 'trang/79', 'trang/78'],
        [pdf, 'trang/76?xem=chu', 'trang/71?xem=chu'],
        [epub, `chuong/${chapters}`, 'chuong/1'],
      ] as const) {
        expect((await ask(demo.base, `/tai-lieu/${id}/${last}`)).link('Tài liệu này có giúp')).toBe(
          `/tai-lieu/${id}/danh-gia`,
        );
        expect((await ask(demo.base, `/tai-lieu/${id}/${before}`)).words).not.toContain(
          'Tài liệu này có giúp',
        );
      }
    } finally {
      await demo.close();
    }
  });

  it('may answer in English', async () => {
    const id = await publish('English');
    const page = await ask(app.base, `/tai-lieu/${id}/danh-gia`, {
      headers: { cookie: 'giao-dien=en' },
    });
    expect(page.words).toContain('Did this item help you?');
  });
});

describe('staff', () => {
  it('see the share of the satisfied and the latest words, of the shelf and of an item', async () => {
    const id = await publish('Được khen');
    for (const answer of ['yes', 'yes', 'no'])
      await rate(id, { answer, comment: `Lời ${answer}` }, '192.0.2.20');
    const record = await ask(app.base, `/can-bo/tai-lieu/${id}`, { headers: { cookie } });
    expect(record.words).toContain(
      '67 % hài lòng. Có, giúp được: 2 · Giúp một phần: 0 · Chưa giúp được: 1',
    );
    const work = await ask(app.base, '/can-bo', { headers: { cookie } });
    expect(work.words).toContain('Lời yes');
    expect(work.links.filter((l) => l.text === 'Được khen').map((l) => l.href)).toContain(
      `/can-bo/tai-lieu/${id}`,
    );
    expect(
      (await ask(app.base, '/can-bo?trang-thai=published', { headers: { cookie } })).words,
    ).not.toContain('Ý kiến bạn đọc');
  });

  it('see the words about their own unit alone, without the contacts of readers', async () => {
    const { catalog } = app.shelf.storage;
    const written: string[] = [];
    for (const unitId of ['xa-an', 'xa-khac']) {
      const saved = await catalog.saveItem(
        aChange(anItem({ unitId, state: 'published', publishedAt: '2026-05-01T00:00:00.000Z' })),
      );
      written.push(saved.id);
      const comment = `Lời về ${unitId}, gọi 0912 345 678 hoặc a.b@example.vn, ngày 12.05.2026`;
      await rate(saved.id, { answer: 'no', comment }, `192.0.2.${written.length + 50}`);
    }
    const sender = await staffPerson(app, ['contributor'], 'xa-an');
    const own = await ask(app.base, '/can-bo', { headers: { cookie: sender.cookie } });
    expect(own.words).toContain('Lời về xa-an, gọi ••• hoặc •••, ngày 12.05.2026');
    expect(own.words).not.toContain('Lời về xa-khac');
    const other = await ask(app.base, `/can-bo/tai-lieu/${written[1]!}`, {
      headers: { cookie: sender.cookie },
    });
    expect(other.status).toBe(200);
    expect(other.words).not.toContain('Lời về xa-khac');
    const answering = await ask(app.base, '/can-bo', { headers: { cookie } });
    expect(answering.words).toContain('Lời về xa-khac, gọi 0912 345 678 hoặc a.b@example.vn');
  });

  it('can empty what somebody should not have written; the answer still counts', async () => {
    const id = await publish('Số điện thoại');
    await rate(id, { answer: 'no', comment: 'Gọi tôi 0912 345 678' }, '192.0.2.21');
    const rating = (await comments(id))[0]!.id;
    expect((await postForm(app.base, `/can-bo/y-kien/${rating}/xoa`, {})).status).toBe(401);
    await app.shelf.storage.catalog.saveAccount(
      anAccount({
        username: 'gop-tep',
        roles: ['contributor'],
        passwordHash: HASH_OF_X,
      }),
    );
    const contributor = (
      await postForm(app.base, '/dang-nhap', { username: 'gop-tep', password: 'x' })
    ).headers['set-cookie']![0]!.split(';')[0]!;
    expect(
      (await postForm(app.base, `/can-bo/y-kien/${rating}/xoa`, {}, { cookie: contributor }))
        .status,
    ).toBe(403);
    expect(await comments(id)).toHaveLength(1);
    const done = await postForm(app.base, `/can-bo/y-kien/${rating}/xoa`, { item: id }, { cookie });
    expect([done.status, done.headers.location]).toEqual([303, `/can-bo/tai-lieu/${id}#y-kien`]);
    expect([await comments(id), await counts(id)]).toEqual([[], { yes: 0, partly: 0, no: 1 }]);
  });
});
