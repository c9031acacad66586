import { yearBefore } from '#server/figures/figures.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { VisitKind } from '#server/figures/visit.ts';
import type { Item } from '#server/items/item.ts';
import { ask, type Answer } from '../../support/ask.ts';
import { aChange, anEvent } from '../../support/builders.ts';
import { publishItems } from '../../support/publish-items.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let today: string;
let items: Readonly<Record<'province' | 'commune' | 'school' | 'other', Item>>;
const cookies: Record<string, string> = {};
const unit = (id: string, name: string, more = {}) => ({
  id,
  code: id,
  name,
  kind: 'commune' as const,
  parentId: 'so-tu-phap',
  validFrom: null,
  validTo: null,
  successorId: null,
  ...more,
});

beforeAll(async () => {
  app = await startTestApp();
  const {
    storage: { catalog },
    actions,
  } = app.shelf;
  today = dayInVietnam(actions.now());
  await catalog.saveUnits([
    unit('xa-an', 'Xã An'),
    unit('xa-cu', 'Xã Cũ', { successorId: 'xa-an' }),
    unit('truong-an', 'Trường An', { parentId: 'xa-an' }),
    unit('xa-khac', 'Xã Khác'),
    unit('xa-vang', 'Xã Vắng'),
  ]);
  const [province, commune, school, other] = await publishItems(app, [
    { item: { title: '=HYPERLINK("x")', unitId: 'so-tu-phap', genre: 'sach' } },
    { item: { title: 'Nước sạch', unitId: 'xa-cu', genre: 'to-gap' } },
    { item: { title: 'Học luật', unitId: 'truong-an', genre: 'to-gap' } },
    { item: { title: 'Chuyện xã khác', unitId: 'xa-khac', genre: 'video' } },
  ]);
  items = { province: province!, commune: commune!, school: school!, other: other! };
  const visit = (item: Item, kind: VisitKind, count: number, day = today) => ({
    day,
    itemId: item.id,
    kind,
    count,
  });
  await catalog.addVisits([
    visit(items.province, 'view', 1_200),
    visit(items.commune, 'view', 30),
    visit(items.commune, 'read', 4),
    visit(items.commune, 'download', 5),
    visit(items.school, 'read', 6),
    visit(items.other, 'view', 800),
    visit(items.other, 'play', 70),
    visit(items.commune, 'view', 11, yearBefore({ from: today, to: today }).to),
    { day: today, itemId: '', kind: 'view', count: 9_999 },
  ]);
  for (const action of ['submit', 'publish'] as const)
    await catalog.saveItem(
      aChange((await catalog.findItem(items.commune.id))!, {
        event: anEvent(items.commune.id, { action, at: actions.now(), id: actions.newId() }),
      }),
    );
  for (const [n, answer] of (['yes', 'yes', 'no'] as const).entries())
    await catalog.addRating({
      id: `y-${n}`,
      itemId: items.commune.id,
      day: today,
      answer,
      comment: 'Bà Lò Thị Hương ở bản Phìn',
    });
  for (const [name, roles, unitId] of [
    ['librarian', ['cataloguer'], 'so-tu-phap'],
    ['contributor', ['contributor'], 'xa-an'],
    ['auditor', ['auditor'], 'xa-khac'],
    ['teacher', ['contributor'], 'truong-an'],
  ] as const)
    cookies[name] = (await staffPerson(app, roles, unitId)).cookie;
}, 60_000);
afterAll(() => app.close());

const see = (who: string, query = '', form = ''): Promise<Answer> =>
  ask(app.base, `/can-bo/thong-ke${form}${query}`, { headers: { cookie: cookies[who] ?? '' } });
/** The tiles: name → figure. */
const tiles = (page: Answer): Record<string, string> =>
  Object.fromEntries(
    [...page.html.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/gu)].map((m) => [m[1]!, m[2]!]),
  );
const rowsOf = (page: Answer, caption: string): string[] => {
  const table =
    page.html
      .split('<caption class="hidden">')
      .find((part) => part.startsWith(`${caption}<`))
      ?.split('</table>')[0] ?? '';
  return [...table.matchAll(/<tr><th scope="row">(.*?)<\/tr>/gu)].map((m) =>
    m[1]!
      .replaceAll(/<svg.*?<\/svg>/gu, '')
      .replaceAll(/<[^>]+>/gu, ' ')
      .replaceAll(/\s+/gu, ' ')
      .trim(),
  );
};

