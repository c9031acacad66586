import { aChange, anAccount, anAttachment, anItem } from '../../support/builders.ts';
import { makeFingerprints } from '#server/ingest/actions/make-fingerprints.ts';
import { ask, postFiles, postForm, type Answer } from '../../support/ask.ts';
import { HASH_OF_X } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
const WORDS = Array.from(
  { length: 400 },
  (_, i) => `Điều ${i + 1} của quy ước này nói về việc số ${i * 7} trong thôn bản`,
);
const get = (id: string, rest = ''): Promise<Answer> =>
  ask(app.base, `/can-bo/tai-lieu/${id}${rest}`, { headers: { cookie } });

async function upload(name: string, content: string): Promise<string> {
  const page = await postFiles(app.base, '/can-bo/tai-len', [{ name, content }], cookie);
  await app.settle();
  return page.link('Biên mục ngay').split('/').at(-1)!;
}

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('a record that may be there already', () => {
  let first: string;
  beforeAll(async () => {
    first = await upload('quy-uoc.txt', WORDS.join('.\n'));
  });

  it('is named with how much of its text is alike, on the form and where it is reviewed, and holds nothing up', async () => {
    const second = await upload(
      'ban-khac.txt',
      `Lời nói đầu của bản khác.\n${WORDS.slice(10).join('.\n')}`,
    );
    for (const page of [await get(second), await get(second, '/duyet')]) {
      expect(page.words).toContain('Có thể trùng với tài liệu đã có');
      expect(page.words).toMatch(/quy-uoc Chữ giống khoảng (?:8\d|9\d|100) % · Bản nháp/u);
      expect(page.links.map((l) => l.href)).toContain(`/can-bo/tai-lieu/${first}`);
    }
    const version = (await get(second)).value('version');
    expect(
      (
        await postForm(
          app.base,
          `/can-bo/tai-lieu/${second}/luu`,
          {
            version,
            title: 'Bản khác',
            language: 'vi',
            validityState: 'con',
            rightsKind: 'duoc_phep',
          },
          { cookie },
        )
      ).status,
    ).toBe(303);
    expect((await get(first)).words).toContain('Bản khác Chữ giống khoảng');
  });

  it('is not named for another text', async () => {
    const other = await upload(
      'khac-han.txt',
      Array.from(
        { length: 300 },
        (_, i) => `Câu chuyện thứ ${i} kể chuyện ${i * 13} khác hẳn`,
      ).join('.\n'),
    );
    expect((await get(other)).words).not.toContain('Có thể trùng');
  });

  it('is named for the same bytes, and for the same title and issuer however they are written', async () => {
    const { catalog } = app.shelf.storage;
    const attachment = anAttachment({
      sha256: (await catalog.findItem(first))!.attachments[0]!.sha256,
    });
    const same = await catalog.saveItem(
      aChange(
        anItem({ title: 'Sổ tay: bầu cử', compilers: ['UBND xã Ba'], attachments: [attachment] }),
      ),
    );
    expect((await get(same.id)).words).toContain('quy-uoc Cùng một tệp');
    const named = await catalog.saveItem(
      aChange(anItem({ title: 'SỔ TAY BẦU CỬ', compilers: ['Ủy ban nhân dân xã Ba', 'Khác'] })),
    );
    expect((await get(named.id)).words).toContain('Sổ tay: bầu cử Cùng tên và cơ quan biên soạn');
    const elsewhere = await catalog.saveItem(
      aChange(anItem({ title: 'Sổ tay bầu cử', compilers: ['Ủy ban nhân dân xã Bốn'] })),
    );
    expect((await get(elsewhere.id)).words).not.toContain('Có thể trùng');
  });

  it('of another unit is not told of, not even as a number, to whoever may not see it', async () => {
    const { catalog } = app.shelf.storage;
    await catalog.saveAccount(
      anAccount({
        id: 'an',
        username: 'xa.an',
        unitId: 'xa-an',
        passwordHash: HASH_OF_X,
      }),
    );
    const mine = (
      await postForm(app.base, '/dang-nhap', { username: 'xa.an', password: 'x' })
    ).headers['set-cookie']![0]!.split(';')[0]!;
    const own = await catalog.saveItem(
      aChange(
        anItem({
          unitId: 'xa-an',
          title: 'Riêng của xã An',
          attachments: [
            anAttachment({ sha256: (await catalog.findItem(first))!.attachments[0]!.sha256 }),
          ],
        }),
      ),
    );
    const page = await ask(app.base, `/can-bo/tai-lieu/${own.id}`, { headers: { cookie: mine } });
    expect(page.words).not.toContain('Có thể trùng');
    expect(page.words).not.toContain('quy-uoc');
  });

  it('read before prints were kept gets its print when the index is made anew', async () => {
    const { catalog } = app.shelf.storage;
    const item = (await catalog.findItem(first))!;
    const [attachment] = item.attachments;
    const print = await catalog.findFingerprint(attachment!.id);
    const passages = await catalog.listPassages(first, null, 1_000);
    await catalog.saveItem(
      aChange(item, {
        texts: [
          { attachmentId: attachment!.id, passages, sections: [], resources: [], outline: [] },
        ],
      }),
    );
    expect(await catalog.findFingerprint(attachment!.id)).toBeNull();
    await makeFingerprints({ catalog }, item);
    expect(await catalog.findFingerprint(attachment!.id)).toEqual(print);
  });
});
