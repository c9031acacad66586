import { createHash } from 'node:crypto';
import { ask, postForm, type Answer, MULTIPART } from '../../support/ask.ts';
import { aChange, anAttachment, anItem } from '../../support/builders.ts';
import { aPicture } from '../../support/put-banner.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
const get = (path: string, mine = true): Promise<Answer> =>
  ask(app.base, path, { headers: mine ? { cookie } : {} });
const boundary = MULTIPART.split('boundary=')[1]!;
const BANNER = {
  alt: 'Ủy ban nhân dân xã Mường Khe',
  address: 'https://muongkhe.example/',
  group: 'commune',
  from: '',
  to: '',
  rank: '5',
  hidden: '',
  version: '0',
  received: '',
};

/** The banner's form as a browser sends it: fields, then the picture. */
function send(
  path: string,
  fields: Readonly<Record<string, string>>,
  picture: Uint8Array | null = null,
  name = 'logo.png',
): Promise<Answer> {
  const parts = Object.entries(fields).map(([field, value]) =>
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
    ),
  );
  const file =
    picture === null
      ? []
      : [
          Buffer.from(
            `--${boundary}\r\nContent-Disposition: form-data; name="picture"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`,
          ),
          Buffer.from(picture),
          Buffer.from('\r\n'),
        ];
  return ask(app.base, path, {
    method: 'POST',
    body: Buffer.concat([...parts, ...file, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { origin: app.base, cookie, 'content-type': MULTIPART },
  });
}
const shownOnHome = async (): Promise<string[]> =>
  (await get('/', false)).links.filter((l) => l.rel === 'external').map((l) => l.href);
const all = () => app.shelf.storage.catalog.listAuthority('banner');
const breakLink = (address: string, state: 'broken' | 'ok') =>
  app.shelf.storage.catalog.saveLinkCheck({
    address,
    checkedAt: '2026-01-02T00:00:00.000Z',
    state,
    status: 404,
    fault: null,
    failures: 2,
    failingSince: state === 'ok' ? null : '2026-01-01T00:00:00.000Z',
    nextAt: '9',
  });

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());
beforeEach(async () => {
  for (const { id } of await all()) await app.shelf.storage.catalog.deleteAuthority('banner', id);
});

