import { reportId, type UnitReport } from '#server/reports/report.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { publishItems } from '../../support/publish-items.ts';
import { blocksOfWord } from '../../support/receivers/read-word.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';

const ROUND = 'nam-2025-01-01';
const MANY = 126;
const UNIT = {
  kind: 'commune' as const,
  parentId: null,
  validFrom: null,
  validTo: null,
  successorId: null,
};
const commune = (id: string, name: string, more = {}) => ({ ...UNIT, id, code: id, name, ...more });
const UNITS = [
  { ...UNIT, id: 'so-tu-phap', code: 'stp', name: 'Sở Tư pháp', kind: 'department' as const },
  commune('xa-an', 'Xã An Bình'),
  commune('xa-ban', 'Xã Bản Đôn'),
  commune('xa-cu', 'Xã Cũ'),
  commune('xa-dong', 'Xã Đông Hòa'),
  ...Array.from({ length: MANY }, (_, i) => commune(`xa-${i}`, `Xã Số ${i}`)),
];
const FILLED = {
  act: 'send',
  version: '0',
  events: '12',
  listeners: '1.234',
  broadcasts: '52',
  leaflets: '0',
  difficulties: 'Đường truyền yếu ở bản xa.',
  proposals: '',
};

let app: TestApp;
let so: StaffPerson;
let an: StaffPerson;
let ban: StaffPerson;

const open = (path: string, who: StaffPerson): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie: who.cookie } });
const send = (path: string, fields: Fields, who: StaffPerson): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie: who.cookie });
const of = (unitId: string): string => reportId(ROUND, unitId);
const page = (unitId: string, rest = ''): string => `/can-bo/bao-cao-xa/${of(unitId)}${rest}`;
const stored = async (unitId: string): Promise<UnitReport> =>
  (await app.shelf.storage.catalog.findReport(of(unitId)))!;
const version = async (unitId: string): Promise<string> => String((await stored(unitId)).version);

beforeAll(async () => {
  setClock('2026-01-05T02:00:00.000Z');
  app = await startTestApp();
  await app.shelf.storage.catalog.saveUnits(UNITS);
  so = await staffPerson(app, ['approver'], 'so-tu-phap', { displayName: 'Lê Văn Duyệt' });
  an = await staffPerson(app, ['contributor'], 'xa-an', { displayName: 'Lò Thị Hương' });
  ban = await staffPerson(app, ['cataloguer'], 'xa-ban');
  const item = { unitId: 'xa-an', genre: 'to-gap', subjects: ['11'] };
  const [old] = await publishItems(app, [
    { item: { ...item, title: 'Tờ gấp về đất', publishedAt: '2024-05-01T03:00:00.000Z' } },
    { item: { ...item, title: 'Tờ gấp mới', publishedAt: '2025-05-01T03:00:00.000Z' } },
    { item: { ...item, title: 'Sau kỳ', publishedAt: '2026-01-02T03:00:00.000Z' } },
  ]);
  const visit = (kind: 'view' | 'download', count: number) => ({ itemId: old!.id, kind, count });
  await app.shelf.storage.catalog.addVisits([
    { day: '2025-06-01', ...visit('view', 2500) },
    { day: '2025-06-02', ...visit('download', 7) },
    { day: '2024-06-02', ...visit('download', 90) },
  ]);
});
afterAll(() => app.close());

