import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { catalogColumns, parseLawCell, type CatalogColumn } from '#server/imports/catalog-row.ts';
import { catalogWorkbook } from '#server/imports/routes/catalog-sheet.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { launch } from '../browser/launch.ts';
import findBrowser from '../browser/setup.mjs';
import { PROCESS_PASSWORD, runServer, until } from '../support/shelf-process.ts';
import type { Figure } from './figures.ts';

const ENTRIES = 20;
const FOLDER = join(import.meta.dirname, '..', '..', 'server', 'demo');

/**
 * What a person needs besides the machine, by the keystroke-level model (Card, Moran, Newell: The
 * Keystroke-Level Model, CACM 23(7), 1980): seconds for a key of an average typist, for pointing
 * and pressing, and for making up one's mind before each field.
 */
const KEY = 0.28;
const POINT = 1.1 + 0.2;
const THINK = 1.35;

/** Keys of Telex: a letter, one more for each mark and tone, two for đ, one more for a capital. */
const keysOf = (text: string): number =>
  [...text.normalize('NFD')].reduce(
    (sum, c) => sum + (/[đĐ]/u.test(c) ? 2 : 1) + (/\p{Lu}/u.test(c) ? 1 : 0),
    0,
  );

interface Hand {
  keys: number;
  points: number;
  thoughts: number;
  steps: number;
}
const hand = (): Hand => ({ keys: 0, points: 0, thoughts: 0, steps: 0 });
const secondsOf = ({ keys, points, thoughts }: Hand): number =>
  keys * KEY + points * POINT + thoughts * THINK;

type Entry = Readonly<Record<CatalogColumn, string>>;
const list = (cell: string): string[] =>
  cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Real records of the demo collection whose file is one PDF, EPUB, DOCX or text. */
function entries(): Entry[] {
  const rows = parse(readFileSync(join(FOLDER, 'sheet.csv'), 'utf8'), {
    columns: true,
    bom: true,
  }) as Record<string, string>[];
  const empty = Object.fromEntries(catalogColumns.map((c) => [c, '']));
  return rows
    .filter((row) => /^[^|]+\.(?:pdf|epub|docx|md|txt|html)$/iu.test(row['file']!))
    .slice(0, ENTRIES)
    .map((row) => ({ ...empty, ...row, unit: '' }) as Entry);
}

/** One record by the form, each field as a person goes: look, point, type. */
async function enter(page: Page, entry: Entry, done: Hand): Promise<void> {
  const type = async (label: string, text: string): Promise<void> => {
    const field = page.getByLabel(label).first();
    done.thoughts++;
    // What the machine proposed and is right is only read.
    if ((await field.inputValue()) === text) return;
    done.points++;
    done.steps++;
    done.keys += keysOf(text) + 2;
    await field.fill(text);
  };
  const point = async (act: () => Promise<unknown>): Promise<void> => {
    done.points++;
    done.thoughts++;
    done.steps++;
    await act();
  };
  await type('Tên sách, tài liệu', entry.title);
  await point(() => page.getByLabel('Thể loại').selectOption(entry.genre));
  await type('Cơ quan, tổ chức, cá nhân chủ trì biên soạn', list(entry.compilers).join('\n'));
  await type('Thời gian phát hành', entry.issued.split('-').toReversed().join('/'));
  await point(() => page.locator(`input[name=validityState][value=${entry.validity}]`).check());
  await type('Giới thiệu mục đích, nội dung chính', entry.abstract);
  const first = page.getByRole('checkbox', {
    name: findSubject(list(entry.subjects)[0]!)!.label,
    exact: true,
  });
  if (!(await first.isVisible()))
    await point(() => page.locator('details.choices summary').click());
  for (const code of list(entry.subjects))
    await point(() => page.locator(`input[name=subjects][value="${code}"]`).check());
  await type(
    'Số hiệu văn bản',
    list(entry.lawRefs)
      .map((cell) => {
        const { number, title, articles } = parseLawCell(cell);
        return [number, title, articles].join(' | ').replace(/(?: \| )+$/u, '');
      })
      .join('\n'),
  );
  for (const code of list(entry.audiences))
    await point(() => page.locator(`input[name=audiences][value="${code}"]`).check());
  await type('Từ khóa', list(entry.keywords).join(', '));
  await type('Mã định danh', entry.identifier);
  await point(() => page.getByRole('button', { name: 'Lưu bản nháp' }).click());
  await page.getByRole('status').getByText('Đã lưu').waitFor();
}

