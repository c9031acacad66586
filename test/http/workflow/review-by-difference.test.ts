import { CHECKS } from '#server/items/workflow-event.ts';
import { ask, postFiles, type Answer, type Fields } from '../../support/ask.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { makeDocx } from '../../support/make/make-docx.ts';
import { actOn, FULL_RECORD, sendFile, sendItem } from '../../support/people/send-item.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let sender: StaffPerson;
let librarian: StaffPerson;
let head: StaffPerson;
const catalog = () => app.shelf.storage.catalog;
const desk = (id: string, who: StaffPerson, query = ''): Promise<Answer> =>
  ask(app.base, `/can-bo/tai-lieu/${id}/duyet${query}`, { headers: { cookie: who.cookie } });
const act = (id: string, action: string, who: StaffPerson, more: Fields = {}) =>
  actOn(app, id, action, who, more);
const PAGES = ['mot', 'hai', 'ba', 'bon'];
const sent = (title: string): Promise<string> => sendItem(app, sender, title, PAGES);

beforeAll(async () => {
  app = await startTestApp();
  sender = await staffPerson(app, ['cataloguer']);
  librarian = await staffPerson(app, ['cataloguer']);
  head = await staffPerson(app, ['approver']);
});
afterAll(() => app.close());

describe('comparing', () => {
  it('ticks a range in one step; a range that is none comes back with what was ticked', async () => {
    const id = await sent('Sổ tay một');
    const ticks = { checks: 'facts', pages: '1', ranges: 'trang 3–4', trang: '2' };
    const turned = await act(id, 'danh-dau', librarian, ticks);
    expect(turned.status).toBe(303);
    expect(turned.headers.location).toBe(`/can-bo/tai-lieu/${id}/duyet?trang=2`);
    const ticked = await desk(id, librarian, '?trang=2');
    expect(ticked.words).toContain('Trang 2/4');
    expect(ticked.chosen('pages')).toEqual(['1', '3', '4']);
    expect(ticked.chosen('checks')).toEqual(['facts']);
    const noRange = await act(id, 'danh-dau', librarian, { ...ticks, ranges: 'ba trang' });
    expect(noRange.status).toBe(400);
    expect(noRange.value('ranges')).toBe('ba trang');
    expect(noRange.chosen('pages')).toEqual(['1']);
    const wrong = await act(id, 'doi-chieu', librarian, {
      checks: CHECKS,
      pages: '2',
      ranges: 'ba trang đầu',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.words).toContain('Ghi số trang và khoảng trang');
    expect(wrong.value('ranges')).toBe('ba trang đầu');
    expect(wrong.chosen('pages')).toEqual(['2']);
    const done = await act(id, 'doi-chieu', librarian, { checks: CHECKS, ranges: '1-4' });
    expect(done.status).toBe(303);
    expect((await catalog().events(id)).at(-1)?.checklist?.pages).toEqual([1, 2, 3, 4]);
  });

  it('saves ticks while somebody goes on, for them alone, until the step is done or the record is written', async () => {
    const id = await sent('Sổ tay tự lưu');
    const ticks = {
      checks: ['facts', 'rights'],
      pages: ['1', '2'],
      reason: 'Thiếu chữ',
      ranges: '3-',
    };
    // Half a range is still being typed.
    expect((await act(id, 'danh-dau', librarian, ticks)).status).toBe(204);
    const mine = await desk(id, librarian);
    expect(mine.chosen('checks')).toEqual(['facts', 'rights']);
    expect(mine.chosen('pages')).toEqual(['1', '2']);
    expect(mine.value('reason')).toBe('Thiếu chữ');
    const another = await staffPerson(app, ['cataloguer']);
    expect((await desk(id, another)).chosen('pages')).toEqual([]);
    // A rewritten record is looked at anew; pages of the same file are compared.
    await act(id, 'luu', another, { ...FULL_RECORD, title: 'Sổ tay tự lưu, sửa' });
    const rewritten = await desk(id, librarian);
    expect(rewritten.chosen('checks')).toEqual([]);
    expect(rewritten.chosen('pages')).toEqual(['1', '2']);
    await act(id, 'doi-chieu', librarian, { checks: CHECKS, ranges: '1-4' });
    expect(await catalog().findUnsaved(librarian.id, `${id}/duyet`)).toBeNull();
  });

  it('lays the picture of a page beside its words, and a Word file there as readers will see it', async () => {
    const said = ['Mo dau cuoc hoa giai.', 'Hai ben gap nhau.', 'Lap bien ban ngay.', 'Ket thuc.'];
    const pages = said.map((sentence) => `${sentence} `.repeat(12));
    const pdf = { name: 'chu.pdf', content: makePdf({ pages }) };
    const id = await sendFile(app, sender, 'Sổ tay có chữ', pdf);
    const page = await desk(id, librarian, '?trang=3');
    const words = (html: string): string => html.split('desk-words')[1]!.split('</div>')[0]!;
    expect(words(page.html)).toContain('Lap bien ban ngay.');
    expect(page.html.match(/<img[^>]*\/trang\/3\.webp/gu)).toHaveLength(1);
    const docx = makeDocx({ paragraphs: ['# Điều 1', 'Hòa giải ở cơ sở là tự nguyện.'] });
    const file = { name: 'cong-van.docx', content: docx };
    const word = await desk(await sendFile(app, sender, 'Công văn Word', file), librarian);
    expect(words(word.html)).toContain('Hòa giải ở cơ sở là tự nguyện.');
    const html = Buffer.from('<h1>Trang tin</h1><p>Đoạn của trang tin.</p><script>x</script>');
    const site = { name: 'tin.html', content: html };
    const asRead = await desk(await sendFile(app, sender, 'Trang tin', site), librarian);
    expect(words(asRead.html)).toContain('Đoạn của trang tin.</p>');
    expect(words(asRead.html)).not.toContain('<script');
  });

  it('finds its ticks again after a return with the same file, and what changed since', async () => {
    const id = await sent('Sổ tay hai');
    await act(id, 'tra-lai', librarian, { reason: 'Sai tên', ranges: '1-3', checks: 'facts' });
    await act(id, 'luu', sender, { ...FULL_RECORD, title: 'Sổ tay hai, tên đúng' });
    await act(id, 'gui', sender);
    const page = await desk(id, librarian);
    expect(page.chosen('pages')).toEqual(['1', '2', '3']);
    expect(page.chosen('checks')).toEqual([]);
    expect(page.words).toContain('So với bản đã trả lại lần trước');
    const facts = page.html.split('aria-labelledby="mt"')[1]!.split('</section>')[0]!;
    expect(facts.match(/<del>.*?<\/del>/gu)).toEqual(['<del>Sổ tay hai</del>']);
  });

  it('starts anew where another file came', async () => {
    const id = await sent('Sổ tay ba');
    await act(id, 'tra-lai', librarian, { reason: 'Mờ quá', ranges: '1-4' });
    const before = (await catalog().findItem(id))!;
    const file = { name: 'quet-lai.pdf', content: makePdf({ pages: [...PAGES, 'nam'] }) };
    await postFiles(app.base, `/can-bo/tai-lieu/${id}/them-tep`, [file], sender.cookie);
    await app.settle();
    const item = (await catalog().findItem(id))!;
    const { saveItem } = catalog();
    await saveItem({
      item: { ...item, attachments: item.attachments.slice(before.attachments.length) },
      event: null,
      texts: [],
      jobs: [],
    });
    await act(id, 'gui', sender);
    const page = await desk(id, librarian);
    expect(page.all('input').filter((e) => e.attribs['name'] === 'pages')).toHaveLength(5);
    expect(page.chosen('pages')).toEqual([]);
  });

  it('leads to the readers’ page and to the next that this person may do', async () => {
    const [first, second] = [await sent('Sổ tay bốn'), await sent('Sổ tay năm')];
    const page = await desk(first, librarian);
    const asReaders = await ask(app.base, page.link('Xem như người đọc'), {
      headers: { cookie: librarian.cookie },
    });
    expect(asReaders.heading).toBe('Sổ tay bốn');
    const next = page.links.find(({ rel }) => rel === 'next')!.href;
    expect(next).not.toContain(first);
    await act(second, 'doi-chieu', librarian, { checks: CHECKS, ranges: '1-4' });
    const approver = await desk(first, head);
    expect(approver.links.find(({ rel }) => rel === 'next')!.text).toMatch(/^Việc tiếp theo: /u);
    const published = await act(second, 'duyet', head, { checks: CHECKS });
    expect(published.status).toBe(303);
  });
});