describe('a round of reports', () => {
  const DAYS = { kind: 'year', from: '01/01/2025', to: '31/12/2025', due: '10/01/2026' };

  it('is opened by the managing unit, and what is wrong comes back filled', async () => {
    const wrong = await send(
      '/can-bo/bao-cao/moi',
      { ...DAYS, from: '31/12/2025', to: '01/02/2025', due: '30/02/2026' },
      so,
    );
    expect(wrong.status).toBe(400);
    expect(wrong.value('to')).toBe('01/02/2025');
    expect(wrong.words).toContain('Ghi đủ ngày/tháng/năm có thật');
    const twisted = await send('/can-bo/bao-cao/moi', { ...DAYS, to: '01/12/2024' }, so);
    expect(twisted.words).toContain('Ngày cuối kỳ phải sau ngày đầu kỳ.');
    expect((await send('/can-bo/bao-cao/moi', DAYS, ban)).status).toBe(403);
    const opened = await send('/can-bo/bao-cao/moi', DAYS, so);
    expect(opened.headers.location).toBe(`/can-bo/bao-cao/${ROUND}?bao=da-mo`);
    const twice = await send('/can-bo/bao-cao/moi', { ...DAYS, from: '02/01/2025' }, so);
    expect(twice.words).toContain('Đã có một kỳ cùng loại trùng những ngày này.');
    const log = await app.shelf.storage.catalog.listSecurityRows({
      kind: 'setting-changed',
      personId: so.id,
      unitIds: null,
      from: null,
      until: null,
      order: 'newest',
      after: null,
      limit: 9,
    });
    expect(log.map(({ targetKind }) => targetKind)).toEqual(['report-round']);
  });

  it('shows each commune its own report, and the managing unit all of them', async () => {
    const list = await open('/can-bo/bao-cao', an);
    expect(list.words).toContain('Lập báo cáo: Xã An Bình');
    expect(list.words).not.toContain('Bản Đôn');
    const whole = await open(`/can-bo/bao-cao/${ROUND}`, so);
    expect(whole.words).toContain(`Chưa lập: ${MANY + 4}`);
    expect(whole.words).toContain('Xã Bản Đôn');
    expect((await open(`/can-bo/bao-cao/${ROUND}`, an)).words).not.toContain('Xã Bản Đôn');
    expect((await open(page('xa-ban'), an)).status).toBe(404);
    expect((await send(page('xa-ban'), FILLED, an)).status).toBe(404);
    expect((await open(page('khong-co'), so)).status).toBe(404);
    expect((await open(`/can-bo/bao-cao/${ROUND}/tong-hop`, an)).status).toBe(403);
  });
});