describe('a banner', () => {
  it('is drawn anew, served by the shelf and named for those who do not see it', async () => {
    expect(
      (await send('/can-bo/lien-ket/moi', BANNER, await aPicture('jpeg'), 'ảnh.jpg')).headers[
        'location'
      ],
    ).toBe('/can-bo/lien-ket?bao=da-luu');
    const home = await get('/', false);
    const [image] = home.all('img').filter((e) => e.attribs['src']!.startsWith('/lien-ket/'));
    expect([image?.attribs['alt'], home.link('')]).toEqual([BANNER.alt, expect.anything()]);
    expect(await shownOnHome()).toEqual([BANNER.address]);
    const picture = await get(image!.attribs['src']!, false);
    expect([
      picture.status,
      picture.headers['content-type'],
      picture.body.toString('latin1', 8, 12),
      picture.body.includes('BI-MAT'),
    ]).toEqual([200, 'image/webp', 'WEBP', false]);
    // Nobody’s browser is sent elsewhere for a picture.
    expect(home.having('src').filter((e) => /^(?:https?:)?\/\//u.test(e.attribs['src']!))).toEqual(
      [],
    );
  });

  it('is refused without a name, an address or a picture, and keeps what was sent', async () => {
    const [picture, svg] = [
      await aPicture('png'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ];
    for (const [fields, name, sent, file] of [
      [{ alt: '' }, 'alt', picture, 'a.png'],
      [{ address: 'javascript:alert(1)' }, 'address', picture, 'a.png'],
      [{ address: '//evil' }, 'address', picture, 'a.png'],
      [{ to: '31/2/2026' }, 'to', picture, 'a.png'],
      [{ from: '2/1/2026', to: '1/1/2026' }, 'to', picture, 'a.png'],
      [{}, 'picture', null, ''],
      [{}, 'picture', svg, 'a.svg'],
      [{}, 'picture', svg, 'a.png'],
      [{}, 'picture', Buffer.from('không phải ảnh'), 'a.png'],
      [{}, 'picture', await aPicture('gif'), 'a.gif'],
      [{}, 'picture', Buffer.alloc(6 * 1024 ** 2), 'a.png'],
      [{ group: 'x' }, 'group', picture, 'a.png'],
    ] as const) {
      const answer = await send('/can-bo/lien-ket/moi', { ...BANNER, ...fields }, sent, file);
      expect([
        fields,
        file,
        answer.status,
        answer.all('a').some((a) => a.attribs['href'] === `#${name}`),
        answer.value('rank'),
      ]).toEqual([fields, file, 400, true, '5']);
    }
    expect(await all()).toEqual([]);
    const again = await send('/can-bo/lien-ket/moi', { ...BANNER, alt: '' }, picture);
    expect(
      (await send('/can-bo/lien-ket/moi', { ...BANNER, received: again.value('received') })).status,
    ).toBe(303);
    expect(await all()).toHaveLength(1);
  });

  it('cannot be made of a file that was never sent as its picture', async () => {
    const secret = Buffer.from('bản nháp mật');
    const { sha256 } = await app.shelf.storage.files.put(
      (async function* one() {
        yield secret;
      })(),
      100,
    );
    await app.shelf.storage.catalog.saveItem(
      aChange(anItem({ attachments: [anAttachment({ sha256, bytes: secret.length })] })),
    );
    for (const received of [sha256, '../../x', createHash('sha256').update('x').digest('hex')])
      expect([
        received,
        (await send('/can-bo/lien-ket/moi', { ...BANNER, received })).status,
      ]).toEqual([received, 400]);
    expect((await get(`/lien-ket/${sha256}.webp`, false)).status).toBe(404);
  });

  it('keeps to its days, hides when told, and leaves the home page while its address is broken', async () => {
    const picture = await aPicture('png');
    const year = new Date().getUTCFullYear();
    for (const [n, more] of [
      {},
      { from: `1/1/${year + 1}` },
      { to: `1/1/${year - 1}` },
      { from: `1/1/${year - 1}`, to: `1/1/${year + 1}` },
      { hidden: '1' },
    ].entries())
      await send(
        '/can-bo/lien-ket/moi',
        { ...BANNER, rank: String(n), address: `https://x.example/${n}`, ...more },
        picture,
      );
    expect(await shownOnHome()).toEqual(['https://x.example/0', 'https://x.example/3']);
    const { catalog } = app.shelf.storage;
    await catalog.saveShelfLinks(['https://x.example/0']);
    await breakLink('https://x.example/0', 'broken');
    await catalog.bumpPublicRevision();
    expect(await shownOnHome()).toEqual(['https://x.example/3']);
    const staff = await get('/can-bo/lien-ket');
    for (const words of [
      'Hỏng, đang ẩn với người đọc từ 01/01/2026',
      'Đang ẩn',
      `Hiện từ 01/01/${year + 1}`,
      `Hết hạn 01/01/${year - 1}`,
    ])
      expect([words, staff.words.includes(words)]).toEqual([words, true]);
    await breakLink('https://x.example/0', 'ok');
    await catalog.bumpPublicRevision();
    expect(await shownOnHome()).toEqual(['https://x.example/0', 'https://x.example/3']);
  });

  it('keeps its picture when only words change, is not overwritten by a late form, and is deleted with its picture’s address', async () => {
    await send('/can-bo/lien-ket/moi', BANNER, await aPicture('png'));
    const [before] = await all();
    const path = `/can-bo/lien-ket/${before!.id}`;
    expect((await send(path, { ...BANNER, alt: 'Tên mới', version: '1' })).status).toBe(303);
    const [after] = await all();
    expect([after!.value.alt, after!.value.picture, after!.version]).toEqual([
      'Tên mới',
      before!.value.picture,
      2,
    ]);
    const late = await send(path, { ...BANNER, alt: 'Muộn', version: '1' });
    expect([
      late.status,
      late.value('alt'),
      late.words.includes('vừa được người khác sửa'),
    ]).toEqual([409, 'Muộn', true]);
    expect((await postForm(app.base, `${path}/xoa`, {}, { cookie })).status).toBe(303);
    expect([
      (await get(`/lien-ket/${after!.value.picture.sha256}.webp`, false)).status,
      await all(),
    ]).toEqual([404, []]);
  });
});
