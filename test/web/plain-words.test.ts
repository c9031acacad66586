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

/** Everything that a person reads: words of pages, messages and labels of rooms, docs for people, the demo. */
const readByPeople = [
  ...[...filesBelow('server'), ...filesBelow('web')].filter(isCode),
  ...filesBelow('docs').filter((path) => /^docs\/[\w-]+\.md$/u.test(path)),
  ...filesBelow('server/demo').filter((path) => /\.(?:csv|json|md)$/u.test(path)),
];

/** A thing has one plain word (docs/decisions/064-sheets-forgive-and-plain-words.md). */
const PLAIN_WORDS: readonly {
  readonly word: string;
  readonly never: RegExp;
  /** Where another word is meant or quoted: the file, and what its line says. */
  readonly except: readonly (readonly [file: string, line: RegExp])[];
}[] = [
  {
    word: 'Chủ đề',
    never: /lĩnh vực/iu,
    except: [
      // Headers of sheets that others made.
      ['server/imports/catalog-row.ts', /'Lĩnh vực'/u],
      ['server/search/words/word-sheet.ts', /'Lĩnh vực'/u],
      // The words of the law, and of citizens.
      ['server/vocabulary/genre.ts', /các lĩnh vực quản lý/u],
      ['server/search/words/shipped/', /./u],
    ],
  },
  { word: 'thủ thư', never: /thư viện viên/iu, except: [] },
  { word: 'Trang 12/40', never: /\btrang (?:\$\{[^}]+\}|\d+) trên /iu, except: [] },
  {
    word: 'Theo Quyết định 14/2019/QĐ-TTg',
    never: /(?<!\p{L})theo (?:QĐ|NĐ|TT)(?!\p{L})|(?<!\p{L})theo (?:số )?\d+\/\d{4}\/[A-ZĐ]/iu,
    except: [],
  },
  {
    word: 'Danh mục (lists that officials keep, nothing else)',
    never: /danh mục/iu,
    except: [
      ['', /(?:có|lấy) trong danh mục|Không có trong danh mục/u],
      ['web/text/vi/shared-words.ts', /lists: 'Danh mục'/u],
      ['web/text/vi/staff/menu.ts', /'Các danh mục'/u],
      ['web/text/vi/staff/people.ts', /danh mục riêng/u],
      ['web/text/vi/staff/workflow.ts', /\(Danh mục, Liên kết trao đổi\)/u],
      ['web/text/vi/staff/cataloguing.ts', /danh mục tên|Thêm từ danh mục/iu],
      ['web/text/vi/staff/imports.ts', /trang “Danh mục”/u],
      ['server/audit/security-event.ts', /danh mục'|'Danh mục tên'/u],
      ['server/cataloguing/messages.ts', /Gộp danh mục thành/u],
      ['docs/', /Các danh mục →/u],
      // What the law calls so: works that children may do, files of an office.
      ['server/demo/source/', /./u],
    ],
  },
];

describe('a thing has one plain word', () => {
  test.each(PLAIN_WORDS)('$word', ({ never, except }) => {
    expect(readByPeople.length).toBeGreaterThan(800);
    const wrong = linesWith(readByPeople, never).filter(
      (found) => !except.some(([file, line]) => found.startsWith(file) && line.test(found)),
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    'Mọi lĩnh vực',
    'Hỏi thư viện viên',
    'Trang ${page} trên ${total}',
    'theo QĐ 14/2019',
    'Theo 14/2019/QĐ-TTg',
    'Xuất danh mục (XLSX)',
  ])('is seen when it has another: %s', (line) => {
    expect(PLAIN_WORDS.some(({ never }) => never.test(line))).toBe(true);
  });
});