interface Account {
  readonly machine: number;
  readonly hand: Hand;
}

async function byForm(page: Page, rows: readonly Entry[]): Promise<Account> {
  const done = hand();
  const begun = performance.now();
  await page.goto('/can-bo/tai-len');
  await page
    .locator('input[name=files]')
    .setInputFiles(rows.map((row) => join(FOLDER, 'files', row.file)));
  done.points += 4;
  done.steps += 2;
  await page.getByRole('button', { name: 'Tải lên' }).click();
  const drafts = page.getByRole('link', { name: /^Biên mục ngay/u });
  await until('every file is taken', 60_000, async () => (await drafts.count()) === rows.length);
  const hrefs = new Map<string, string>();
  for (const item of await page.locator('li', { has: drafts }).all())
    hrefs.set(
      await item.innerText(),
      (await item.getByRole('link', { name: /^Biên mục ngay/u }).getAttribute('href'))!,
    );
  for (const row of rows) {
    const href = [...hrefs].find(([text]) =>
      text.includes(basename(row.file).normalize('NFC')),
    )![1];
    await page.goto(href);
    done.points++;
    done.steps++;
    await enter(page, row, done);
  }
  return { machine: (performance.now() - begun) / 1_000, hand: done };
}

async function bySheet(page: Page, rows: readonly Entry[]): Promise<Account> {
  const done = hand();
  // In the spreadsheet every cell is typed and left by Tab; lists are chosen from its drop-downs or
  // typed, whichever, as text.
  for (const row of rows)
    for (const value of Object.values(row))
      if (value !== '') {
        done.keys += keysOf(value) + 1;
        done.thoughts++;
        done.steps++;
      }
  const book = Buffer.from(await catalogWorkbook(rows, LAW_VOCABULARY));
  const begun = performance.now();
  await page.goto('/can-bo/nhap-bang');
  await page
    .getByLabel('Bảng kê')
    .setInputFiles({ name: 'kê.xlsx', mimeType: 'application/octet-stream', buffer: book });
  await page.locator('input[name=files]').evaluate((e) => e.removeAttribute('webkitdirectory'));
  await page
    .locator('input[name=files]')
    .setInputFiles(rows.map((row) => join(FOLDER, 'files', row.file)));
  await page.getByRole('button', { name: 'Gửi và xem trước' }).click();
  await page.getByRole('button', { name: 'Bắt đầu nhập' }).click();
  await page.getByText(`Đã thêm ${rows.length}`).waitFor({ timeout: 120_000 });
  done.points += 8;
  done.thoughts += 3;
  done.steps += 4;
  return { machine: (performance.now() - begun) / 1_000, hand: done };
}

/**
 * Twenty real records by the form and by sheet, on shelves of their own: the machine's seconds are
 * measured, the person's are reckoned.
 */
export async function benchEntries(): Promise<Figure[]> {
  const rows = entries();
  await findBrowser();
  const browser = await launch();
  const folder = mkdtempSync(join(tmpdir(), 'bench-entries-'));
  const figures: Figure[] = [];
  try {
    for (const [name, work, goal] of [
      ['form', byForm, 300],
      ['sheet', bySheet, 300],
    ] as const) {
      const server = await runServer(join(folder, name));
      try {
        const page = await (
          await browser.newContext({ baseURL: server.base, locale: 'vi-VN' })
        ).newPage();
        await page.goto('/dang-nhap?tiep=%2Fcan-bo');
        await page.getByLabel('Tên đăng nhập').fill('admin');
        await page.getByLabel('Mật khẩu').fill(PROCESS_PASSWORD);
        await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
        await page.waitForURL('**/can-bo');
        const {
          machine,
          hand: { steps, keys, points, thoughts },
        } = await work(page, rows);
        const person = secondsOf({ steps, keys, points, thoughts });
        figures.push(
          {
            name: `by ${name}: steps an entry (${Math.round(keys / rows.length)} keys, ${(points / rows.length).toFixed(1)} clicks)`,
            value: steps / rows.length,
            goal: 40,
            better: 'less',
          },
          {
            name: `by ${name}: machine, s an entry`,
            value: machine / rows.length,
            goal: 5,
            better: 'less',
          },
          {
            name: `by ${name}: person and machine, s an entry (reckoned)`,
            value: (machine + person) / rows.length,
            goal,
            better: 'less',
          },
        );
        await page.context().close();
      } finally {
        await server.kill();
      }
    }
    return figures;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
