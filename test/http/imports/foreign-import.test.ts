import { MarcRecord } from '@natlibfi/marc-record';
import { ISO2709 } from '@natlibfi/marc-record-serializers';
import type { Item } from '#server/items/item.ts';
import { ask, postForm, type Answer } from '../../support/ask.ts';
import { aChange, aList, anItem } from '../../support/builders.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
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
  app = await startTestApp();
  cookie = await app.signIn();
  await app.shelf.storage.catalog.saveUnits([unit('xa-a'), unit('xa-b')]);
});
afterAll(() => app.close());

const get = (path: string, as = cookie): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie: as } });
const items = async (): Promise<readonly Item[]> =>
  (await app.shelf.storage.catalog.listItems(aList({ limit: 500 }))).rows;

const send = (
  content: Uint8Array | string,
  fields: Readonly<Record<string, string>> = {},
  as = cookie,
): Promise<Answer> =>
  ask(app.base, '/can-bo/nhap-bang', {
    method: 'POST',
    headers: { origin: app.base, cookie: as, 'content-type': 'multipart/form-data; boundary=b0' },
    body: Buffer.concat([
      ...Object.entries(fields).map(([name, value]) =>
        Buffer.from(`--b0\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
      ),
      Buffer.from(
        '--b0\r\nContent-Disposition: form-data; name="sheet"; filename="tệp"\r\nContent-Type: application/octet-stream\r\n\r\n',
      ),
      Buffer.from(content),
      Buffer.from('\r\n--b0--\r\n'),
    ]),
  });
const begin = async (...sent: Parameters<typeof send>): Promise<string> => {
  const answer = await send(...sent);
  expect(answer.status).toBe(303);
  return answer.headers.location!;
};
const carryOut = async (path: string, as = cookie): Promise<Answer> => {
  await postForm(app.base, `${path}/chay`, {}, { cookie: as });
  await app.settle();
  return get(path, as);
};
const outcomes = (page: Answer): string[] =>
  page
    .texts('tr')
    .slice(1)
    .map((t) => /Sẽ thêm|Sẽ sửa|Không đổi|Đã có|Không nhận|Đã thêm|Đã sửa/u.exec(t)?.[0] ?? t);

const record = (
  number: string,
  title: string,
  { library = 'TV-A', abstract = 'Giới thiệu.', publisher = 'Tư pháp' } = {},
): Buffer =>
  Buffer.from(
    ISO2709.to(
      new MarcRecord({
        leader: '00000nam a2200000 i 4500',
        fields: [
          { tag: '001', value: number },
          ...(library === '' ? [] : [{ tag: '003', value: library }]),
          { tag: '245', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: title }] },
          { tag: '264', ind1: ' ', ind2: '1', subfields: [{ code: 'b', value: publisher }] },
          { tag: '520', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: abstract }] },
          {
            tag: '856',
            ind1: ' ',
            ind2: ' ',
            subfields: [{ code: 'u', value: `https://tv.example/${number}` }],
          },
        ],
      } as never),
    ),
    'utf8',
  );

