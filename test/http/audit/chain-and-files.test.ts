import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { contentOf, type SecurityRow } from '#server/audit/security-event.ts';
import { ask, postForm, type Answer } from '../../support/ask.ts';
import { addEvents, aSecurityEvent, wholeLog } from '../../support/audit/some-events.ts';
import { forgeRow, removeRow } from '../../support/audit/tamper.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const UNITS = [
  ['xa-an', null],
  ['truong-an', 'xa-an'],
  ['xa-khac', null],
] as const;

let app: TestApp;
let admin: string;

beforeEach(async () => {
  app = await startTestApp();
  const { catalog } = app.shelf.storage;
  for (const [id, parentId] of UNITS)
    await catalog.saveUnit({
      id,
      code: id,
      name: `Đơn vị ${id}`,
      kind: 'commune',
      parentId,
      validFrom: null,
      validTo: null,
      successorId: null,
    });
  admin = await app.signIn();
});
afterEach(() => app.close());

const get = (path: string, cookie = admin): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const LOG = '/can-bo/nhat-ky-an-ninh';

/** As an outsider checks a file: each hash from the one before and the text in the line. */
const hashed = (previous: string, content: string): string =>
  createHash('sha256').update(previous).update(content).digest('hex');

interface Line {
  readonly event: Record<string, unknown>;
  readonly previous: string;
  readonly hash: string;
}

const linesOf = (answer: Answer): string[] => answer.html.trimEnd().split('\n');

describe('an outsider', () => {
  it('reckons the chain anew from the lines of NDJSON', async () => {
    await addEvents(app.shelf.storage.catalog, aSecurityEvent({ actorName: '“Lò”\n😀' }));
    const answer = await get(`${LOG}.ndjson`);
    expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    const lines = linesOf(answer);
    expect(lines.length).toBeGreaterThan(1);
    let previous = '';
    for (const line of lines) {
      const { hash, previous: said } = JSON.parse(line) as Line;
      const event = line.slice('{"event":'.length, line.lastIndexOf(',"previous":'));
      expect([said, hash]).toEqual([previous, hashed(previous, event)]);
      previous = hash;
    }
  });

  it('and from the columns of the sheet, in which no cell is a formula', async () => {
    await addEvents(
      app.shelf.storage.catalog,
      aSecurityEvent({ actorName: '=HYPERLINK("http://x.example")', details: { name: '@SUM(1)' } }),
    );
    const text = (await get(`${LOG}.csv`)).html.replace(/^\ufeff/u, '');
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(Object.keys(rows[0]!)).toEqual(expect.arrayContaining(['Việc', 'Mã băm', 'Chi tiết']));
    for (const row of rows) {
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@]/u);
      expect(hashed(row['Mã băm dòng trước']!, row['Nội dung được băm (JSON)']!)).toBe(
        row['Mã băm'],
      );
    }
    expect(rows.map((row) => row['Người làm'])).toContain('\'=HYPERLINK("http://x.example")');
  });
});

describe('the page and the check show', () => {
  it.each([
    ['a row that was changed', 'changed', /dòng 3 bị sửa/u],
    ['a row that is gone', 'gone', /dòng 3 bị mất hoặc bị chèn/u],
    ['the newest row gone', 'newest', /bị mất ở cuối nhật ký/u],
    ['the oldest row gone', 'oldest', /dòng 1 bị mất/u],
  ] as const)('%s', async (_, what, words) => {
    const { storage } = app.shelf;
    await addEvents(storage.catalog, ...Array.from({ length: 6 }, () => aSecurityEvent()));
    expect((await get(LOG)).words).toContain('Nguyên vẹn');
    const rows = await wholeLog(storage.catalog);
    if (what === 'changed') await forgeRow(app, rows[2]!, { ...rows[2]!, actorName: 'Người khác' });
    if (what === 'gone') await removeRow(app, 3);
    if (what === 'newest') await removeRow(app, rows.at(-1)!.sequence);
    if (what === 'oldest') await removeRow(app, 1);
    expect((await get(LOG)).words).toMatch(words);
    expect((await storage.catalog.listAlerts()).map(({ kind }) => kind)).toContain('chain-broken');
    const done = await postForm(app.base, `${LOG}/kiem-tra`, {}, { cookie: admin });
    expect([done.status, done.headers.location]).toEqual([303, `${LOG}#chuoi`]);
  });

  it('a row put in between and hashed anew, by the next one', async () => {
    const { catalog } = app.shelf.storage;
    await addEvents(catalog, ...Array.from({ length: 4 }, () => aSecurityEvent()));
    const row: SecurityRow = { ...(await wholeLog(catalog))[1]!, actorName: 'Người khác' };
    await forgeRow(app, row, { ...row, hash: hashed(row.previous, contentOf(row)) });
    expect((await get(LOG)).words).toMatch(/dòng 3 bị mất hoặc bị chèn/u);
  });
});

