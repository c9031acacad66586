import { OutlinePaths } from '#server/search/outline-path.ts';

const page = (n: number, fragment?: string) =>
  ({ kind: 'page', page: n, ...(fragment === undefined ? {} : { fragment }) }) as const;

describe('the names that a passage stands under', () => {
  const paths = new OutlinePaths([
    { title: 'Chương I. Quy định chung', level: 1, locator: page(1, 'chuong-1') },
    { title: 'Điều 1. Phạm vi', level: 2, locator: page(1, 'dieu-1') },
    { title: 'Chương II. Hòa giải', level: 1, locator: page(4, 'chuong-2') },
    { title: 'Mục 1. Hòa giải viên', level: 2, locator: page(4, 'muc-1') },
    { title: 'Điều 7. Tiêu chuẩn', level: 3, locator: page(5, 'dieu-7') },
    { title: 'Lời bạt', level: 1, locator: { kind: 'time', seconds: 3 } },
  ]);

  it('are those of its part, chapter and section, without its own heading', () => {
    expect(paths.of(page(5, 'dieu-7'), 'Điều 7. Tiêu chuẩn')).toBe(
      'Chương II. Hòa giải\nMục 1. Hòa giải viên',
    );
    expect(paths.of(page(1, 'dieu-1'), 'Điều 1. Phạm vi')).toBe('Chương I. Quy định chung');
    expect(paths.of(page(9), '')).toBe(
      'Chương II. Hòa giải\nMục 1. Hòa giải viên\nĐiều 7. Tiêu chuẩn',
    );
  });

  it('are none before the first, in recordings, and without an outline', () => {
    expect(paths.of(page(0 + 1, 'loi-noi-dau'), 'Lời nói đầu')).toBe('');
    expect(paths.of({ kind: 'time', seconds: 9 }, '')).toBe('');
    expect(new OutlinePaths([]).of(page(3), 'x')).toBe('');
    const chapter = { kind: 'chapter', chapter: 2, fragment: null } as const;
    expect(
      new OutlinePaths([{ title: 'Phần hai', level: 1, locator: chapter }]).of(chapter, 'Điều 3'),
    ).toBe('Phần hai');
  });
});
