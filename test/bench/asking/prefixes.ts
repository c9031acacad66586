import type { Search } from '#server/ports.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { wordsQuery } from '#server/search/words-query.ts';
import { OfferedPhrases } from '#server/search/actions/offered-phrases.ts';
import { suggestWords } from '#server/search/actions/suggest-words.ts';

/** What a hundred people have typed of an everyday question when they look up: our own. */
const PREFIXES = [
  'mat so do, lam lai so do, cap so ho, sang ten so do, dat ruong len tho, tach thua, hang xom lan, tranh chap dat',
  'boi thuong thu hoi dat, xay nha khong, xin phep xay, mua dat bang giay tay, coc dat, dat ong ba de lai, chia dat, nha tro',
  'ly hon, li di, bo chong, bo vo, nuoi con sau, cap duong, dang ky ket, lay chong nuoc ngoai, bao luc gia, danh vo',
  'lam khai sinh, khai sinh mu, khai tu, doi ten, nhan con nuoi, lam can cuoc, mat cccd, tam tru, nhap ho khau, ho chieu',
  'vay nong, vay nang lai, no khong tra, giut hui, choi ho, lua dao qua mang, bi lua chuyen, vay qua app, doi no, cam do',
  'nghi thai san, bao hiem that, bhxh mot lan, luong huu, quyt luong, no luong, duoi viec, nghi viec, tang ca, thu viec',
  'nong do con, uong ruou lai xe, phat nguoi, mat bang lai, thi bang lai, dung xe, tai nan giao, do xe, vuot den do, xe khong chinh chu',
  'danh nhau, trom cap, danh bac, ghi de, ma tuy, boi nho tren mang, noi xau, lam nhuc, hiep dam, tu thu',
  'khieu nai, to cao, di kien, thua kien, luat su mien phi, tro giup phap, chung thuc, cong chung, to cao can bo, hoi lo',
  'bhyt, the bao hiem y, kham trai tuyen, nguoi gia, khuyet tat, ho ngheo, di linh, tron nghia vu, hoan nghia vu, chó cắn, hat karaoke, o nhiem, rac thai, pha rung',
]
  .join(', ')
  .split(', ');

/**
 * Share of everyday prefixes for which something is offered that goes on with what was typed and
 * finds something close; without what visitors asked before.
 */
export async function prefixesHelped(
  search: Search,
  onMiss?: (prefix: string, offered: readonly string[]) => void,
): Promise<{ share: number; count: number }> {
  let helped = 0;
  const deps = {
    search,
    readWords: async () => [],
    frequent: async () => [],
    offered: new OfferedPhrases(),
  };
  for (const prefix of PREFIXES) {
    const offered = await suggestWords(deps, prefix, 8);
    const words = fold(prefix).split(' ');
    const fitting = offered.filter((text) =>
      words.every((word) => ` ${fold(text)}`.includes(` ${word}`)),
    );
    const answers = await Promise.all(
      fitting.slice(0, 3).map((text) => search.query(wordsQuery(text, 1))),
    );
    if (answers.some(({ total, weak }) => total > 0 && !weak)) helped++;
    else onMiss?.(prefix, offered);
  }
  return { share: helped / PREFIXES.length, count: PREFIXES.length };
}
