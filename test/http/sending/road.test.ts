import { aCommune } from '../../support/builders.ts';
import { ask, postFiles, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { photographFile } from '../../support/make/make-photograph.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let sender: StaffPerson;
let librarian: StaffPerson;
let count = 0;
const catalog = () => app.shelf.storage.catalog;
const get = (path: string, who = sender): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie: who.cookie } });
const post = (path: string, fields: Fields, who = sender): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie: who.cookie });
const itemOf = async (id: string) => (await catalog().findItem(id))!;

const TEXT = `SỞ TƯ PHÁP TỈNH AN SƠN\n\nSỔ TAY HÒA GIẢI Ở CƠ SỞ\n\nAn Sơn, tháng 5 năm 2026\n\n${'Hòa giải tranh chấp đất đai theo Luật Đất đai số 31/2024/QH15. '.repeat(6)}`;

/** A draft of one file on the road, read by the machine. */
async function onTheRoad(): Promise<string> {
  const content = `${TEXT}\n\nBản số ${count++}`;
  const files = [{ name: `so_tay_${count}.txt`, content }];
  const sent = await postFiles(app.base, '/can-bo/gui', files, sender.cookie);
  await app.settle();
  return sent.headers.location!.split('/')[3]!;
}

/** Every field of the second step as the page shows it. */
const fieldsOf = (page: Answer): Record<string, string | string[]> => {
  const names = [...page.all('input'), ...page.all('textarea'), ...page.all('select')]
    .filter((e) => !['checkbox', 'radio'].includes(e.attribs['type'] ?? ''))
    .map((e) => e.attribs['name'] ?? '')
    .filter((name) => name !== '' && name !== 'q');
  return {
    ...Object.fromEntries(names.map((name) => [name, page.value(name)])),
    subjects: page.chosen('subjects'),
    audiences: page.chosen('audiences'),
    validityState: page.chosen('validityState'),
  };
};

const sentOn = async (): Promise<string> => {
  const id = await onTheRoad();
  await post(`/can-bo/gui/${id}/la-gi`, {
    ...fieldsOf(await get(`/can-bo/gui/${id}/la-gi`)),
    viec: 'tiep',
  });
  const { version } = await itemOf(id);
  const sent = await post(`/can-bo/gui/${id}/gui`, { version: String(version) });
  expect(sent.status).toBe(303);
  return id;
};

beforeAll(async () => {
  app = await startTestApp();
  await catalog().saveUnit(aCommune('xa-an', 'Xã An'));
  sender = await staffPerson(app, ['contributor'], 'xa-an');
  librarian = await staffPerson(app, ['cataloguer']);
});
afterAll(() => app.close());

