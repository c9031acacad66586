import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecognisedPage } from '#server/items/recognised-page.ts';
import { MOST_REPORTS } from '#server/correction/text-report.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, anAttachment, anItem } from '../../support/builders.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { aReading, aRecogniser, aRecognisedPage } from '../../support/make/some-readings.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const PAGES = [
  ['THÔNG BÁO', '¶Ủy ban nhân dân xã thông báo lịch tiếp công', 'dân hàng tuấn của xã.', '1'],
  ['¶Người dân mang theo giấy tờ tùy thân.', '2'],
];
/** What the second reader saw otherwise on the first page. */
const OTHER: Readonly<Record<string, string>> = { hàng: 'hằng', tuấn: 'tuần' };

const doubted = (page: RecognisedPage): RecognisedPage => ({
  ...page,
  lines: page.lines.map((line) => ({
    ...line,
    words: line.words.map((word) => {
      if (word.text === 'tùy') return { ...word, doubt: 1 };
      return Object.hasOwn(OTHER, word.text) ? { ...word, other: OTHER[word.text]! } : word;
    }),
  })),
});
const recogniser = aRecogniser((page) => doubted(aRecognisedPage(PAGES[page - 1]!)));

let app: TestApp;
let id: string;
let tep: string;
let binh: { readonly cookie: string; readonly id: string };
let an: { readonly cookie: string; readonly id: string };

const desk = (page = 1, more = ''): string =>
  `/can-bo/tai-lieu/${id}/doc-lai?tep=${tep}&trang=${page}${more}`;
const open = (path: string, cookie = binh.cookie): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const send = (action: string, fields: Fields, cookie = binh.cookie, accept = 'text/html') =>
  postForm(
    app.base,
    `/can-bo/tai-lieu/${id}/doc-lai/${action}`,
    { tep, trang: '1', ...fields },
    { cookie, accept },
  );
const reads = (path = `/tai-lieu/${id}/trang/1`): Promise<Answer> => ask(app.base, path);
const found = async (words: string): Promise<boolean> =>
  (await reads(`/tim-kiem?q=${encodeURIComponent(`"${words}"`)}&dung-nguyen-van=1`)).links.some(
    ({ href }) => href.startsWith(`/tai-lieu/${id}/trang/`),
  );

/** Fields of the form of one doubted word, as the page gives them. */
function formOf(page: Answer, word: string): Record<string, string> {
  const inputs = page.all('input');
  const at = inputs.findIndex((e) => e.attribs['name'] === 'chu' && e.attribs['value'] === word);
  expect(at).toBeGreaterThan(0);
  return Object.fromEntries(
    inputs.slice(at - 6, at + 1).map((e) => [e.attribs['name']!, e.attribs['value'] ?? '']),
  );
}

/** Fields of the form of all lines. */
const linesOf = (page: Answer): Record<string, string> =>
  Object.fromEntries(
    page
      .all('input')
      .filter((e) => /^(?:id|thay|dong)-\d/u.test(e.attribs['name'] ?? ''))
      .map((e) => [e.attribs['name']!, e.attribs['value'] ?? '']),
  );

beforeAll(async () => {
  app = await startTestApp({ recogniser });
  writeFileSync(join(app.folder, 'quet.pdf'), makePdf({ pages: ['', ''] }));
  id = (await app.importFolder(app.folder))[0]!.itemId!;
  const item = (await app.shelf.storage.catalog.findItem(id))!;
  tep = item.attachments[0]!.id;
  [binh, an] = [
    await staffPerson(app, ['cataloguer'], item.unitId, { displayName: 'Trần Thị Bình' }),
    await staffPerson(app, ['cataloguer'], item.unitId, { displayName: 'Lê Văn An' }),
  ];
});
afterAll(() => app.close());