describe('the report of a commune', () => {
  it('shows what the shelf knows, and takes whole numbers and short texts only', async () => {
    const empty = await open(page('xa-an'), an);
    expect(empty.words).toContain('Tài liệu có đến ngày cuối kỳ 2');
    expect(empty.words).toContain('Tài liệu mới đăng 1');
    expect(empty.words).toContain('Lượt đọc 2.500');
    expect(empty.words).toContain('Lượt tải tệp 7');
    const long = 'ă'.repeat(4001);
    const wrong = await send(
      page('xa-an'),
      { ...FILLED, events: '-3', listeners: '1,5', leaflets: '', difficulties: long },
      an,
    );
    expect(wrong.status).toBe(400);
    expect(wrong.words.match(/ghi một số nguyên từ 0/gu)).toHaveLength(4);
    expect(wrong.words).toContain('không có thì ghi 0');
    expect(wrong.words).toContain('dài 4.001 ký tự, tối đa 4.000');
    expect([wrong.value('events'), wrong.value('difficulties')]).toEqual(['-3', long]);
    expect(await app.shelf.storage.catalog.findReport(of('xa-an'))).toBeNull();
    const kept = await send(page('xa-an'), { ...FILLED, act: 'save', leaflets: '' }, an);
    expect(kept.headers.location).toBe(`${page('xa-an')}?bao=da-luu`);
  });

  it('of two people at once comes back to the second, filled, with what changed', async () => {
    const other = await staffPerson(app, ['unit-admin'], 'xa-an');
    const first = { ...FILLED, act: 'save', version: '1', events: '20' };
    expect((await send(page('xa-an'), first, other)).status).toBe(303);
    const second = await send(page('xa-an'), { ...first, events: '21' }, an);
    expect(second.status).toBe(409);
    expect(second.value('events')).toBe('21');
    expect(second.words).toContain('Số buổi tuyên truyền, sinh hoạt pháp luật: bản kia ghi “20”.');
    expect(second.words).not.toContain('Lượt người dự: bản kia');
    expect(second.value('version')).toBe('2');
    const again = { ...first, events: '21', version: '2', act: 'send' };
    expect((await send(page('xa-an'), again, an)).headers.location).toContain('da-gui');
    const twice = await send(page('xa-an'), { ...again, proposals: 'Thêm sách' }, an);
    expect(twice.status).toBe(409);
    expect(twice.value('proposals')).toBe('Thêm sách');
    expect((await stored('xa-an')).own).toMatchObject({ events: 21, proposals: '' });
  });

  it('comes back with a reason, tells whoever wrote it, and is taken at last', async () => {
    expect((await send(page('xa-an', '/nhan'), { version: '3' }, an)).status).toBe(403);
    const empty = await send(page('xa-an', '/tra-lai'), { version: '3', reason: '' }, so);
    expect(empty.words).toContain('Hãy ghi lý do.');
    const back = { version: '3', reason: 'Thiếu số buổi ở thôn Hạ' };
    expect((await send(page('xa-an', '/tra-lai'), back, so)).status).toBe(303);
    expect((await open('/can-bo/thong-bao', an)).words).toContain('Thiếu số buổi ở thôn Hạ');
    expect((await open(page('xa-an'), an)).words).toContain('Sở Tư pháp trả lại: Thiếu số buổi');
    const sent = { ...FILLED, version: await version('xa-an') };
    expect((await send(page('xa-an'), sent, an)).status).toBe(303);
    const told = /Báo cáo chờ nhận\s*1 báo cáo\s*1 mới đến/u;
    expect((await open('/can-bo/thong-bao', so)).words).toMatch(told);
    expect((await open('/can-bo/thong-bao', an)).words).not.toContain('Báo cáo chờ nhận');
    const old = await send(page('xa-an', '/nhan'), { version: '3' }, so);
    expect([old.status, old.words.includes('vừa được người khác đổi')]).toEqual([409, true]);
    const taken = await send(page('xa-an', '/nhan'), { version: await version('xa-an') }, so);
    expect(taken.status).toBe(303);
    // What was taken by mistake goes back too, while the round is open.
    const wrong = { version: await version('xa-an'), reason: 'Nhận nhầm' };
    expect((await send(page('xa-an', '/tra-lai'), wrong, so)).status).toBe(303);
    const mended = { ...FILLED, version: await version('xa-an') };
    expect((await send(page('xa-an'), mended, an)).status).toBe(303);
    const at = await version('xa-an');
    expect((await send(page('xa-an', '/nhan'), { version: at }, so)).status).toBe(303);
    expect((await stored('xa-an')).events.map(({ act }) => act)).toEqual([
      'saved',
      'saved',
      'sent',
      'returned',
      'sent',
      'accepted',
      'returned',
      'sent',
      'accepted',
    ]);
  });
});

