import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { openMailServer, type MailServer } from '../../support/receivers/mail-server.ts';
import { textOf } from '../../support/receivers/read-mail.ts';
import { publishItems } from '../../support/publish-items.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';

const BASE = 'https://tusach.example.gov.vn';
let app: TestApp;
let mail: MailServer;

const catalog = () => app.shelf.storage.catalog;
const later = (minutes: number): void =>
  setClock(new Date(Date.now() + minutes * 60_000).toISOString());
const open = (path: string): Promise<Answer> => ask(app.base, path);
const send = (path: string, fields: Fields): Promise<Answer> => postForm(app.base, path, fields);

beforeAll(async () => {
  setClock('2026-11-30T02:00:00.000Z');
  mail = await openMailServer();
  app = await startTestApp({
    settings: {
      SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      MAIL_FROM: 'tusach@example.gov.vn',
      BASE_URL: BASE,
    },
  });
  await publishItems(app, [
    { item: { title: 'Sổ tay đất đai', subjects: ['11'], genre: 'cam-nang' } },
    { item: { title: 'Tờ gấp bảo hiểm', subjects: ['02'], genre: 'to-gap' } },
  ]);
});
// Limits count by the hour.
beforeEach(() => {
  later(61);
  mail.received.length = 0;
});
afterAll(async () => {
  await app.close();
  await mail.close();
});

const FORM = { what: 'all', rhythm: 'weekly', text: '', law: '', article: '' };

/** Fills the form in as a person would, and sends it. */
async function wish(email: string, more: Fields = {}, minutes = 1): Promise<Answer> {
  const token = (await open('/dang-ky-nhan-tin')).value('token');
  later(minutes);
  return send('/dang-ky-nhan-tin', { ...FORM, email, token, ...more });
}
const linksIn = (text: string): string[] =>
  (text.match(/https:\S+/gu) ?? []).map((link) => link.replace(BASE, ''));
/** The path in the last letter that begins so. */
async function lettered(beginning: string): Promise<string> {
  await app.settle();
  const link = linksIn(textOf(mail.received.at(-1)!)).find((one) => one.startsWith(beginning));
  return link!;
}
async function confirmed(email: string, more: Fields = {}): Promise<string> {
  expect((await wish(email, more)).headers.location).toBe('/dang-ky-nhan-tin/da-gui');
  const given = await send(await lettered('/dang-ky-nhan-tin/xac-nhan/'), {});
  return given.headers.location!.split('?')[0]!;
}
const known = (email: string) => catalog().findSubscriberByAddress(email);