describe('a page that a machine read', () => {
  it('shows its doubted words, each below its own piece of the picture', async () => {
    const page = await open(desk());
    expect(page.status).toBe(200);
    expect(page.texts('mark')).toEqual(['hàng', 'tuấn']);
    expect(page.texts('button')).toEqual(expect.arrayContaining(['Lấy “hằng”', 'Lấy “tuần”']));
    const pictures = page.all('image').map((e) => e.attribs['href']);
    // One picture for all of them: it is fetched once.
    expect(new Set(pictures)).toEqual(new Set([`/tep/${tep}/trang/1.webp?rong=1280`]));
    expect(page.html).not.toContain('style="');
    expect(page.words).toContain('Đã đọc lại 0/2 trang');
  });

  it('shows a strange word that both machines read alike, with no other to take', async () => {
    const page = await open(desk(2));
    expect(page.texts('mark')).toEqual(['tùy']);
    expect(page.texts('button').filter((text) => text.startsWith('Lấy'))).toEqual([]);
    expect(page.texts('button')).toContain('Lưu');
  });

  it('is told to readers as such', async () => {
    expect((await reads()).words).toContain('do máy đọc từ ảnh, chưa có người đọc lại');
  });

  it('has a word accepted, taken from the other reading, or typed, without a script', async () => {
    const page = await open(desk());
    const taken = await send('chu', { ...formOf(page, 'tuấn'), lay: 'tuần' });
    expect(taken.status).toBe(303);
    const next = await open(taken.headers.location!.replace(/#.*/u, ''));
    expect(next.words).toContain('Đã lưu.');
    expect(next.texts('mark')).toEqual(['hàng']);
    const accepted = await send('chu', formOf(next, 'hàng'));
    expect((await open(accepted.headers.location!.replace(/#.*/u, ''))).texts('mark')).toEqual([]);
  });

  it('is read, found, laid over the picture and printed as it was corrected', async () => {
    await app.settle();
    const read = await reads();
    expect(read.texts('p')).toContain(
      'Ủy ban nhân dân xã thông báo lịch tiếp công dân hàng tuần của xã.',
    );
    expect(read.texts('text')).toContain('dân hàng tuần của xã.');
    expect(await found('hàng tuần của xã')).toBe(true);
    expect(await found('hàng tuấn của xã')).toBe(false);
    expect((await reads(`/tai-lieu/${id}/trang/1?xem=chu`)).words).toContain('hàng tuần của xã');
    expect((await reads(`/tai-lieu/${id}/in`)).words).toContain('hàng tuần của xã');
  });

  it('keeps what was corrected when a newer recogniser reads it, and gets better elsewhere', async () => {
    PAGES[0]![0] = 'THÔNG BÁO SỐ 12';
    await postForm(
      app.base,
      `/can-bo/tai-lieu/${id}/nhan-dang`,
      { tep, buoc: 'lam-lai' },
      { cookie: binh.cookie },
    );
    await app.settle();
    const read = await reads();
    expect(read.words).toContain('THÔNG BÁO SỐ 12');
    expect(read.words).toContain('dân hàng tuần của xã.');
    expect(await found('hàng tuần của xã')).toBe(true);
  });
});

describe('two persons on one page', () => {
  it('are told of each other, and neither is held up', async () => {
    await open(desk(2));
    const other = await open(desk(2), an.cookie);
    expect(other.words).toContain('Trần Thị Bình đang đọc lại trang này');
    expect((await open(desk(2))).words).not.toContain('đang đọc lại trang này');
  });

  it('both change the same line: different words both stand', async () => {
    const [mine, theirs] = [
      linesOf(await open(desk(1, '&xem=ca-trang'))),
      linesOf(await open(desk(1, '&xem=ca-trang'), an.cookie)),
    ];
    const line = mine['dong-2-chu']!;
    await send('cac-dong', { ...mine, 'dong-2-chu': line.replace('xã thông', 'xã An Bình thông') });
    const late = await send(
      'cac-dong',
      { ...theirs, 'dong-2-chu': line.replace('lịch', 'Lịch') },
      an.cookie,
    );
    expect(late.status).toBe(303);
    expect(linesOf(await open(desk(1, '&xem=ca-trang')))['dong-2-chu']).toBe(
      'Ủy ban nhân dân xã An Bình thông báo Lịch tiếp công',
    );
  });

  it('the same word: the second is told, sees both, and may insist', async () => {
    const mine = linesOf(await open(desk(1, '&xem=ca-trang')));
    const line = mine['dong-2-chu']!;
    const theirs = line.replace('Lịch', 'lịch');
    await send('cac-dong', { ...mine, 'dong-2-chu': theirs }, an.cookie);
    const wanted = line.replace('Lịch', 'LỊCH');
    const refused = await send('cac-dong', { ...mine, 'dong-2-chu': wanted });
    expect(refused.status).toBe(409);
    expect(refused.words).toContain(`Có người vừa sửa dòng này thành: “${theirs}”`);
    expect(refused.value('dong-2-chu')).toBe(wanted);
    const again = await send('cac-dong', linesOf(refused));
    expect(again.status).toBe(303);
    expect(linesOf(await open(desk(1, '&xem=ca-trang')))['dong-2-chu']).toBe(wanted);
    // With a script the same is an answer that it shows beside the word.
    const word = { dong: mine['id-2']!, thay: line, 'vi-tri': '9', chu: 'lich' };
    const told = await send('chu', word, binh.cookie, 'application/json');
    expect([told.status, JSON.parse(told.html)]).toEqual([
      409,
      { state: 'conflict', text: wanted },
    ]);
  });
});

describe('lines', () => {
  it('are added and taken away, and each change is taken back', async () => {
    const lines = linesOf(await open(desk(2, '&xem=ca-trang')));
    const page = { trang: '2' };
    await send('cac-dong', {
      ...lines,
      ...page,
      'bo-2': '1',
      them: 'Nơi nhận: như trên.',
      duoi: lines['id-1']!,
    });
    await app.settle();
    expect((await reads(`/tai-lieu/${id}/trang/2`)).words).toContain('Nơi nhận: như trên.');
    const after = await open(desk(2));
    expect(after.texts('ins')).toContain('Nơi nhận: như trên.');
    expect(after.texts('del')).toEqual(['2']);
    // The last of one's own by key, then the other by its button.
    const undone = await send('hoan-tac', page, binh.cookie, 'application/json');
    expect(JSON.parse(undone.html)).toMatchObject({ state: 'saved' });
    expect(JSON.parse((await send('hoan-tac', page, an.cookie, 'application/json')).html)).toEqual({
      state: 'none',
      told: 'het-hoan-tac',
    });
    const without = linesOf(await open(desk(2, '&xem=ca-trang')));
    expect(Object.values(without)).not.toContain('Nơi nhận: như trên.');
    const first = (await open(desk(2))).all('button').filter((b) => b.attribs['name'] === 'lan');
    await send('hoan-tac', { ...page, lan: first.at(-1)!.attribs['value']! });
    await app.settle();
    expect(linesOf(await open(desk(2, '&xem=ca-trang')))).toEqual(lines);
    expect((await reads(`/tai-lieu/${id}/trang/2`)).words).not.toContain('Nơi nhận');
  });

  it('are parted and joined in one press, with what was typed before, and taken back', async () => {
    const whole = () => open(desk(2, '&xem=ca-trang'));
    const textsNow = async (): Promise<(string | undefined)[]> => {
      const lines = linesOf(await whole());
      return [1, 2, 3].map((n) => lines[`dong-${n}-chu`]);
    };
    const presses = async (viec: string, more: Fields = {}, cookie = binh.cookie) =>
      send('cac-dong', { ...linesOf(await whole()), trang: '2', viec, ...more }, cookie);
    const page = await whole();
    const offers = page.all('select').find((e) => e.attribs['name'] === 'tach-1')!;
    expect(offers).toBeDefined();
    // Two rows are two lines: nothing offers to join them, nor does a form that asks for it.
    const isJoining = (answer: Answer) =>
      answer.all('button').some((b) => b.attribs['value'] === 'noi-1');
    expect(isJoining(page)).toBe(false);
    expect((await presses('noi-1')).status).toBe(400);
    const parted = await presses('tach-1', {
      'tach-1': '4',
      'dong-1-chu': 'Mọi người dân mang theo giấy tờ tùy thân.',
    });
    expect(parted.headers.location).toContain('bao=da-tach');
    expect(await textsNow()).toEqual(['Mọi người dân mang theo', 'giấy tờ tùy thân.', '2']);
    await app.settle();
    expect((await reads(`/tai-lieu/${id}/trang/2`)).words).toContain('mang theo giấy tờ tùy thân.');
    expect((await open(desk(2))).texts('b')).toContain('Tách dòng');
    // Somebody changed a piece meanwhile: nothing is joined.
    const old = linesOf(await whole());
    await presses('', { 'dong-2-chu': 'giấy tờ tuỳ thân.' }, an.cookie);
    const late = await send('cac-dong', { ...old, trang: '2', viec: 'noi-1' });
    expect(late.headers.location).toContain('bao=khong-ve-lai');
    expect(isJoining(await whole())).toBe(true);
    expect((await presses('noi-1')).headers.location).toContain('bao=da-noi');
    expect(await textsNow()).toEqual(['Mọi người dân mang theo giấy tờ tuỳ thân.', '2', undefined]);
    const undo = async (cookie = binh.cookie): Promise<void> => {
      const answer = await send('hoan-tac', { trang: '2' }, cookie, 'application/json');
      expect(JSON.parse(answer.html)).toMatchObject({ state: 'saved' });
    };
    await undo();
    expect(await textsNow()).toEqual(['Mọi người dân mang theo', 'giấy tờ tuỳ thân.', '2']);
    await undo();
    expect(await textsNow()).toEqual(['Mọi người dân mang theo giấy tờ tuỳ thân.', '2', undefined]);
    const untouched = 'Người dân mang theo giấy tờ tùy thân.';
    await presses('', { 'dong-1-chu': untouched });
    expect(await textsNow()).toEqual([untouched, '2', undefined]);
  });

  it('that are too long come back filled, and nothing is saved', async () => {
    const lines = linesOf(await open(desk(2, '&xem=ca-trang')));
    const answer = await send('cac-dong', {
      ...lines,
      trang: '2',
      them: 'chữ '.repeat(900),
    });
    expect(answer.status).toBe(400);
    expect(answer.words).toContain('Một dòng dài nhất 2000 ký tự.');
    expect(answer.value('them')).toContain('chữ chữ');
  });
});

describe('a page that is done', () => {
  it('says who and when to staff, the day to readers, and tells those who compiled the item', async () => {
    await send('xong', { viec: 'xong' });
    const page = await open(desk());
    expect(page.words).toContain('Trần Thị Bình đã đọc lại trang này ngày');
    expect(page.words).toContain('Đã đọc lại 1/2 trang');
    expect((await reads()).words).toMatch(
      /do máy đọc từ ảnh, đã được đọc lại ngày \d\d\/\d\d\/\d{4}/u,
    );
    expect((await reads(`/tai-lieu/${id}/trang/2`)).words).toContain('chưa có người đọc lại');
    const record = await open(`/can-bo/tai-lieu/${id}`);
    expect(record.words).toContain('Đã đọc lại 1/2 trang');
    expect(record.words).toContain('Đọc lại chữ của một trang');
    expect((await app.shelf.storage.catalog.findItem(id))!.state).toBe('published');
    const awaiting = await open('/can-bo/doc-lai');
    expect(awaiting.link('quet')).toBe(`/can-bo/tai-lieu/${id}/doc-lai`);
  });

  it('is opened again', async () => {
    await send('xong', { viec: 'mo' });
    expect((await reads()).words).toContain('chưa có người đọc lại');
    await send('xong', { viec: 'xong' });
  });
});

describe('a reader', () => {
  const form = (): string => `/tai-lieu/${id}/trang/1/bao-loi`;
  const report = (fields: Fields): Promise<Answer> => postForm(app.base, form(), fields);

  it('says without an account that a word is wrong, and staff come to the very line', async () => {
    const page = await reads();
    expect(page.link('Báo lỗi chữ')).toBe(form());
    const empty = await ask(app.base, `${form()}?chu=h%C3%A0ng+tu%E1%BA%A7n`);
    expect(empty.value('dong')).toBe('dân hàng tuần của xã.');
    expect(empty.value('chu')).toBe('hàng tuần');
    const sent = await report({ dong: empty.value('dong'), chu: 'hàng', dung: 'hằng' });
    expect((await reads(sent.headers.location!)).words).toContain('Cảm ơn bạn');
    const list = await open('/can-bo/doc-lai');
    expect(list.words).toContain('1 lời báo lỗi');
    const item = await open(`/can-bo/tai-lieu/${id}/doc-lai`);
    expect(item.words).toContain('hằng');
    const [address, spot] = item.link('Tới dòng này (trang 1)').split('#');
    const line = (await open(address!)).all('li').find((li) => li.attribs['id'] === spot);
    expect(line).toBeDefined();
  });

  it('is settled: taken or refused, it is gone from the list and told in the history', async () => {
    await report({ dong: '', chu: 'UBND', dung: '' });
    const settle = async (xuLy: string) => {
      const page = await open(`/can-bo/tai-lieu/${id}/doc-lai`);
      await send('bao-loi', { bao: page.value('bao'), 'xu-ly': xuLy });
    };
    await settle('nhan');
    await settle('bo');
    const page = await open(`/can-bo/tai-lieu/${id}/doc-lai`);
    expect(page.words).not.toContain('Bạn đọc báo lỗi chữ');
    expect(page.words).toContain('Không nhận lời báo lỗi chữ');
    expect((await send('bao-loi', { bao: 'khong-co', 'xu-ly': 'nhan' })).status).toBe(404);
  });

  it('gets a form back that says nothing or too much, and one that many sent before', async () => {
    expect((await report({ dong: 'không có dòng này', chu: '' })).words).toContain(
      'Hãy chọn dòng có chữ sai, hoặc ghi chữ sai.',
    );
    const long = await report({ chu: 'x'.repeat(301) });
    expect([long.status, long.value('chu').length]).toEqual([400, 301]);
    for (let n = 0; n < MOST_REPORTS; n++) await report({ chu: `chữ ${n}` });
    expect((await report({ chu: 'một chữ nữa' })).words).toContain('đã có nhiều lời báo');
    let status = 0;
    for (let n = 0; n < 60 && status !== 429; n++) status = (await report({ chu: 'x' })).status;
    expect(status).toBe(429);
  });

  it('finds no form on a page that no machine read', async () => {
    expect((await reads(`/tai-lieu/${id}/trang/9/bao-loi`)).status).toBe(404);
  });
});

it('nobody corrects what they may not edit', async () => {
  const stranger = await staffPerson(app, ['cataloguer'], 'xa-khac');
  const reader = await staffPerson(app, ['approver'], 'so-tu-phap');
  for (const { cookie } of [stranger, reader]) {
    expect((await open(desk(), cookie)).status).toBe(403);
    expect((await send('xong', { viec: 'mo' }, cookie)).status).toBe(403);
  }
  expect((await open(desk(7))).status).toBe(404);
});

describe('the list of what awaits a reader', () => {
  const scanOf = (name: string) =>
    anAttachment({
      name,
      recognition: { pages: [{ from: 1, to: 1 }], state: 'done', inText: 1, recogniser: 1 },
    });

  it('goes on page by page, over all of them and none twice, while others finish some', async () => {
    const { catalog } = app.shelf.storage;
    const names = Array.from({ length: 230 }, (_, n) => `xep-hang-${n}`);
    const items = names.map((title) =>
      anItem({ title, unitId: 'xa-xep-hang', attachments: [scanOf(`${title}.pdf`)] }),
    );
    for (const item of items) {
      await catalog.saveItem(aChange(item));
      await catalog.saveReading(
        aReading({ itemId: item.id, attachmentId: item.attachments[0]!.id }),
      );
    }
    const { cookie } = await staffPerson(app, ['cataloguer'], 'xa-xep-hang');
    const seen: string[] = [];
    let path: string | undefined = '/can-bo/doc-lai';
    const sizes: number[] = [];
    while (path !== undefined) {
      const page: Answer = await open(path, cookie);
      const titles = page.links.map(({ text }) => text).filter((text) => names.includes(text));
      sizes.push(titles.length);
      seen.push(...titles);
      expect(page.links.some(({ text }) => text === 'Về đầu danh sách')).toBe(sizes.length > 1);
      path = page.links.find(({ text }) => text === 'Trang sau')?.href;
      // The very item that the page ended with leaves the list.
      const last = items.find(({ title }) => title === titles.at(-1))!;
      await catalog.dropReadings(last.attachments[0]!.id);
    }
    expect(sizes).toEqual([100, 100, 30]);
    expect(seen.toSorted()).toEqual(names.toSorted());
    expect((await open('/can-bo/doc-lai?sau=gi-do', cookie)).status).toBe(200);
  });
});