describe('an administrator of a unit', () => {
  const about = async (): Promise<void> => {
    await addEvents(
      app.shelf.storage.catalog,
      ...UNITS.map(([unitId]) =>
        aSecurityEvent({
          unitId,
          actorName: `Người ${unitId}`,
          address: `10.0.0.${unitId.length}`,
        }),
      ),
      aSecurityEvent({ actorName: 'Máy chủ', details: { config: 'abc' } }),
    );
  };

  it('sees the own units’ rows and no others, by page, filter and file', async () => {
    await about();
    const stranger = await staffPerson(app, ['cataloguer'], 'xa-khac');
    const { cookie } = await staffPerson(app, ['unit-admin'], 'xa-an');
    for (const path of [
      LOG,
      `${LOG}?viec=sign-in`,
      `${LOG}?nguoi=${stranger.username}`,
      `${LOG}?tu=1/1/2020&den=1/1/2030`,
      `${LOG}?sau=999999`,
      `${LOG}?don-vi=xa-khac`,
      `${LOG}.csv`,
      `${LOG}.ndjson`,
      `${LOG}.ndjson?nguoi=${stranger.username}`,
      `${LOG}.csv?viec=sign-in`,
    ]) {
      const answer = await get(path, cookie);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.html).not.toMatch(/Người xa-khac|Đơn vị xa-khac|Máy chủ/u);
      expect(answer.html).not.toContain(stranger.id);
    }
    const whole = await get(LOG, cookie);
    expect(whole.words).toMatch(/Người xa-an/u);
    expect(whole.words).toMatch(/Người truong-an/u);
    expect(whole.words).toContain('Bạn thấy việc của đơn vị mình');
    const everything = await get(LOG);
    for (const name of ['Người xa-khac', 'Máy chủ', 'Bạn thấy mọi việc'])
      expect(everything.words).toContain(name);
  });

  it('filters by kind, person and days, and is told of a wrong day', async () => {
    const person = await staffPerson(app, ['cataloguer'], 'xa-an');
    await postForm(app.base, '/dang-nhap', { username: person.username, password: 'sai' });
    const { cookie } = await staffPerson(app, ['unit-admin'], 'xa-an');
    const failed = await get(`${LOG}?viec=sign-in-failed&nguoi=${person.username}`, cookie);
    expect(failed.all('h3').length).toBe(1);
    expect(failed.words).toContain('Đăng nhập sai');
    expect((await get(`${LOG}?den=1/1/2020`, cookie)).words).toContain('Không có việc nào khớp.');
    const wrong = await get(`${LOG}?tu=hom-qua`, cookie);
    expect([wrong.status, wrong.words]).toEqual([400, expect.stringContaining('ngày/tháng/năm')]);
    expect(wrong.value('tu')).toBe('hom-qua');
  });

  it('pages by number', async () => {
    await addEvents(
      app.shelf.storage.catalog,
      ...Array.from({ length: 60 }, (_, i) => aSecurityEvent({ targetId: `việc ${i}` })),
    );
    const seen: string[] = [];
    for (let path: string | null = LOG; path !== null;) {
      const page: Answer = await get(path);
      seen.push(...page.words.matchAll(/Dòng (\d+)/gu).map((m) => m[1]!));
      path = page.links.find(({ rel }) => rel === 'next')?.href ?? null;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(61);
  });
});
