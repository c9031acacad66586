import { afterAll, describe, expect, test } from '@jest/globals';
import { extractPdf } from '#server/ingest/extract/pdf/pdf.ts';
import { drawPdf, show, type DrawnText } from '../support/make/draw-pdf.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

/** An element of the structure tree: marked contents by number, or elements. */
type Tag = readonly [role: string, ...kids: (number | Tag)[]];

/** Every element as an object of its own from number 13 on, and the element of each mark. */
function elementsOf(tags: readonly Tag[]): { objects: string[]; tops: string[]; owners: string[] } {
  const objects: string[] = [];
  const owners: string[] = [];
  const add = ([role, ...kids]: Tag, parent: string): string => {
    const own = `${13 + objects.length} 0 R`;
    const at = objects.push('') - 1;
    const inside = kids.map((kid) => {
      if (typeof kid !== 'number') return add(kid, own);
      owners[kid] = own;
      return String(kid);
    });
    objects[at] = `<</Type/StructElem/S/${role}/P ${parent}/Pg 100 0 R/K[${inside.join(' ')}]>>`;
    return own;
  };
  return { objects, owners, tops: tags.map((tag) => add(tag, '11 0 R')) };
}

/** Reads a page whose nth text is marked content n, tagged as `tags` say. */
async function read(texts: readonly DrawnText[], tags: readonly Tag[]): Promise<string[]> {
  const { objects, tops, owners } = elementsOf(tags);
  const marked = texts.map((text, n) => `/P <</MCID ${n}>> BDC ${show([text])} EMC`);
  const pdf = drawPdf({
    pages: [{ texts: [], before: marked.join('\n'), entries: '/StructParents 0' }],
    catalog: '/MarkInfo<</Marked true>>/StructTreeRoot 10 0 R',
    objects: [
      '<</Type/StructTreeRoot/K 11 0 R/ParentTree 12 0 R>>',
      `<</Type/StructElem/S/Document/P 10 0 R/K[${tops.join(' ')}]>>`,
      `<</Nums[0[${texts.map((_, n) => owners[n] ?? 'null').join(' ')}]]>>`,
      ...objects,
    ],
  });
  const { passages } = await extractPdf(folder.put('a.pdf', pdf));
  return passages.flatMap((p) => p.text.split('\n\n'));
}

const line = (x: number, y: number, text: string): DrawnText => ({ x, y, text });

describe('the tags of a PDF', () => {
  test('give order and paragraphs where places would say otherwise', async () => {
    expect(
      await read(
        [
          line(320, 700, 'Hộp thư góp ý'),
          line(60, 700, 'Đường dây nóng'),
          line(320, 688, 'Phòng Tư pháp huyện'),
          line(60, 688, 'Trực cả ngày lễ và chủ nhật'),
        ],
        [
          ['P', 0, 2],
          ['P', 1, 3],
        ],
      ),
    ).toEqual(['Hộp thư góp ý Phòng Tư pháp huyện', 'Đường dây nóng Trực cả ngày lễ và chủ nhật']);
  });

  test('tell the rows of a table and the notes at the foot', async () => {
    expect(
      await read(
        [
          line(60, 700, 'Tên thủ tục'),
          line(200, 700, 'Lệ phí'),
          line(60, 688, 'Đăng ký'),
          line(60, 676, 'khai sinh'),
          line(200, 682, 'Miễn phí'),
          line(60, 650, 'Người nộp hồ sơ theo'),
          line(60, 60, '1 Theo Điều 16 Luật Hộ tịch.'),
          line(165, 650, 'quy định này.'),
        ],
        [
          ['Table', ['TR', ['TH', 0], ['TH', 1]], ['TR', ['TD', ['P', 2, 3]], ['TD', ['P', 4]]]],
          ['P', 5, ['Note', ['P', 6]], 7],
        ],
      ),
    ).toEqual([
      'Tên thủ tục | Lệ phí',
      'Đăng ký khai sinh | Miễn phí',
      'Người nộp hồ sơ theo quy định này.',
      '1 Theo Điều 16 Luật Hộ tịch.',
    ]);
  });

  test('lead a paragraph from the foot of a column to the top of the next', async () => {
    expect(
      await read(
        [
          line(320, 700, 'do người dân gửi đến xã.'),
          line(60, 700, 'Đường dây nóng trực cả tuần.'),
          line(60, 676, 'Hộp thư góp ý nhận mọi thư'),
        ],
        [
          ['P', 1],
          ['P', 2, 0],
        ],
      ),
    ).toEqual([
      'Đường dây nóng trực cả tuần.',
      'Hộp thư góp ý nhận mọi thư do người dân gửi đến xã.',
    ]);
  });

  test('are not followed where they name too few of the words', async () => {
    expect(
      await read(
        [line(60, 688, 'Dòng thứ hai của trang này.'), line(60, 760, 'Dòng thứ nhất của trang')],
        [['P', 0]],
      ),
    ).toEqual(['Dòng thứ nhất của trang Dòng thứ hai của trang này.']);
  });
});