describe('the road of whoever sends a document', () => {
  it('begins with what to do first, and leads in three steps to the queue of others', async () => {
    const work = await get('/can-bo');
    expect(work.words).toContain('Bắt đầu từ đâu');
    expect(work.link('Gửi tài liệu')).toBe('/can-bo/gui');
    const id = await onTheRoad();

    const say = await get(`/can-bo/gui/${id}/la-gi`);
    expect(say.value('title')).toBe('Sổ tay hòa giải ở cơ sở');
    expect(say.value('genre')).toBe('cam-nang');
    expect(say.value('compilers')).toBe('Sở Tư pháp tỉnh An Sơn');
    expect(say.value('issued')).toBe('05/2026');
    expect(say.chosen('subjects')).toContain('11');
    expect(say.words).toContain(
      'Máy điền, hãy xem lại. Trang đầu có dòng “An Sơn, tháng 5 năm 2026”.',
    );
    expect(say.words).toContain('Đã đủ thông tin bắt buộc.');
    // Nothing of it stands in the record before the person goes on.
    expect((await itemOf(id)).compilers).toEqual([]);
    expect((await itemOf(id)).guessed).toEqual(['title']);

    const on = await post(`/can-bo/gui/${id}/la-gi`, {
      ...fieldsOf(say),
      abstract: '',
      viec: 'tiep',
    });
    expect(on.headers.location).toBe(`/can-bo/gui/${id}/xem`);
    expect((await itemOf(id)).guessed).toEqual([]);
    const look = await get(`/can-bo/gui/${id}/xem`);
    expect(look.words).toContain('Còn thiếu 1 mục bắt buộc để đăng');
    expect(look.link('Hãy giới thiệu mục đích')).toBe(`/can-bo/gui/${id}/la-gi#abstract`);
    expect(look.words).toContain('Sở Tư pháp tỉnh An Sơn');

    const sent = await post(`/can-bo/gui/${id}/gui`, { version: look.value('version') });
    expect(sent.headers.location).toBe('/can-bo?bao=da-gui');
    const list = await get(sent.headers.location!);
    expect(list.words).toContain('Đã gửi. Theo dõi tài liệu');
    expect(list.words).toMatch(/Đang ở: hàng chờ đối chiếu, từ ngày \d/u);
    expect((await get(`/can-bo/tai-lieu/${id}`)).words).toMatch(/Đang ở: hàng chờ đối chiếu/u);
    // Others are told what is missing in the same words, with a way to each field.
    const review = await get(`/can-bo/tai-lieu/${id}/duyet`, librarian);
    expect(review.link('Hãy giới thiệu mục đích')).toBe(`/can-bo/tai-lieu/${id}#abstract`);
    expect(review.words).not.toContain('Đang ở:');
  });

  it('begins with a new password, and then with what to do first', async () => {
    const fresh = await staffPerson(app, ['contributor'], 'xa-an', { mustChangePassword: true });
    expect((await get('/can-bo/gui', fresh)).headers.location).toBe('/can-bo/mat-khau');
    const wanted = 'rừng xanh suối mát 47';
    const changed = await post('/can-bo/mat-khau', { current: 'x', wanted, again: wanted }, fresh);
    expect(changed.headers.location).toBe('/can-bo?bao=mat-khau');
    expect((await get(changed.headers.location!, fresh)).words).toContain('Bắt đầu từ đâu');
  });

  it('loses nothing that was typed on the way back, and names what is wrong', async () => {
    const id = await onTheRoad();
    const say = await get(`/can-bo/gui/${id}/la-gi`);
    const typed = {
      ...fieldsOf(say),
      title: 'Tên tôi gõ',
      issued: 'ngày không có',
      keywords: 'hòa giải',
    };
    const back = await post(`/can-bo/gui/${id}/la-gi`, { ...typed, viec: 'lui' });
    expect(back.headers.location).toBe(`/can-bo/gui/${id}`);
    expect((await get(`/can-bo/gui/${id}`)).words).toContain('so_tay_');
    const again = await get(`/can-bo/gui/${id}/la-gi`);
    expect(again.value('title')).toBe('Tên tôi gõ');
    expect(again.value('issued')).toBe('ngày không có');
    const refused = await post(`/can-bo/gui/${id}/la-gi`, { ...typed, viec: 'tiep' });
    expect(refused.status).toBe(400);
    expect(refused.value('keywords')).toBe('hòa giải');
    expect(refused.title).toContain('1 mục cần sửa');
    // Proposals fill what is empty, and leave what was typed.
    const filled = await post(`/can-bo/gui/${id}/la-gi`, {
      ...typed,
      compilers: '',
      viec: 'goi-y',
    });
    expect(filled.value('title')).toBe('Tên tôi gõ');
    expect(filled.value('compilers')).toBe('Sở Tư pháp tỉnh An Sơn');
  });

  it('waits with sending until photographs are one document', async () => {
    const content = await photographFile({
      corners: [
        { x: 115, y: 90 },
        { x: 492, y: 125 },
        { x: 530, y: 710 },
        { x: 60, y: 665 },
      ],
    });
    const sent = await postFiles(
      app.base,
      '/can-bo/gui',
      [{ name: 'a.jpg', content }],
      sender.cookie,
    );
    const id = sent.headers.location!.split('/')[3]!;
    const { version } = await itemOf(id);
    const early = await post(`/can-bo/gui/${id}/gui`, { version: String(version) });
    expect(early.status).toBe(409);
    expect(early.words).toContain('Ảnh chưa ghép xong');
  });
});

describe('what was sent', () => {
  it('is taken back by its sender while nobody has it, and by nobody else', async () => {
    const id = await sentOn();
    const stranger = await staffPerson(app, ['contributor'], 'xa-an');
    expect((await post(`/can-bo/tai-lieu/${id}/rut`, {}, stranger)).status).toBe(403);
    expect((await get(`/can-bo/tai-lieu/${id}/duyet`)).words).toContain('Rút lại');
    const back = await post(`/can-bo/tai-lieu/${id}/rut`, {});
    expect(back.headers.location).toBe(`/can-bo/tai-lieu/${id}/duyet?bao=da-rut`);
    expect((await itemOf(id)).state).toBe('draft');
    const events = await catalog().events(id);
    expect(events.at(-1)).toMatchObject({ action: 'recall', from: 'submitted', to: 'draft' });
  });

  it('is not taken back from whoever has it: the sender is told who', async () => {
    const id = await sentOn();
    await post(`/can-bo/tai-lieu/${id}/nhan`, { seen: 'submitted' }, librarian);
    const late = await post(`/can-bo/tai-lieu/${id}/rut`, {});
    expect(late.status).toBe(409);
    expect(late.words).toContain(`Cán bộ ${librarian.username} đã nhận việc`);
    expect((await get('/can-bo')).words).toContain(
      `Đang ở: Cán bộ ${librarian.username}, đang đối chiếu`,
    );
  });

  it('goes to one of two who press at the same moment, and the other is told', async () => {
    const outcomes: string[] = [];
    for (let round = 0; round < 6; round++) {
      const id = await sentOn();
      const presses = [
        () => post(`/can-bo/tai-lieu/${id}/rut`, {}),
        () => post(`/can-bo/tai-lieu/${id}/nhan`, { seen: 'submitted' }, librarian),
      ];
      const answers = await Promise.all(
        (round % 2 ? presses : presses.toReversed()).map((press) => press()),
      );
      const [recalled, taken] = round % 2 ? answers : answers.toReversed();
      const { state, work } = await itemOf(id);
      const won = state === 'draft' ? 'sender' : 'librarian';
      outcomes.push(won);
      expect(recalled!.status).toBe(won === 'sender' ? 303 : 409);
      expect(taken!.status).toBe(won === 'sender' ? 409 : 303);
      expect(work.holder?.id ?? null).toBe(won === 'sender' ? null : librarian.id);
      expect((won === 'sender' ? taken : recalled)!.words).toMatch(
        /vừa rút tài liệu|đã nhận việc/u,
      );
    }
    expect(outcomes).toHaveLength(6);
  });
});
