import { ask, postForm, type Answer } from '../../support/ask.ts';
import { bagRecordJson, makeBag } from '../../support/make/make-bag.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());

const get = (path: string): Promise<Answer> => ask(app.base, path, { headers: { cookie } });
const send = (bag: Uint8Array): Promise<Answer> =>
  ask(app.base, '/can-bo/nhap-bang', {
    method: 'POST',
    headers: { origin: app.base, cookie, 'content-type': 'multipart/form-data; boundary=b0' },
    body: Buffer.concat([
      Buffer.from(
        '--b0\r\nContent-Disposition: form-data; name="sheet"; filename="gói.zip"\r\nContent-Type: application/zip\r\n\r\n',
      ),
      bag,
      Buffer.from('\r\n--b0--\r\n'),
    ]),
  });
const carryOut = async (path: string): Promise<Answer> => {
  await postForm(app.base, `${path}/chay`, {}, { cookie });
  await app.settle();
  return get(path);
};

const ID = '06fp3k2a00001';
const bookPdf = makePdf({ pages: ['Noi dung cuon sach'] });
const signedPdf = makePdf({ pages: ['Quyet dinh phe duyet'] });
const record = (more = {}) => ({
  id: ID,
  identifier: 'B-1',
  title: 'Sổ tay hòa giải',
  genre: { code: 'cam-nang', label: 'Cẩm nang, sổ tay', kind: 'b' },
  compilers: ['Sở Tư pháp; phòng một'],
  issued: '2025-03',
  abstract: 'Một.\n\nHai.',
  subjects: [{ code: '16', label: 'Hình sự' }],
  language: { code: 'vi' },
  laws: [
    { number: '35/2013/QH13', title: 'Luật Hòa giải', articles: '', url: 'https://a.example/1' },
  ],
  rights: { kind: 'duoc_phep', note: '' },
  files: [{ name: 'Sổ tay, bản in.pdf' }],
  ...more,
});
const payload = (more = {}, name = 'goi-1/') => ({
  top: name,
  payload: {
    [`${ID}/record.json`]: bagRecordJson(record(more)),
    [`${ID}/files/1-So tay.pdf`]: bookPdf,
    [`${ID}/approval/approval.json`]: JSON.stringify({
      approval: {
        by: 'Bà B',
        position: 'Giám đốc',
        date: '2025-04-01',
        documentNumber: '1/QĐ-STP',
      },
      verification: null,
    }),
    [`${ID}/approval/0-Quyet dinh.pdf`]: signedPdf,
  },
});

describe('a delivery of another shelf', () => {
  it('brings its items as drafts with their files, names and signed approval', async () => {
    const sent = await send(makeBag(payload()));
    const path = sent.headers.location!;
    const plan = await get(path);
    expect(plan.words).toContain('gói BagIt của tủ sách khác');
    expect(plan.words).toContain('Sẽ thêm');
    expect((await carryOut(path)).words).toContain('Đã thêm');
    const item = (await app.shelf.storage.catalog.findItemByOrigin('tu-sach.tinh-b.example', ID))!;
    expect(item).toMatchObject({
      state: 'draft',
      identifier: 'B-1',
      abstract: 'Một.\n\nHai.',
      compilers: ['Sở Tư pháp; phòng một'],
      approval: { by: 'Bà B', documentNumber: '1/QĐ-STP' },
      approvalFile: { name: 'Quyet dinh.pdf', mediaType: 'application/pdf' },
    });
    expect(item.lawRefs[0]?.url).toBe('https://a.example/1');
    expect(item.attachments.map((a) => [a.name, a.bytes])).toEqual([
      ['Sổ tay, bản in.pdf', bookPdf.length],
    ]);
  });

  it('that comes again, under another name, changes what the other shelf changed', async () => {
    const same = (await send(makeBag(payload({}, 'goi-2/')))).headers.location!;
    expect((await get(same)).words).toContain('Không đổi');
    expect((await get(same)).words).not.toContain('Tệp ở nơi gửi đã đổi');
    const other = (await send(makeBag(payload({ abstract: 'Viết lại.' }, 'goi-3/')))).headers
      .location!;
    expect((await carryOut(other)).words).toContain('Đã sửa');
    const item = await app.shelf.storage.catalog.findItemByOrigin('tu-sach.tinh-b.example', ID);
    expect(item?.abstract).toBe('Viết lại.');
  });

  it('with a changed file refuses that item, and says so before anything is written', async () => {
    const bag = makeBag({
      payload: {
        'x/record.json': bagRecordJson(record({ id: 'x', identifier: 'B-9' })),
        'x/files/1-a.pdf': bookPdf,
      },
      change: (entries) => {
        entries['goi-1/data/x/files/1-a.pdf'] = signedPdf;
      },
    });
    const plan = await get((await send(bag)).headers.location!);
    expect(plan.words).toMatch(/Không nhận.*không khớp mã kiểm/u);
    expect(plan.words).toContain('Không có dòng nào để ghi.');
  });

  it('that is none at all is told so', async () => {
    const answer = await send(Buffer.from('PK\u0003\u0004 không phải ZIP'));
    expect(answer.status).toBe(400);
    expect(answer.words).toContain('Tệp bị hỏng hoặc bị cắt cụt');
  });
});