describe('a file of another library', () => {
  it('is shown first, becomes drafts of the chosen unit, and is not doubled when it comes again', async () => {
    const file = Buffer.concat([record('1', 'Luật Đất đai'), record('2', 'Luật Hôn nhân')]);
    const path = await begin(file, { unit: 'xa-a' });
    const plan = await get(path);
    expect(outcomes(plan)).toEqual(['Sẽ thêm', 'Sẽ thêm']);
    expect(plan.words).toContain(
      'Đọc được MARC 21 (ISO 2709), bảng mã Unicode (UTF-8). Đơn vị nhận: Ủy ban nhân dân xa-a.',
    );
    expect(await items()).toEqual([]);

    expect(outcomes(await carryOut(path))).toEqual(['Đã thêm', 'Đã thêm']);
    const made = await items();
    expect(
      made
        .map((i) => [i.unitId, i.state, i.identifier, i.source, i.origin?.source, i.origin?.id])
        .toSorted(),
    ).toEqual([
      ['xa-a', 'draft', '1', 'https://tv.example/1', 'TV-A', '1'],
      ['xa-a', 'draft', '2', 'https://tv.example/2', 'TV-A', '2'],
    ]);

    const again = await begin(file, { unit: 'xa-a' });
    expect(outcomes(await get(again))).toEqual(['Không đổi', 'Không đổi']);
  });

  it('that changed at its source changes that alone: what was written here stays', async () => {
    const { catalog } = app.shelf.storage;
    const before = (await catalog.findItemByOrigin('TV-A', '1'))!;
    const edited = await catalog.saveItem(aChange({ ...before, title: 'Tên sửa ở đây' }));
    const file = record('1', 'Luật Đất đai', { abstract: 'Giới thiệu mới.' });
    const path = await begin(file, { unit: 'xa-a' });
    const plan = await get(path);
    expect(outcomes(plan)).toEqual(['Sẽ sửa']);
    expect(plan.words).not.toContain('Luật Đất đai');
    expect(outcomes(await carryOut(path))).toEqual(['Đã sửa']);
    const after = (await catalog.findItem(edited.id))!;
    expect([after.title, after.abstract]).toEqual(['Tên sửa ở đây', 'Giới thiệu mới.']);
    expect(outcomes(await get(await begin(file, { unit: 'xa-a' })))).toEqual(['Không đổi']);
  });

  it('whose number is another library’s keeps apart from it', async () => {
    const path = await begin(record('1', 'Sách khác hẳn', { library: 'TV-B' }), { unit: 'xa-a' });
    const plan = await get(path);
    expect(plan.words).toContain(
      'Mã định danh “1” đã dùng cho tài liệu khác trên tủ sách, để trống.',
    );
    expect(outcomes(await carryOut(path))).toEqual(['Đã thêm']);
    const made = await app.shelf.storage.catalog.findItemByOrigin('TV-B', '1');
    expect([made?.title, made?.identifier]).toEqual(['Sách khác hẳn', null]);
  });

  it('twice in one file is refused the second time', async () => {
    const path = await begin(Buffer.concat([record('8', 'A'), record('8', 'B')]), { unit: 'xa-a' });
    const plan = await get(path);
    expect(outcomes(plan)).toEqual(['Sẽ thêm', 'Không nhận']);
    expect(plan.words).toContain('“8” đã có ở dòng 1.');
  });

  it('that was published here is changed only by who may, and with what readers need', async () => {
    const { catalog } = app.shelf.storage;
    const item = await catalog.saveItem(
      aChange(
        anItem({
          state: 'published',
          unitId: 'xa-a',
          origin: { source: 'TV-A', id: '77', cells: {}, at: '2026-01-01T00:00:00.000Z' },
        }),
      ),
    );
    const path = await begin(record('77', 'Tên mới'), { unit: 'xa-a' });
    expect(outcomes(await carryOut(path))).toEqual(['Đã sửa']);
    expect((await catalog.findItem(item.id))?.state).toBe('published');
  });

  it('that cannot be read is refused with its sentence and nothing is left', async () => {
    const runs = await app.shelf.storage.catalog.listImports(null, 500);
    const answer = await send('<!DOCTYPE a><collection/>', { unit: 'xa-a' });
    expect(answer.status).toBe(400);
    expect(answer.words).toContain('Tệp XML có khai báo DOCTYPE');
    expect(await app.shelf.storage.catalog.listImports(null, 500)).toEqual(runs);
  });
});

describe('an import of another unit', () => {
  let own: StaffPerson;
  let other: StaffPerson;
  beforeAll(async () => {
    own = await staffPerson(app, ['cataloguer'], 'xa-a');
    other = await staffPerson(app, ['cataloguer'], 'xa-b');
  });

  it('is neither seen nor read, remapped or run, and nobody imports into it', async () => {
    const path = await begin(record('90', 'Của xã A'), { unit: 'xa-a' }, own.cookie);
    expect((await get('/can-bo/nhap-bang', own.cookie)).links.map((l) => l.href)).toContain(path);
    expect((await get('/can-bo/nhap-bang', other.cookie)).links.map((l) => l.href)).not.toContain(
      path,
    );
    for (const part of ['', '/ket-qua.csv'])
      expect((await get(`${path}${part}`, other.cookie)).status).toBe(403);
    for (const part of ['cot', 'chay'])
      expect(
        (await postForm(app.base, `${path}/${part}`, {}, { cookie: other.cookie })).status,
      ).toBe(403);
    expect((await send(record('91', 'x'), { unit: 'xa-a' }, other.cookie)).status).toBe(403);
    expect((await get(path, own.cookie)).status).toBe(200);
  });

  it('meets what another unit has without showing it', async () => {
    const path = await begin(record('1', 'Luật Đất đai'), { unit: 'xa-b' }, other.cookie);
    const plan = await get(path, other.cookie);
    expect(outcomes(plan)).toEqual(['Đã có']);
    expect(plan.words).toContain('ở đơn vị khác');
    expect(plan.words).not.toContain('Tên sửa ở đây');
  });

  it('is not among what the exported catalogue tells of drafts', async () => {
    const csv = await get('/can-bo/nhap-bang/danh-muc.csv', other.cookie);
    expect(csv.html).not.toContain('Luật Hôn nhân');
    expect((await get('/can-bo/nhap-bang/danh-muc.csv', own.cookie)).html).toContain(
      'Luật Hôn nhân',
    );
  });
});

describe('records of others', () => {
  it('become drafts, whoever asks for more, and say at the item where they came from', async () => {
    const path = await begin(record('500', 'Sách của thư viện'), { unit: 'xa-a' });
    expect((await get(path)).words).not.toContain('Đăng luôn');
    const refused = await postForm(app.base, `${path}/chay`, { publish: '1' }, { cookie });
    expect(refused.status).toBe(403);
    await carryOut(path);
    const item = (await app.shelf.storage.catalog.findItemByOrigin('TV-A', '500'))!;
    expect(item.state).toBe('draft');
    expect((await get(`/can-bo/tai-lieu/${item.id}`)).words).toContain('Nhập từ TV-A, mã 500.');
  });
});
