import { jest } from '@jest/globals';
import { indexItemJob } from '#server/base/job.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import { unknownLaw } from '#server/laws/law-record.ts';
import { ask, postForm, type Answer } from '../../support/ask.ts';
import {
  aChange,
  aCommune,
  anAttachment,
  anItem,
  aPassage,
  aText,
} from '../../support/builders.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';

/** A Monday. */
const TODAY = '2026-11-09T03:00:00.000Z';
const WEEK = '2026-W46';
const LAW = '60/2014/QH13';
const QUOTE =
  'Trong thời hạn 60 ngày kể từ ngày sinh con, cha hoặc mẹ có trách nhiệm đăng ký khai sinh cho con.';

let app: TestApp;
let writer: StaffPerson;
let approver: StaffPerson;
let stranger: StaffPerson;
let itemId: string;
let ref: string;
const get = (path: string, who?: StaffPerson): Promise<Answer> =>
  ask(app.base, path, { headers: who === undefined ? {} : { cookie: who.cookie } });
const post = (
  path: string,
  fields: Readonly<Record<string, string>>,
  who = writer,
): Promise<Answer> => postForm(app.base, path, fields, { cookie: who.cookie });
const make = (week = WEEK, more: Readonly<Record<string, string>> = {}, who = writer) =>
  post('/can-bo/dieu-luat/moi', { q: 'khai sinh', week, passage: ref, ...more }, who);
const idIn = (answer: Answer): string =>
  /\/can-bo\/dieu-luat\/([^?]+)/u.exec(String(answer.headers['location']))![1]!;
const kit = async (id: string) => (await app.shelf.storage.catalog.findUnitEntry('weekly', id))!;
const decide = async (id: string, action: 'duyet' | 'rut', who = approver): Promise<Answer> =>
  post(`/can-bo/dieu-luat/${id}/${action}`, { version: String((await kit(id)).version) }, who);
const fieldsOf = async (id: string) => {
  const { version, value } = await kit(id);
  const { week, heading, script, message, question, answer } = value;
  return { version: String(version), week, heading, script, message, question, answer };
};

beforeAll(async () => {
  app = await startTestApp({ settings: { TWO_PERSON_RULE: 'yes' } });
  setClock(TODAY);
  const { catalog } = app.shelf.storage;
  for (const id of ['xa-an', 'xa-khac'])
    await catalog.saveUnit(aCommune(id, `Ủy ban nhân dân ${id}`));
  writer = await staffPerson(app, ['contributor'], 'xa-an');
  approver = await staffPerson(app, ['approver'], 'so-tu-phap');
  stranger = await staffPerson(app, ['contributor'], 'xa-khac');
  const attachment = anAttachment({ pages: 1 });
  const item = anItem({
    title: 'Sổ tay hộ tịch',
    state: 'published',
    publishedAt: '2026-01-01T00:00:00.000Z',
    validity: { ...anItem().validity, state: 'con' },
    rights: { kind: 'duoc_phep', note: '' },
    attachments: [attachment],
    lawRefs: [lawReference(LAW)],
  });
  itemId = item.id;
  const passage = aPassage({
    itemId,
    attachmentId: attachment.id,
    heading: 'Điều 15. Trách nhiệm đăng ký khai sinh',
    text: QUOTE,
  });
  ref = `${attachment.id}/${passage.ordinal}`;
  await catalog.saveItem(
    aChange(item, {
      jobs: [indexItemJob(itemId)],
      texts: [aText(attachment.id, { passages: [passage] })],
    }),
  );
  await app.settle();
});
afterAll(async () => {
  jest.useRealTimers();
  await app.close();
});