describe('many communes', () => {
  it('send in the same minute, and nothing is lost', async () => {
    const admin: StaffPerson = { id: '', username: '', cookie: await app.signIn() };
    const units = UNITS.slice(-MANY);
    const answers = await Promise.all(units.map(({ id }) => send(page(id), FILLED, admin)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    const reports = await app.shelf.storage.catalog.listReports(ROUND);
    expect(reports.filter(({ state }) => state === 'sent')).toHaveLength(MANY);
    await Promise.all(
      units.map(async ({ id }) => send(page(id, '/nhan'), { version: await version(id) }, so)),
    );
  });

  it('that are late stand first once the day is over', async () => {
    setClock('2026-01-11T02:00:00.000Z');
    so = await staffPerson(app, ['approver'], 'so-tu-phap');
    an = await staffPerson(app, ['contributor'], 'xa-an');
    const whole = await open(`/can-bo/bao-cao/${ROUND}`, so);
    expect(whole.words).toContain('3 đơn vị quá hạn');
    expect(whole.words).toContain(`Đã nhận: ${MANY + 1}`);
    const names = whole.links.map(({ text }) => text).filter((text) => text.startsWith('Xã'));
    expect(names.slice(0, 3)).toEqual(['Xã Bản Đôn', 'Xã Cũ', 'Xã Đông Hòa']);
  });

  it('of which one was merged: its successor reports, and nothing counts twice', async () => {
    const cu = await staffPerson(app, ['contributor'], 'xa-cu');
    const draft = { ...FILLED, act: 'save', events: '5' };
    expect((await send(page('xa-cu'), draft, cu)).status).toBe(303);
    await app.shelf.storage.catalog.saveUnits(
      UNITS.map((unit) => (unit.id === 'xa-cu' ? { ...unit, successorId: 'xa-dong' } : unit)),
    );
    const late = await send(page('xa-cu'), { ...draft, act: 'send', version: '1' }, cu);
    expect([late.status, late.value('events')]).toEqual([409, '5']);
    expect(late.words).toContain('Đơn vị này đã nhập vào Xã Đông Hòa');
    const dong = await open(page('xa-dong'), cu);
    expect(dong.links.map(({ href }) => href)).toContain(page('xa-cu'));
    const whole = await open(`/can-bo/bao-cao/${ROUND}`, so);
    expect(whole.words).toContain('Báo cáo của đơn vị đã sáp nhập');
    expect((await send(page('xa-dong'), FILLED, cu)).status).toBe(303);
    expect((await open(`/can-bo/bao-cao/${ROUND}/tong-hop`, so)).words).toContain(
      `Cộng từ ${MANY + 1} báo cáo đã nhận trên ${MANY + 3} đơn vị phải gửi.`,
    );
  });
});

describe('a frozen round', () => {
  const freeze = (at: string): Promise<Answer> =>
    send(`/can-bo/bao-cao/${ROUND}/chot`, { version: at }, so);

  it('waits until what was sent is taken, and keeps every figure afterwards', async () => {
    const waits = await freeze('1');
    expect([waits.status, waits.words.includes('Còn 1 báo cáo đã gửi mà chưa nhận')]).toEqual([
      400,
      true,
    ]);
    expect((await send(page('xa-dong', '/nhan'), { version: '2' }, so)).status).toBe(303);
    expect((await freeze('9')).status).toBe(409);
    expect((await freeze('1')).headers.location).toContain('da-chot');
    const before = await stored('xa-an');
    const { items } = (await app.shelf.storage.catalog.findReportItems(before.id, 1))!;
    const land = items.find(({ title }) => title === 'Tờ gấp về đất')!;
    await app.shelf.storage.catalog.addVisits([
      { day: '2025-12-31', itemId: land.id, kind: 'view', count: 999 },
    ]);
    await publishItems(app, [
      { item: { unitId: 'xa-an', title: 'Đăng muộn', publishedAt: '2025-12-01T03:00:00.000Z' } },
    ]);
    expect(await stored('xa-an')).toEqual(before);
    const shown = await open(page('xa-an'), an);
    expect(shown.words).toContain('Lượt đọc Xem tài liệu: Lượt đọc2.500');
    const traced = await open(page('xa-an', '/tai-lieu?so=stock'), an);
    expect(traced.words).toContain('2 tài liệu, cộng lại bằng 2.');
    expect(traced.words).not.toContain('Đăng muộn');
    const added = await open(page('xa-an', '/tai-lieu?so=added'), an);
    expect(added.words).toContain('Tờ gấp mới');
    expect(added.words).not.toContain('Tờ gấp về đất');
    const late = await send(page('xa-ban'), { ...FILLED, difficulties: 'Muộn' }, await fresh());
    expect([late.status, late.value('difficulties')]).toEqual([409, 'Muộn']);
  });

  const fresh = (): Promise<StaffPerson> => staffPerson(app, ['cataloguer'], 'xa-ban');

  it('is corrected by a new edition with its reason; both stay readable', async () => {
    const typed = { ...FILLED, version: await version('xa-an'), events: '15' };
    const bare = await send(page('xa-an', '/dinh-chinh'), { ...typed, reason: '' }, so);
    expect([bare.status, bare.value('events')]).toEqual([400, '15']);
    expect((await send(page('xa-an', '/dinh-chinh'), typed, an)).status).toBe(403);
    const reason = 'Xã đếm sót ba buổi';
    const done = await send(page('xa-an', '/dinh-chinh'), { ...typed, reason }, so);
    expect(done.headers.location).toContain('da-dinh-chinh');
    const [now, then] = [await open(page('xa-an'), an), await open(page('xa-an', '?ban=1'), an)];
    expect(now.words).toContain('sinh hoạt pháp luật15–');
    expect(now.words).toContain(reason);
    expect(then.words).toContain('sinh hoạt pháp luật12–');
    expect((await open(page('xa-an', '?ban=3'), an)).status).toBe(404);
    const sum = 12 * (MANY + 2);
    const words = async (rest: string): Promise<string> =>
      (await open(`/can-bo/bao-cao/${ROUND}/tong-hop${rest}`, so)).words;
    const shown = (n: number): string => n.toLocaleString('vi-VN');
    expect(await words('')).toContain(`sinh hoạt pháp luật${shown(sum + 3)}–`);
    expect(await words('?ban=chot')).toContain(`sinh hoạt pháp luật${shown(sum)}–`);
  });

  it('is taken along as Word, PDF and workbook, its sum and each report', async () => {
    const at = `/can-bo/bao-cao/${ROUND}/tong-hop/tep`;
    const word = await open(`${at}/docx`, so);
    expect(word.headers['content-disposition']).toContain(`tong-hop-${ROUND}.docx`);
    const blocks = await blocksOfWord(word.body);
    expect(blocks).toContain('Lượt đọc | 2.500 | – |');
    expect(blocks).toContain('1 | Xã An Bình | 2 | 1 | 2.500 | 7 | 15 | 1.234 |');
    expect(blocks.some((block) => block.includes('Xã An Bình: Khó khăn, vướng mắc'))).toBe(true);
    expect(blocks).toContain('DANH SÁCH ĐƠN VỊ CHƯA CÓ BÁO CÁO ĐƯỢC NHẬN');
    const pdf = await open(page('xa-an', '/tep/pdf?ban=1'), an);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
    const book = await open(`${at}/xlsx`, so);
    expect(book.headers['content-type']).toContain('spreadsheetml');
    expect((await open(page('xa-an', '/tep/exe'), an)).status).toBe(404);
    expect((await open(page('xa-an', '/tep/docx'), await fresh())).status).toBe(404);
  });

  it('takes a report that came late, and what was frozen stays without it', async () => {
    const sum = async (rest = ''): Promise<string> =>
      (await open(`/can-bo/bao-cao/${ROUND}/tong-hop${rest}`, so)).words;
    const counted = (words: string): string => /Cộng từ (\d+) báo cáo/u.exec(words)![1]!;
    const before = [await sum(), await sum('?ban=chot')].map(counted);
    expect((await open(page('xa-ban'), so)).words).toContain('Nhận báo cáo nộp muộn');
    expect((await open(page('xa-ban'), await fresh())).words).not.toContain('nộp muộn');
    const typed = { ...FILLED, version: '0', reason: 'Văn thư chuyển chậm' };
    const bare = await send(page('xa-ban', '/dinh-chinh'), { ...typed, events: '' }, so);
    expect([bare.status, bare.value('reason')]).toEqual([400, 'Văn thư chuyển chậm']);
    expect((await send(page('xa-ban', '/dinh-chinh'), typed, an)).status).toBe(404);
    const done = await send(page('xa-ban', '/dinh-chinh'), typed, so);
    expect(done.headers.location).toContain('da-nhan');
    const own = await open(page('xa-ban'), await fresh());
    expect(own.words).toContain('Nhận sau khi chốt');
    expect(own.words).toContain('Bản nhận sau khi chốt');
    expect((await open(page('xa-ban', '?ban=1'), so)).status).toBe(404);
    expect(counted(await sum())).toBe(String(Number(before[0]) + 1));
    expect(counted(await sum('?ban=chot'))).toBe(before[1]);
    const again = { ...typed, version: await version('xa-ban'), events: '13' };
    expect((await send(page('xa-ban', '/dinh-chinh'), again, so)).status).toBe(303);
    expect((await open(page('xa-ban'), so)).words).toContain('Bản đính chính 1');
    const unknown = await send(page('so-tu-phap', '/dinh-chinh'), typed, so);
    expect(unknown.status).toBe(404);
  });
});
