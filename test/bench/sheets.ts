import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { catalogColumns, columnLabel, type CatalogColumn } from '#server/imports/catalog-row.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { catalogWorkbook } from '#server/imports/routes/catalog-sheet.ts';
import { ask, postForm } from '../support/ask.ts';
import { runServer, signInTo, until } from '../support/shelf-process.ts';
import type { Figure } from './figures.ts';

const ROWS = 5_000;
const WITH_FILES = 1_000;

const EMPTY = Object.fromEntries(catalogColumns.map((c) => [c, ''])) as Record<
  CatalogColumn,
  string
>;
const row = (i: number): Record<CatalogColumn, string> => ({
  ...EMPTY,
  file: `t${i % WITH_FILES}.txt`,
  identifier: `B-${i}`,
  title: `Tài liệu thử số ${i} về hòa giải ở cơ sở`,
  genre: 'Tờ gấp',
  compilers: 'Sở Tư pháp | Hội Phụ nữ',
  issued: '05/2026',
  abstract: 'Giới thiệu ngắn về nội dung chính của tài liệu.',
  subjects: 'Dân sự | Đất đai',
  lawRefs: '31/2024/QH15 (Luật Đất đai) [Điều 5]',
  keywords: 'hòa giải | đất đai',
});

const textOf = (i: number): string =>
  `Tài liệu thử số ${i}\n\n${`Hòa giải viên giúp các bên tự nguyện thỏa thuận, lần ${i}. `.repeat(40)}`;

/** The dry run of 5,000 lines, then the import of 1,000 with their files, by a real server. */
export async function benchSheets(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sheets-'));
  const server = await runServer(join(folder, 'data'));
  try {
    const cookie = await signInTo(server.base);
    const zip = zipSync(
      Object.fromEntries(
        Array.from({ length: WITH_FILES }, (_, i) => [`t${i}.txt`, strToU8(textOf(i))]),
      ) as Zippable,
    );
    const send = async (count: number): Promise<string> => {
      const part = (field: string, name: string, content: Uint8Array): Buffer =>
        Buffer.concat([
          Buffer.from(
            `--b0\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`,
          ),
          content,
          Buffer.from('\r\n'),
        ]);
      const book = await catalogWorkbook(
        Array.from({ length: count }, (_, i) => row(i)),
        LAW_VOCABULARY,
      );
      const answer = await ask(server.base, '/can-bo/nhap-bang', {
        method: 'POST',
        headers: {
          origin: server.base,
          cookie,
          'content-type': 'multipart/form-data; boundary=b0',
        },
        body: Buffer.concat([
          part('sheet', 'b.xlsx', book),
          part('zip', 'b.zip', zip),
          Buffer.from('--b0--\r\n'),
        ]),
      });
      return answer.headers.location ?? '';
    };
    const planned = performance.now();
    const plan = await send(ROWS);
    const planSeconds = (performance.now() - planned) / 1_000;
    const page = (await ask(server.base, plan, { headers: { cookie } })).words;
    const path = await send(WITH_FILES);
    const began = performance.now();
    await postForm(server.base, `${path}/chay`, { publish: '1' }, { cookie });
    const counted = new RegExp(`Đã thêm ${WITH_FILES.toLocaleString('vi')}`, 'u');
    await until('the import is done', 600_000, async () =>
      counted.test((await ask(server.base, path, { headers: { cookie } })).words),
    );
    return [
      {
        name: `dry run of ${ROWS} lines of XLSX (${columnLabel('file')} in a ZIP), s`,
        value: planSeconds,
        goal: 30,
        better: 'less',
      },
      {
        name: 'lines of it that would be added',
        value: /Sẽ thêm 5\.000/u.test(page) ? ROWS : 0,
        goal: ROWS,
        better: 'more',
      },
      {
        name: `items/s, ${WITH_FILES} lines with files, published`,
        value: WITH_FILES / ((performance.now() - began) / 1_000),
        goal: 20,
        better: 'more',
      },
    ];
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
