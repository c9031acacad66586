import { CHECKS } from '#server/items/workflow-event.ts';
import { ask, postFiles, type Answer, type Fields } from '../../support/ask.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { actOn, FULL_RECORD, sendItem } from '../../support/people/send-item.ts';
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
    const query = `?version=1&checks=facts&pages=1&ranges=${encodeURIComponent('trang 3–4')}`;
    const ticked = await desk(id, librarian, query);
    expect(ticked.chosen('pages')).toEqual(['1', '3', '4']);
    expect(ticked.chosen('checks')).toEqual(['facts']);
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
