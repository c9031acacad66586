import type { Item, ItemWork } from '#server/items/item.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, anAttachment, anItem } from '../../support/builders.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let who: StaffPerson;
const catalog = () => app.shelf.storage.catalog;
const get = (path: string, person = who): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie: person.cookie } });
const post = (action: string, fields: Fields, person = who): Promise<Answer> =>
  postForm(app.base, `/can-bo/bo-loc/${action}`, fields, { cookie: person.cookie });
const save = (
  title: string,
  more: Partial<Item> = {},
  work: Partial<ItemWork> = {},
): Promise<Item> => {
  const item = anItem({ title, unitId: 'xa-an', state: 'submitted', ...more });
  return catalog().saveItem(
    aChange({ ...item, work: { ...item.work, since: new Date().toISOString(), ...work } }),
  );
};
const titles = async (query: string, person = who): Promise<string[]> =>
  (await get(`/can-bo?${query}`, person)).texts('h3');

beforeAll(async () => {
  app = await startTestApp();
  await catalog().saveUnits(
    [
      ['xa-an', null],
      ['xa-binh', null],
      ['xa-cu', 'xa-an'],
    ].map(([id, successorId]) => ({
      id: id!,
      code: id!,
      name: `Xã ${id}`,
      kind: 'commune',
      parentId: 'so-tu-phap',
      validFrom: null,
      validTo: null,
      successorId: successorId!,
    })),
  );
  who = await staffPerson(app, ['cataloguer']);
  await save('Đất đai xã An', { subjects: ['11'] });
  await save(
    'Hộ tịch xã An',
    { subjects: ['44'], compilers: ['Hội Phụ nữ'] },
    { since: '2026-01-05T03:00:00.000Z' },
  );
  await save(
    'Đất đai xã Bình',
    {
      subjects: ['11'],
      unitId: 'xa-binh',
      attachments: [anAttachment({ name: 'quét-lần-2.pdf' })],
    },
    { holder: { id: who.id, name: 'Tôi' } },
  );
  await save(
    'Đất đai xã cũ',
    { subjects: ['11', '44'], unitId: 'xa-cu' },
    { since: '2026-01-06T03:00:00.000Z' },
  );
  await save('Bản nháp đất đai', { subjects: ['11'], state: 'draft' });
});
afterAll(() => app.close());