describe('figures for reports', () => {
  it('are of the whole shelf for the managing unit and an auditor', async () => {
    for (const who of ['librarian', 'auditor']) {
      const page = await see(who);
      expect([who, page.status, tiles(page)]).toEqual([
        who,
        200,
        {
          'Lượt đọc': '2.040',
          'Lượt tải tệp': '5',
          'Lượt nghe, xem': '70',
          'Lượt hiện trên trang khác': '0',
          'Tài liệu gửi lên': '1',
          'Tài liệu mới đăng': '1',
          'Lượt tìm': '0',
          'Bạn đọc hài lòng': '67%',
        },
      ]);
      expect(rowsOf(page, 'Theo thể loại')).toEqual([
        'Sách pháp luật 1.200 58,8%',
        'Video 800 39,2%',
        'Tờ gấp 40 2,0%',
      ]);
      expect(rowsOf(page, 'Theo đơn vị').slice(1)).toEqual([
        'Xã Khác 800 0 0',
        'Xã An 34 1 1',
        'Trường An 6 0 0',
      ]);
      expect(page.words).toContain('1 đơn vị không có lượt đọc');
      expect(rowsOf(page, 'Ý kiến bạn đọc')).toEqual([
        'Có, giúp được 2 66,7%',
        'Giúp một phần 0 0,0%',
        'Chưa giúp được 1 33,3%',
      ]);
    }
  });

  it('are of the unit, what it took over and what is below it for everybody else', async () => {
    const page = await see('contributor');
    expect(tiles(page)).toMatchObject({
      'Lượt đọc': '40',
      'Tài liệu gửi lên': '1',
      'Tài liệu mới đăng': '1',
    });
    expect(page.words).toContain('Xã An và đơn vị trực thuộc');
    expect(page.words).not.toContain('Xã Khác');
    expect(rowsOf(page, 'Đọc nhiều nhất')).toEqual(['Nước sạch 34 5', 'Học luật 6 0']);
    expect((await see('contributor', '?don-vi=xa-khac')).status).toBe(403);
    expect(tiles(await see('contributor', '?don-vi=truong-an'))['Lượt đọc']).toBe('6');
    const school = await see('teacher');
    expect(tiles(school)['Lượt đọc']).toBe('6');
    expect(school.all('select').map((s) => s.attribs['name'])).toEqual(['ky']);
  });

  it('are nobody’s who is not signed in', async () => {
    const page = await see('nobody');
    expect([page.status, page.headers.location]).toEqual([
      303,
      expect.stringContaining('/dang-nhap'),
    ]);
    expect((await see('nobody', '', '.csv')).status).toBe(303);
  });

  it('are those of a chosen unit, a merged one as its successor, the managing unit alone', async () => {
    expect(tiles(await see('librarian', '?don-vi=xa-cu'))['Lượt đọc']).toBe('40');
    expect(tiles(await see('librarian', '?don-vi=so-tu-phap'))['Lượt đọc']).toBe('1.200');
    expect((await see('librarian', '?don-vi=khong-co')).status).toBe(404);
  });

  it('stand by month beside the year before, as a picture with words and as a table', async () => {
    const page = await see('librarian');
    const months = rowsOf(page, 'Lượt đọc theo tháng');
    expect(months).toHaveLength(12);
    expect(months.at(-1)).toMatch(/ 2\.040 11$/u);
    expect(page.all('div').find((d) => d.attribs['role'] === 'img')?.attribs['aria-label']).toMatch(
      /^Biểu đồ đường: lượt đọc theo tháng từ .*nhiều nhất 2\.040 \(tháng .*cùng kỳ năm trước tổng cộng 11\. /u,
    );
    expect(page.html).toContain('<line class="before"');
  });

  it('choose a half-year; what is no period is the last twelve months', async () => {
    const half = await see('librarian', '?ky=ky-nay');
    expect(half.words).toContain(
      today.slice(5, 7) < '07'
        ? `6 tháng đầu năm ${today.slice(0, 4)}`
        : `6 tháng cuối năm ${today.slice(0, 4)}`,
    );
    expect(rowsOf(half, 'Lượt đọc theo tháng').length).toBeLessThanOrEqual(6);
    expect(rowsOf(await see('librarian', '?ky=la'), 'Lượt đọc theo tháng')).toHaveLength(12);
    expect(rowsOf(await see('librarian', '?ky=nam-truoc'), 'Lượt đọc theo tháng')).toHaveLength(12);
  });

  it('say so where there are none, without a chart', async () => {
    const page = await see('librarian', '?don-vi=xa-vang');
    expect(page.words).toContain('Chưa có lượt đọc nào trong kỳ này');
    expect(tiles(page)).toMatchObject({ 'Lượt đọc': '0', 'Bạn đọc hài lòng': '—' });
    expect(page.html).not.toContain('role="img"');
    expect(rowsOf(page, 'Lượt đọc theo tháng')).toHaveLength(12);
  });

  it('are taken along as a sheet that no program takes for formulas, with every unit', async () => {
    const sheet = await see('librarian', '?ky=12-thang', '.csv');
    expect([
      sheet.status,
      sheet.headers['content-type'],
      sheet.headers['content-disposition'],
    ]).toEqual([
      200,
      'text/csv; charset=utf-8',
      expect.stringMatching(/thong-ke-\d{4}-\d\d-01-\d{4}-\d\d-\d\d\.csv/u),
    ]);
    expect(sheet.html.startsWith('\ufeffTHỐNG KÊ KHAI THÁC')).toBe(true);
    for (const line of [
      'Toàn tủ sách',
      'Lượt đọc,2040,11',
      'Tài liệu gửi lên,1,0',
      'Sách pháp luật,1200,"58,8%",0,0',
      'Xã An,34,5,0,1,1',
      'Xã Vắng,0,0,0,0,0',
      `"'=HYPERLINK(""x"")",1200,0,0`,
    ])
      expect(sheet.html.split('\r\n')).toContain(line);
    expect((await see('contributor', '?don-vi=xa-khac', '.csv')).status).toBe(403);
  });

  it('tell nothing of a reader, and are reached from the menu', async () => {
    const [page, sheet] = [await see('librarian'), await see('librarian', '', '.csv')];
    expect(`${page.html}${sheet.html}`).not.toMatch(/Lò Thị Hương|bản Phìn/u);
    expect(
      (await ask(app.base, '/can-bo', { headers: { cookie: cookies['contributor']! } })).links.map(
        (l) => l.href,
      ),
    ).toContain('/can-bo/thong-ke');
  });
});
