import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../support/ask.ts';
import { runServer, signInTo } from '../support/shelf-process.ts';
import type { Figure } from './figures.ts';

const RECORDS = 10_000;

/** A record of ISO 2709 of the length that Vietnamese libraries' records have. */
function marcRecord(n: number): Buffer {
  const fields: (readonly [tag: string, value: string])[] = [
    ['001', `TV${n}`],
    ['003', 'VN-THU'],
    ['008', '240101s2024    vm            000 0 vie d'],
    ['020', '  \u001fa9786049862038'],
    ['041', '0 \u001favie'],
    ['082', '04\u001fa342.597'],
    ['100', '1 \u001faNguyễn, Văn Ưng'],
    [
      '245',
      `10\u001faHỏi đáp pháp luật số ${n} :\u001fbdành cho xã, phường /\u001fcNguyễn Văn Ưng biên soạn`,
    ],
    ['260', '  \u001faH. :\u001fbTư pháp,\u001fc2024'],
    ['300', '  \u001fa120 tr. ;\u001fc19 cm'],
    ['520', `  \u001fa${'Giới thiệu những quy định mới mà người dân cần biết. '.repeat(6)}`],
    ['650', ' 7\u001faĐất đai\u001f2phapdien'],
    ['653', '  \u001fasổ đỏ'],
    ['700', '1 \u001faTrần, Thị Bé'],
    ['710', '2 \u001faSở Tư pháp'],
    ['856', `40\u001fuhttps://thuvien.example/b/${n}`],
  ];
  const data = fields.map(([, value]) => Buffer.from(`${value}\u001e`));
  let start = 0;
  const directory = fields.map(([tag], i) => {
    const length = data[i]!.length;
    const entry = `${tag}${String(length).padStart(4, '0')}${String(start).padStart(5, '0')}`;
    start += length;
    return entry;
  });
  const base = 24 + directory.length * 12 + 1;
  const length = base + start + 1;
  const leader = `${String(length).padStart(5, '0')}nam a22${String(base).padStart(5, '0')} i 4500`;
  return Buffer.concat([
    Buffer.from(`${leader}${directory.join('')}\u001e`),
    ...data,
    Buffer.from('\u001d'),
  ]);
}

/** The dry run of a MARC file of ten thousand records, by a real server. */
export async function benchForeignImport(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
  const server = await runServer(join(folder, 'data'));
  try {
    const cookie = await signInTo(server.base);
    const file = Buffer.concat(Array.from({ length: RECORDS }, (_, i) => marcRecord(i)));
    const began = performance.now();
    const answer = await ask(server.base, '/can-bo/nhap-bang', {
      method: 'POST',
      headers: {
        origin: server.base,
        cookie,
        'content-type': 'multipart/form-data; boundary=b0',
      },
      body: Buffer.concat([
        Buffer.from(
          '--b0\r\nContent-Disposition: form-data; name="sheet"; filename="s.mrc"\r\n\r\n',
        ),
        file,
        Buffer.from('\r\n--b0--\r\n'),
      ]),
    });
    const seconds = (performance.now() - began) / 1_000;
    const plan = await ask(server.base, answer.headers.location ?? '', { headers: { cookie } });
    return [
      {
        name: `MARC records/s in the dry run of ${RECORDS} (${Math.round(file.length / 2 ** 20)} MB of ISO 2709)`,
        value: RECORDS / seconds,
        goal: 300,
        better: 'more',
      },
      {
        name: 'records of it that would be added',
        value: plan.words.includes(`Sẽ thêm ${RECORDS.toLocaleString('vi')}`) ? RECORDS : 0,
        goal: RECORDS,
        better: 'more',
      },
    ];
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