describe('subscribing', () => {
  it('begins from a search, keeps its filters, and is confirmed by a press alone', async () => {
    const search = await open('/tim-kiem?chu-de=11&doi-tuong=nong-dan&q=dat');
    const link = search.link('Nhận tin khi có tài liệu mới');
    const form = await open(link);
    expect(form.chosen('chu-de')).toEqual(['11']);
    expect(form.value('text')).toBe('dat');
    expect(form.chosen('what')).toEqual(['some']);
    expect(form.value('doi-tuong')).toBe('nong-dan');
    const fields = { what: 'some', text: 'dat', 'chu-de': ['11'], 'doi-tuong': ['nong-dan'] };
    await wish('hoa@example.org', fields);
    const address = await lettered('/dang-ky-nhan-tin/xac-nhan/');
    const page = await open(address);
    expect(page.heading).toBe('Xác nhận nhận tin');
    expect(page.words).toContain('hoa@example.org');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(await known('hoa@example.org')).toBeNull();
    const done = await send(address, {});
    expect(done.status).toBe(303);
    const own = await open(done.headers.location!);
    expect(own.words).toContain('“dat”; Đất đai');
    expect((await send(address, {})).status).toBe(404);
    expect((await known('HOA@example.org'))?.rhythm).toBe('weekly');
  });

  it('is offered on pages of a subject, a unit and a law', async () => {
    expect((await open('/chu-de/11')).link('Nhận tin khi')).toBe('/dang-ky-nhan-tin?chu-de=11');
    const [unit] = await catalog().listUnits();
    expect((await open(`/don-vi/${unit!.code}`)).link('Nhận tin khi')).toContain('don-vi=');
    const law = (await open('/van-ban/31%2F2024%2FQH15')).link('Nhận tin khi');
    const form = await open(law);
    expect(form.value('law')).toBe('31/2024/QH15');
    expect(form.chosen('what')).toEqual(['law']);
    const own = await confirmed('luat@example.org', {
      what: 'law',
      law: '31/2024/QH15',
      article: 'Điều 138',
    });
    expect((await open(own)).words).toContain('Điều 138, văn bản 31/2024/QH15');
  });

  it('says the same whether an address is known, and sends it so many letters', async () => {
    await confirmed('biet@example.org');
    mail.received.length = 0;
    const answers = [];
    for (const email of ['biet@example.org', 'moi@example.org'])
      answers.push(await wish(email, { what: 'some', text: 'thừa kế' }));
    expect(answers[0]!.html).toBe(answers[1]!.html);
    expect(answers[0]!.headers.location).toBe(answers[1]!.headers.location);
    await app.settle();
    const [first, second] = mail.received.map((one) =>
      textOf(one).replace(/xac-nhan\/\S+/gu, 'xac-nhan'),
    );
    expect(first).toEqual(second);
    for (let n = 0; n < 5; n++)
      expect((await wish('biet@example.org')).headers.location).toBe('/dang-ky-nhan-tin/da-gui');
    await app.settle();
    expect(mail.received.filter(({ to }) => to === 'biet@example.org')).toHaveLength(3);
    const own = await send(await lettered('/dang-ky-nhan-tin/xac-nhan/'), {});
    expect((await known('biet@example.org'))!.topics).toHaveLength(1);
    expect(own.status).toBe(303);
  });

  it('writes no letter that somebody else may have filled in: no line ends, no second address', async () => {
    for (const email of [
      'a@example.org\r\nBcc: b@example.org',
      'a@example.org, b@example.org',
      '"<script>"@example.org',
      'a@example',
      `${'a'.repeat(250)}@example.org`,
    ]) {
      const given = await wish(email);
      expect([email, given.status]).toEqual([email, 400]);
      expect(given.words).toContain('Địa chỉ thư điện tử chưa đúng');
    }
    await wish('tu@example.org', { what: 'some', text: 'x\r\nBcc: c@example.org <b>' });
    await app.settle();
    expect(mail.received.map(({ to }) => to)).toEqual(['tu@example.org']);
    expect(mail.received[0]!.raw).not.toMatch(/^Bcc/mu);
    expect(textOf(mail.received[0]!)).not.toContain('c@example.org');
    const lure = await wish('tu@example.org', { what: 'some', text: 'xem https://lua.example' });
    expect(lure.words).toContain('không được có liên kết');
    const page = await open(await lettered('/dang-ky-nhan-tin/xac-nhan/'));
    expect(page.html).toContain('&lt;b>');
  });

  it('comes back filled in, with what is wrong', async () => {
    const given = await wish('sai', { what: 'some', text: '', rhythm: 'luc-nao' });
    expect(given.value('email')).toBe('sai');
    expect(given.words).toContain('Hãy viết từ cần tìm');
    expect(given.words).toContain('Hãy chọn nhận tin hằng tuần hay ngay khi có');
    for (const more of [
      { what: 'some', 'chu-de': ['x'.repeat(101)] },
      { what: 'law', law: `${'1'.repeat(101)}/2024/QH15` },
    ])
      expect((await wish('a@example.org', more)).status).toBe(400);
    const law = await wish('a@example.org', { what: 'law', law: 'luật đất', article: 'x' });
    expect(law.words).toContain('Số hiệu văn bản chưa đúng');
    expect(law.words).toContain('Điều chưa đúng');
    expect(law.value('law')).toBe('luật đất');
  });

  it('holds machines back: a filled trap, a form in no time, a flood of one network', async () => {
    const trapped = await wish('bay@example.org', { website: 'https://spam.example' });
    expect(trapped.headers.location).toBe('/dang-ky-nhan-tin/da-gui');
    expect((await wish('nhanh@example.org', {}, 0)).words).toContain('gửi nhanh quá');
    await app.settle();
    expect(mail.received).toEqual([]);
    later(61);
    const statuses: number[] = [];
    for (let n = 0; n < 22; n++) statuses.push((await wish(`lu-${n}@example.org`, {}, 0.1)).status);
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 303));
    expect(statuses.slice(20)).toEqual([429, 429]);
  });

  it('forgets a wish that nobody confirmed in 48 hours', async () => {
    await wish('quen@example.org');
    const address = await lettered('/dang-ky-nhan-tin/xac-nhan/');
    later(48 * 60 + 1);
    expect((await open(address)).status).toBe(404);
    await catalog().eraseSubscriptions(new Date().toISOString());
    expect((await catalog().countSubscriptions()).unconfirmed).toBe(0);
  });
});