describe('the provision of a week', () => {
  it('is made of a passage in one press, its words exactly quoted, all texts to change', async () => {
    const found = await get('/can-bo/dieu-luat/moi?q=khai+sinh', writer);
    expect(found.all('button').map((b) => b.attribs['value'])).toContain(ref);
    const made = await make();
    const id = idIn(made);
    const { source, script, message, heading } = (await kit(id)).value;
    expect([source.quote, source.itemId]).toEqual([QUOTE, itemId]);
    expect(source.label).toContain('Sổ tay hộ tịch');
    expect(heading).toBe('Điều 15. Trách nhiệm đăng ký khai sinh');
    expect(script).toContain('Trong thời hạn sáu mươi ngày kể từ ngày sinh con');
    expect(message).toContain(`${app.base}/dieu-luat/2026-w46-xa-an`);
    const page = await get(`/can-bo/dieu-luat/${id}`, writer);
    expect(page.words).toContain(QUOTE);
    const saved = await post(`/can-bo/dieu-luat/${id}`, {
      ...(await fieldsOf(id)),
      heading: 'Khai sinh trong 60 ngày',
      quote: 'Lời khác',
      used: '1',
    });
    expect(saved.status).toBe(303);
    const after = (await kit(id)).value;
    expect([after.heading, after.source.quote, after.used]).toEqual([
      'Khai sinh trong 60 ngày',
      QUOTE,
      true,
    ]);
    const calendar = await get('/can-bo/dieu-luat', writer);
    for (const words of ['Khai sinh trong 60 ngày', 'Tuần 46', 'Đã dùng'])
      expect(calendar.words).toContain(words);
    expect((await get('/can-bo/dieu-luat', stranger)).words).not.toContain('Khai sinh trong');
    expect((await get(`/can-bo/dieu-luat/${id}`, stranger)).status).toBe(403);
  });

  it('is seen by readers when a second person approved it, from its Monday on', async () => {
    const id = idIn(await make('2026-W47'));
    const path = '/dieu-luat/2026-w47-xa-an';
    expect((await decide(id, 'duyet', writer)).status).toBe(403);
    expect((await get(path)).status).toBe(404);
    await decide(id, 'duyet');
    expect((await get(path)).status).toBe(404);
    setClock('2026-11-15T17:30:00.000Z');
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.texts('blockquote')).toEqual([QUOTE]);
    expect(page.links.some(({ href }) => href.startsWith(`/tai-lieu/${itemId}`))).toBe(true);
    expect(page.words).toContain('Ủy ban nhân dân xa-an chọn');
    expect((await get('/dieu-luat')).words).toContain('Tuần này');
    expect((await get('/dieu-luat/feed.xml')).html).toContain(`<id>${app.base}${path}</id>`);
    setClock(TODAY);
    [writer, approver] = [
      await staffPerson(app, ['contributor'], 'xa-an'),
      await staffPerson(app, ['approver'], 'so-tu-phap'),
    ];
    stranger = await staffPerson(app, ['contributor'], 'xa-khac');
    const changed = { ...(await fieldsOf(id)), message: 'Sửa một chữ' };
    await post(`/can-bo/dieu-luat/${id}`, changed);
    expect((await kit(id)).state).toBe('draft');
  });

  it('is marked everywhere when its law has ended, and leaves with its item', async () => {
    const id = idIn(await make('2026-W45', {}, writer).then(async (answer) => answer));
    await decide(id, 'duyet');
    const path = '/dieu-luat/2026-w45-xa-an';
    expect((await get(path)).words).toContain('Còn phù hợp');
    const { catalog } = app.shelf.storage;
    const [law] = await catalog.findLaws([unknownLaw(LAW).key]);
    await catalog.saveLaws([{ ...law!, state: 'het', effectiveTo: '2026-11-01' }]);
    const ENDED = /Văn bản được dẫn đã hết hiệu lực/u;
    for (const answer of [
      await get(path),
      await get('/dieu-luat'),
      await get(`/can-bo/dieu-luat/${id}`, writer),
      await get('/can-bo/dieu-luat', writer),
    ])
      expect(answer.words).toMatch(ENDED);
    expect((await get('/dieu-luat/feed.xml')).html).toMatch(ENDED);
    const item = (await catalog.findItem(itemId))!;
    const gone = await catalog.saveItem(aChange({ ...item, state: 'withdrawn' }));
    expect((await get(path)).status).toBe(404);
    expect((await get(`/can-bo/dieu-luat/${id}`, writer)).words).toContain('đã gỡ khỏi tủ sách');
    await catalog.saveItem(aChange({ ...gone, state: 'published' }));
  });

  it('quotes a part of its passage where somebody narrows it, and nothing else', async () => {
    const id = idIn(await make('2026-W49'));
    await decide(id, 'duyet');
    const narrow = async (quote: string, who = writer): Promise<Answer> =>
      post(
        `/can-bo/dieu-luat/${id}/trich`,
        { version: String((await kit(id)).version), quote },
        who,
      );
    for (const other of ['', 'cha hoặc mẹ có quyền', 'Trong thời hạn … khai sinh cho con.']) {
      const refused = await narrow(other);
      expect([refused.status, refused.value('quote')]).toEqual([400, other]);
      expect(refused.words).toContain('phải đúng nguyên văn');
    }
    expect((await narrow(QUOTE, stranger)).status).toBe(403);
    expect((await narrow('cha hoặc mẹ\n  có trách nhiệm đăng ký khai sinh')).status).toBe(303);
    const { state, value } = await kit(id);
    expect([state, value.source.quote]).toEqual([
      'draft',
      'cha hoặc mẹ có trách nhiệm đăng ký khai sinh',
    ]);
    expect(value.script).not.toContain('sáu mươi ngày');
    expect(value.message).toContain('“cha hoặc mẹ có trách nhiệm đăng ký khai sinh”');
  });

  it('has a poster', async () => {
    const id = idIn(await make('2026-W50'));
    const pdf = await get(`/can-bo/dieu-luat/${id}/to-dan.pdf`, writer);
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(pdf.body.toString('latin1', 0, 5)).toBe('%PDF-');
    expect((await get(`/can-bo/dieu-luat/${id}/to-dan.pdf`, stranger)).status).toBe(403);
  });
});