describe('the queue, filtered', () => {
  it.each([
    ['trang-thai=submitted&don-vi=xa-an', ['Hộ tịch xã An', 'Đất đai xã cũ', 'Đất đai xã An']],
    ['trang-thai=submitted&chu-de=11', ['Đất đai xã cũ', 'Đất đai xã An', 'Đất đai xã Bình']],
    ['trang-thai=submitted&chu-de=44&don-vi=xa-an', ['Hộ tịch xã An', 'Đất đai xã cũ']],
    ['trang-thai=submitted&qua-han=1', ['Hộ tịch xã An', 'Đất đai xã cũ']],
    ['trang-thai=submitted&qua-han=1&chu-de=11', ['Đất đai xã cũ']],
    ['trang-thai=submitted&tu=dat+dai+cu', ['Đất đai xã cũ']],
    ['trang-thai=submitted&tu=phu+nu', ['Hộ tịch xã An']],
    ['trang-thai=submitted&tu=quet+lan', ['Đất đai xã Bình']],
    ['cua=toi', ['Đất đai xã Bình']],
    ['tu=nhap', ['Bản nháp đất đai']],
    ['trang-thai=published&qua-han=1', []],
    ['trang-thai=submitted&don-vi=khong-co', []],
  ])('by %s shows %j', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('never shows items of units one does not see', async () => {
    const other = await staffPerson(app, ['cataloguer'], 'xa-binh');
    expect([await titles('don-vi=xa-an', other), await titles('tu=dat', other)]).toEqual([
      [],
      ['Đất đai xã Bình'],
    ]);
  });

  it('leaves out steps that have nothing of it, and says where none has', async () => {
    expect((await get('/can-bo?tu=nhap')).texts('h2')).toEqual(['Bản nháp 1']);
    expect((await get('/can-bo?tu=khong-co-dau')).words).toContain(
      'Không có việc nào khớp bộ lọc.',
    );
  });

  it('counts what an index can count, and looks through a long queue a part at a time', async () => {
    for (let n = 0; n < 430; n++)
      await save(
        n % 100 === 99 ? `Hiếm ${n}` : `Thường ${n}`,
        { unitId: 'xa-binh', state: 'verified' },
        { since: new Date(Date.parse('2026-03-01T00:00:00Z') + n * 60_000).toISOString() },
      );
    expect((await get('/can-bo?trang-thai=verified&don-vi=xa-binh')).words).toMatch(
      /Chờ duyệt 430/u,
    );
    const all = await get('/can-bo?tu=hiem');
    expect([all.texts('h3'), all.words.includes('hơn 4')]).toEqual([
      ['Hiếm 99', 'Hiếm 199', 'Hiếm 299', 'Hiếm 399'],
      true,
    ]);
    const first = await get('/can-bo?trang-thai=verified&tu=thuong');
    const walked = first.texts('h3');
    for (let page = first; page.links.some((l) => l.text === 'Tìm tiếp');) {
      page = await get(page.link('Tìm tiếp'));
      walked.push(...page.texts('h3'));
    }
    expect([new Set(walked).size, walked.length]).toEqual([426, 426]);
  });
});

describe('a named filter', () => {
  const FILTER = {
    'trang-thai': 'submitted',
    'don-vi': 'xa-an',
    'chu-de': '11',
    'qua-han': '1',
    cua: 'toi',
    tu: 'đất',
  };

  it('is kept on the account, shown as a chip that leads to it, replaced by its name and forgotten', async () => {
    expect((await post('luu', { ten: 'Đất đai gấp', ...FILTER })).headers.location).toBe(
      `/can-bo?${new URLSearchParams(FILTER).toString()}`,
    );
    const chip = (await get('/can-bo')).links.find((l) => l.text === 'Đất đai gấp')!;
    const opened = await get(chip.href);
    expect([
      opened.value('don-vi'),
      opened.value('chu-de'),
      opened.value('tu'),
      opened.chosen('qua-han'),
      opened.chosen('cua'),
    ]).toEqual(['xa-an', '11', 'đất', ['1'], ['toi']]);
    expect(opened.words).toContain('Xóa bộ lọc “Đất đai gấp”');
    await post('luu', { ten: 'Đất đai gấp', 'trang-thai': 'submitted', 'chu-de': '11' });
    expect((await catalog().getAccount(who.id)).queueFilters).toEqual([
      {
        name: 'Đất đai gấp',
        stage: 'submitted',
        unitId: '',
        subject: '11',
        overdue: false,
        mine: false,
        text: '',
      },
    ]);
    expect(
      (await get('/can-bo', await staffPerson(app, ['cataloguer']))).links.some(
        (l) => l.text === 'Đất đai gấp',
      ),
    ).toBe(false);
    await post('xoa', { ten: 'Đất đai gấp' });
    expect((await catalog().getAccount(who.id)).queueFilters).toEqual([]);
  });

  it('is refused without a name, with one too long, and where there are too many; what was chosen stays', async () => {
    for (const ten of ['', 'x'.repeat(61)]) {
      const refused = await post('luu', { ten, 'trang-thai': 'submitted', 'chu-de': '11' });
      expect([
        refused.status,
        refused.value('ten'),
        refused.value('chu-de'),
        refused.links.some((l) => l.href === '#ten'),
        refused.texts('h3').length,
      ]).toEqual([400, ten, '11', true, 3]);
    }
    for (let n = 0; n < 20; n++) await post('luu', { ten: `Lọc ${n}`, 'don-vi': 'xa-an' });
    expect([
      (await post('luu', { ten: 'Một nữa', 'don-vi': 'xa-an' })).status,
      (await post('luu', { ten: 'Lọc 3', 'don-vi': 'xa-binh' })).status,
    ]).toEqual([400, 303]);
  });
});