describe('leaving', () => {
  it('is one press in a mail program from anywhere, and erases at once; opening a link does nothing', async () => {
    const own = await confirmed('bo@example.org', { rhythm: 'at-once' });
    const leave = own.replace('cua-toi', 'roi');
    const page = await open(leave);
    expect(page.heading).toBe('Bỏ đăng ký');
    expect(await known('bo@example.org')).not.toBeNull();
    const pressed = await ask(app.base, leave, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(pressed.status).toBe(200);
    expect(pressed.headers.location).toBeUndefined();
    expect(pressed.headers['set-cookie']).toBeUndefined();
    expect(await known('bo@example.org')).toBeNull();
    const again = await ask(app.base, leave, { method: 'POST' });
    expect(again.status).toBe(200);
    expect((await open(own)).status).toBe(404);
    expect(JSON.stringify(app.logged)).not.toContain(own.split('/').at(-1)!);
    expect(JSON.stringify(app.logged)).not.toContain('bo@example.org');
  });

  it('is a button on the page too, and whoever clears every topic has left', async () => {
    const first = await confirmed('nut@example.org');
    const page = await open(first.replace('cua-toi', 'roi'));
    const action = page.having('action').map((e) => e.attribs['action']!);
    const form = action.find((to) => to.endsWith('/tat-ca'))!;
    expect((await send(form, {})).headers.location).toBe('/dang-ky-nhan-tin/da-roi');
    expect(await known('nut@example.org')).toBeNull();
    const second = await confirmed('het@example.org');
    expect((await send(second, { rhythm: 'weekly' })).headers.location).toBe(
      '/dang-ky-nhan-tin/da-roi',
    );
    expect(await known('het@example.org')).toBeNull();
  });

  it('is not the only choice: topics and how often change at the secret address', async () => {
    await confirmed('doi@example.org', { what: 'some', 'chu-de': ['11'] });
    const own = await confirmed('doi@example.org', { what: 'some', 'chu-de': ['02'] });
    const page = await open(own);
    expect(page.chosen('topic')).toHaveLength(2);
    const [kept] = page.chosen('topic');
    const saved = await send(own, { topic: [kept!, 'của ai đó'], rhythm: 'at-once' });
    expect((await open(saved.headers.location!)).words).toContain('Đã lưu thay đổi');
    expect(await known('doi@example.org')).toMatchObject({ topics: [kept], rhythm: 'at-once' });
  });

  it('says so to whoever was set aside, and takes them back', async () => {
    const own = await confirmed('tu.choi@example.org');
    expect((await open(own)).words).not.toContain('đã ngừng gửi');
    const { id, version: _, ...before } = (await known('tu.choi@example.org'))!;
    const eraseAt = '2099-01-01T00:00:00.000Z';
    await catalog().noteSubscribers([id], { refusals: 3, refusedUntil: eraseAt, eraseAt });
    const page = await open(own);
    expect(page.words).toContain('đã ngừng gửi');
    await send(own, { topic: page.chosen('topic'), rhythm: 'weekly' });
    expect(await known('tu.choi@example.org')).toMatchObject(before);
    expect((await open(own)).words).not.toContain('đã ngừng gửi');
  });

  it('cannot be guessed: whoever tries many addresses waits', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 62; n++) {
      const secret = `${n}`.padStart(22, 'x');
      statuses.add((await open(`/dang-ky-nhan-tin/cua-toi/${secret}`)).status);
    }
    expect([...statuses]).toEqual([404, 429]);
  });
});

describe('beside letters', () => {
  it('a feed of any search tells the newest, with an ETag, and the search page names it', async () => {
    const page = await open('/tim-kiem?chu-de=11');
    const link = page.all('link').find((e) => e.attribs['type'] === 'application/atom+xml')!
      .attribs['href']!;
    expect(link).toBe('/tim-kiem/feed.xml?chu-de=11');
    const feed = await open(link);
    expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(feed.texts('title')).toContain('Sổ tay đất đai');
    expect(feed.html).not.toContain('Tờ gấp bảo hiểm');
    const { etag } = feed.headers;
    const again = await ask(app.base, link, { headers: { 'if-none-match': etag! } });
    expect(again.status).toBe(304);
    expect((await open('/tim-kiem/feed.xml?q=so+tay')).texts('title')).toContain('Sổ tay đất đai');
    expect((await open(`/tim-kiem/feed.xml?q=${'a'.repeat(501)}`)).status).toBe(404);
  });

  it('a shelf without a mail server names the feed instead', async () => {
    const bare = await startTestApp();
    try {
      const page = await ask(bare.base, '/dang-ky-nhan-tin?chu-de=11');
      expect(page.links.map(({ href }) => href)).toContain(
        `${bare.base}/tim-kiem/feed.xml?chu-de=11`,
      );
      expect(page.all('form').some((e) => e.attribs['action'] === '/dang-ky-nhan-tin')).toBe(false);
      expect((await postForm(bare.base, '/dang-ky-nhan-tin', FORM)).status).toBe(200);
    } finally {
      await bare.close();
    }
  });

  it('officials see counts and no address', async () => {
    await confirmed('dem@example.org', { what: 'some', 'chu-de': ['02'] });
    await catalog().saveItem(aChange(anItem()));
    const { cookie } = await staffPerson(app, ['cataloguer']);
    const page = await ask(app.base, '/can-bo/nhan-tin', { headers: { cookie } });
    expect(page.heading).toBe('Người đăng ký nhận tin');
    expect(page.words).toContain('Bảo hiểm');
    expect(page.html).not.toContain('example.org');
    expect(page.words).toContain('Chưa đặt địa chỉ (WEBHOOK_URL)');
    const lists = await ask(app.base, '/can-bo/danh-muc', { headers: { cookie } });
    expect(lists.link('Người đăng ký nhận tin')).toBe('/can-bo/nhan-tin');
  });
});