describe('what nobody should send', () => {
  it('is refused with all that was typed', async () => {
    const id = idIn(await make('2026-W51'));
    const twice = await make('2026-W51');
    expect([twice.status, twice.words.includes('Tuần này đơn vị đã có')]).toEqual([400, true]);
    expect((await make('2026-W99')).status).toBe(400);
    for (const passage of ['', 'x', `${ref}9`, '../../etc/passwd/1'])
      expect([passage, (await make('2026-W52', { passage })).status]).toEqual([passage, 400]);
    const fields = await fieldsOf(id);
    for (const [more, name] of [
      [{ heading: '' }, 'heading'],
      [{ heading: 'x'.repeat(10_000) }, 'heading'],
      [{ week: '2026-W50' }, 'week'],
      [{ script: '' }, 'script'],
    ] as const) {
      const answer = await post(`/can-bo/dieu-luat/${id}`, {
        ...fields,
        message: 'Chữ đã gõ',
        ...more,
      });
      expect([name, answer.status]).toEqual([name, 400]);
      expect(answer.links.map(({ href }) => href)).toContain(`#${name}`);
      expect(answer.value('message')).toBe('Chữ đã gõ');
    }
    expect((await post(`/can-bo/dieu-luat/${id}`, { ...fields, heading: 'Đầu' })).status).toBe(303);
    const second = await post(`/can-bo/dieu-luat/${id}`, { ...fields, heading: 'Sau' });
    expect([second.status, second.value('heading')]).toEqual([409, 'Sau']);
    const long = await post(`/can-bo/dieu-luat/${id}`, {
      ...(await fieldsOf(id)),
      heading: '<script>alert(1)</script>',
      script: 'Mời bà con nghe. '.repeat(100),
    });
    expect(long.status).toBe(303);
    const page = await get(`/can-bo/dieu-luat/${id}`, writer);
    expect(page.words).toContain('đọc quá 90 giây');
    expect(page.all('script')).toEqual([]);
  });
});
