import { makeEpub } from './make-epub.ts';
import type { TestFolder } from './make-folder.ts';
import { makePdf } from './make-pdf.ts';

/** A word that stands in one file alone: letters only, so that it is one syllable to the search. */
export const wordOf = (n: number): string =>
  `qx${[...String(n).padStart(3, '0')].map((d) => 'bcdghklmnt'[Number(d)]!).join('')}w`;

/** `count` small files of three kinds, each with words of its own; their names in order. */
export function makeShelfFiles(folder: TestFolder, count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const words = `Van ban ${wordOf(n)} ve hoa giai o co so, tep so ${n}. `;
    const [name, content]: [string, Uint8Array | string] =
      n % 3 === 0
        ? [
            `sach-${n}.epub`,
            makeEpub({
              title: `Sách số ${n}`,
              chapters: Array.from({ length: 4 }, (__, c) => ({
                name: `c${c}.xhtml`,
                body: `<h1>Chương ${c}</h1>${`<p>${words.repeat(8)}</p>`.repeat(12)}`,
              })),
            }),
          ]
        : n % 3 === 1
          ? [`tep-${n}.txt`, `${words.repeat(6)}\n\n`.repeat(30)]
          : [`to-${n}.pdf`, makePdf({ pages: Array.from({ length: 5 }, () => words) })];
    folder.put(name, content);
    return name;
  });
}
