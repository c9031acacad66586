import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { filesBelow, ROOT } from '../support/source-code.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
/** `path:line: what it says` of every line that holds what a pattern looks for. */
const linesWith = (paths: readonly string[], pattern: RegExp): string[] =>
  paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  );
const isCode = (path: string): boolean => /\.tsx?$/u.test(path);

describe('a provision of a law', () => {
  /** `Điều 13 khoản 3 điểm d`, `khoản 3, điểm d`. */
  const TURNED = /điều \d+,? (?:và )?(?:khoản|điểm) |khoản \d+,? điểm [a-zđ$]/iu;
  /** Inside a sentence. */
  const CAPITAL = /(?<=\p{L}|\d|\(|\})\s?(?:Khoản \d+ Điều|Điểm [a-zđ] (?:khoản|Khoản))/u;
  /** These read provisions however others write them. */
  const READING = ['server/base/vietnamese/', 'server/ingest/'];
  const written = [
    ...[...filesBelow('server'), ...filesBelow('web')].filter(
      (path) => isCode(path) && !READING.some((start) => path.startsWith(start)),
    ),
    ...filesBelow('docs').filter((path) => /^docs\/[\w-]+\.md$/u.test(path)),
  ];

  test('is written điểm, khoản, Điều, in small letters', () => {
    expect(written.length).toBeGreaterThan(500);
    expect(linesWith(written, TURNED)).toEqual([]);
    expect(linesWith(written, CAPITAL)).toEqual([]);
  });

  test.each(['Theo Điều 13 khoản 3 điểm d', 'điều 6, khoản 4', 'khoản 3, điểm d'])(
    'is seen when turned: %s',
    (line) => {
      expect(TURNED.test(line)).toBe(true);
    },
  );

  test.each(['theo Khoản 3 Điều 13', '(Điểm d khoản 3 Điều 13)'])(
    'is seen in capitals: %s',
    (line) => {
      expect(CAPITAL.test(line)).toBe(true);
    },
  );
});
