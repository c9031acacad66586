import { ask, postForm, type Answer } from '../../support/ask.ts';
import { startRepository, type Repository } from '../../support/make/oai-repository.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let other: Repository;
let own: StaffPerson;
let stranger: StaffPerson;
const unit = (id: string) => ({
  id,
  code: id.toUpperCase(),
  name: `Ủy ban nhân dân ${id}`,
  kind: 'commune' as const,
  parentId: null,
  validFrom: null,
  validTo: null,
  successorId: null,
});

beforeAll(async () => {
  other = await startRepository();
  app = await startTestApp({ settings: { HARVEST_HOSTS: other.host } });
  await app.shelf.storage.catalog.saveUnits([unit('xa-a'), unit('xa-b')]);
  own = await staffPerson(app, ['cataloguer'], 'xa-a');
  stranger = await staffPerson(app, ['cataloguer'], 'xa-b');
});
afterAll(async () => {
  await app.close();
  await other.close();
});
beforeEach(() => {
  other.answer = null;
});

const get = (path: string, as = own): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie: as.cookie } });
const post = (path: string, fields: Record<string, string>, as = own): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie: as.cookie });
const fields = (more: Record<string, string> = {}): Record<string, string> => ({
  version: '0',
  name: 'Thư viện tỉnh',
  address: other.address,
  set: '',
  prefix: '',
  unit: 'xa-a',
  ...more,
});
const sourceLink = async (): Promise<string> =>
  (await get('/can-bo/nguon-nhap')).links
    .map(({ href }) => href)
    .find((href) => /nguon-nhap\/(?!moi)/u.test(href))!;

describe('a source', () => {
  it('is asked before it is saved, and shows its forms and sets', async () => {
    const tested = await post('/can-bo/nguon-nhap/moi', fields({ viec: 'thu' }));
    expect(tested.status).toBe(200);
    expect(tested.words).toContain('Nguồn trả lời đúng: Thư viện thử.');
    expect(tested.words).toMatch(
      /Dạng bản ghi: oai_dc\. Mốc thời gian theo giây\..*luat Sách luật/u,
    );
    expect(tested.value('name')).toBe('Thư viện tỉnh');
    expect((await get('/can-bo/nguon-nhap')).words).toContain('Chưa có nguồn nào.');
  });

  it.each([
    ['a private address', { address: 'http://10.1.2.3/oai' }, 'ở ngoài mạng nội bộ'],
    ['no address', { address: 'javascript:alert(1)' }, 'Địa chỉ phải bắt đầu'],
    ['a set it does not have', { set: 'la' }, 'không có tập hợp “la”'],
    ['a form it does not have', { prefix: 'mods' }, 'không có dạng “mods”; nguồn có: oai_dc'],
    ['no name', { name: '' }, 'Hãy ghi tên nguồn'],
  ])('with %s is refused, and nothing typed is lost', async (_, more, said) => {
    const answer = await post('/can-bo/nguon-nhap/moi', fields(more as Record<string, string>));
    expect(answer.status).toBe(400);
    expect(answer.words).toContain(said);
    expect(answer.value('unit')).toBe('xa-a');
  });

  it('that answers with a web page is refused', async () => {
    other.answer = (_, res) => {
      res.setHeader('content-type', 'text/html');
      return '<!doctype html>';
    };
    expect((await post('/can-bo/nguon-nhap/moi', fields())).words).toContain(
      'không trả lời theo OAI-PMH',
    );
  });

  it('is saved, harvested, looked at and carried out, and comes again without doubles', async () => {
    expect((await post('/can-bo/nguon-nhap/moi', fields())).status).toBe(303);
    other.records = [
      { id: 'oai:thuvien.example:1', stamp: '2026-01-01T00:00:00Z', title: 'Luật Đất đai' },
      { id: 'oai:thuvien.example:2', stamp: '2026-01-01T00:00:01Z', title: 'Luật Hộ tịch' },
    ];
    const path = await sourceLink();
    expect((await post(`${path}/thu-thap`, { version: '1' })).status).toBe(303);
    expect((await get('/can-bo/nguon-nhap')).words).toContain('Đang chờ');
    await app.settle();
    const list = await get('/can-bo/nguon-nhap');
    expect(list.words).toContain('Đã thu thập');
    const run = list.links
      .map(({ href }) => href)
      .find((href) => href.startsWith('/can-bo/nhap-bang/'))!;
    const plan = await get(run);
    expect(plan.words).toContain('bản ghi thu thập qua OAI-PMH');
    expect(plan.words).toMatch(/Luật Đất đai.*Sẽ thêm.*Luật Hộ tịch.*Sẽ thêm/u);
    await post(`${run}/chay`, {});
    await app.settle();
    expect((await get(run)).words).toMatch(/Luật Đất đai.*Đã thêm.*Luật Hộ tịch.*Đã thêm/u);

    other.responseDate = '2025-01-01T00:00:00Z';
    await post(`${path}/thu-thap`, { version: '1' });
    await app.settle();
    expect((await get('/can-bo/nguon-nhap')).words).toContain('Không có gì mới');
    const made = await app.shelf.storage.catalog.findItemByOrigin(
      `${other.host}/oai`,
      'oai:thuvien.example:1',
    );
    expect(made).toMatchObject({ unitId: 'xa-a', state: 'draft' });
  });

  it('of another unit is neither seen nor touched', async () => {
    const path = await sourceLink();
    expect((await get('/can-bo/nguon-nhap', stranger)).words).not.toContain('Thư viện tỉnh');
    expect((await get(path, stranger)).status).toBe(403);
    for (const action of ['', '/thu-thap', '/xoa'])
      expect((await post(`${path}${action}`, fields({ version: '1' }), stranger)).status).toBe(403);
    const answer = await post('/can-bo/nguon-nhap/moi', fields(), stranger);
    expect([answer.status, answer.words.includes('đơn vị mà bạn có quyền')]).toEqual([400, true]);
  });

  it('is not harvested from a page that is out of date, changed, and taken away', async () => {
    const path = await sourceLink();
    expect((await post(`${path}/thu-thap`, { version: '7' })).status).toBe(409);
    expect((await post(path, fields({ version: '7' }))).words).toContain('vừa được người khác sửa');
    expect((await post(path, fields({ version: '1', nightly: '1' }))).status).toBe(303);
    expect((await get('/can-bo/nguon-nhap')).words).toContain('Mỗi đêm');
    expect((await post(`${path}/xoa`, { version: '2' })).status).toBe(303);
    expect((await get('/can-bo/nguon-nhap')).words).toContain('Chưa có nguồn nào.');
  });
});
