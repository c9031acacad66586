import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  beginningOf,
  dayInVietnam,
  daysAfter,
  hourInVietnam,
  timeInVietnam,
  weekdayOf,
} from '#server/base/vietnam-time.ts';
import { fileDate } from '#server/ingest/extract/book.ts';
import { extractDocx } from '#server/ingest/extract/docx/docx.ts';
import { filesBelow, ROOT } from '../../support/source-code.ts';
import { join } from 'node:path';
import { tmpdir } from 'node:os';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

/** Half an hour before and after midnight, in Vietnam and in UTC. */
const EDGES = [
  ['2023-12-31T16:30:00Z', '2023-12-31', '23:30'],
  ['2023-12-31T17:30:00Z', '2024-01-01', '00:30'],
  ['2023-12-31T23:30:00Z', '2024-01-01', '06:30'],
  ['2024-01-01T00:30:00Z', '2024-01-01', '07:30'],
] as const;

describe.each(['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York'])(
  'on a machine whose clock stands in %s',
  (machine) => {
    test.each(EDGES)('%s is %s, %s in Vietnam', (instant, day, time) => {
      process.env['TZ'] = machine;
      expect(dayInVietnam(instant)).toBe(day);
      expect(timeInVietnam(instant)).toBe(time);
      expect(hourInVietnam(instant)).toBe(Number(time.slice(0, 2)));
    });

    test('days begin, follow each other and have their weekday', () => {
      process.env['TZ'] = machine;
      expect(beginningOf('2024-01-01')).toBe('2023-12-31T17:00:00.000Z');
      expect(daysAfter('2024-02-28', 2)).toBe('2024-03-01');
      expect(daysAfter('2024-03-01', -1)).toBe('2024-02-29');
      expect(weekdayOf('2024-01-01')).toBe(1);
    });
  },
);

test('what is no instant has no day', () => {
  expect(dayInVietnam('hôm qua')).toBe('');
});

describe('a date that a file carries', () => {
  test.each([
    ['2023-12-31T16:30:00Z', '2023-12-31'],
    ['2023-12-31T17:30:00Z', '2024-01-01'],
    ['2024-01-01T00:30:00+07:00', '2024-01-01'],
    ['2023-12-31T23:30:00+07:00', '2023-12-31'],
    ["D:20240101003000+07'00'", '2024-01-01'],
    ['D:20231231173000Z', '2024-01-01'],
    ["D:20231231123000-05'00'", '2024-01-01'],
    // Without a zone it is the day that its writer saw.
    ['D:20231231233000', '2023-12-31'],
    ['2023-12-31T23:30:00', '2023-12-31'],
    ['2024-05', '2024-05'],
    ['2024', '2024'],
    ['12/05/2024', '2024-05-12'],
  ])('%s is %s', (written, day) => {
    expect(fileDate(written)).toBe(day);
  });

  test('D12: of a Word file made half past one in the morning is that morning’s', async () => {
    const path = fileURLToPath(
      new URL('../../fixtures/reported/book/D12-ngay-gio-vn.docx', import.meta.url),
    );
    expect((await extractDocx(path, join(tmpdir(), 'none'))).metadata.issued).toBe('2024-01-01');
  });
});

test('nobody cuts the day out of an instant without this clock', () => {
  const cut = /(?:toISOString\(\)|now\(\)|[a-z]+At)\s*\.slice\(0, ?(?:4|7|10)\)/u;
  const found = ['server', 'storage', 'web']
    .flatMap((room) => filesBelow(room))
    .filter((path) => /\.tsx?$/u.test(path) && path !== 'server/base/vietnam-time.ts')
    .filter((path) => cut.test(readFileSync(join(ROOT, path), 'utf8')));
  expect(found).toEqual([]);
});
