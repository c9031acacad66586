import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  groupSums,
  sumItems,
  NO_NUMBERS,
  type ReportItem,
} from '#server/reports/report-figures.ts';
import { NO_OWN_FIGURES } from '#server/reports/own-figures.ts';
import { openStorage } from '#storage/index.ts';
import { aCommune } from '../../support/builders.ts';
import { ask } from '../../support/ask.ts';
import { aRound, aUnitReport } from '../../support/reports/some-reports.ts';
import { runServer, signInTo } from '../../support/shelf-process.ts';
import { percentile, type Figure } from '../figures.ts';

/** A province of today, and what a busy commune counts. */
const COMMUNES = 130;
const ITEMS = 200;
const SUBJECTS = 45;
const GENRES = ['to-gap', 'sach', 'hoi-dap', 'video', 'am-thanh', 'cam-nang', 'de-cuong'];
const TIMES = 5;
const PAGE_MS = 3_000;
const FILE_MS = 2_000;

const itemsOf = (commune: number): ReportItem[] =>
  Array.from({ length: ITEMS }, (_, i) => ({
    id: `tai-lieu-${commune}-${i}`,
    title: `Tờ gấp số ${i} của xã ${commune}`,
    subject: String(((commune + i) % SUBJECTS) + 1).padStart(2, '0'),
    genre: GENRES[i % GENRES.length]!,
    stock: 1,
    added: i % 4 === 0 ? 1 : 0,
    withdrawn: 0,
    reads: (i * 37) % 501,
    downloads: (i * 11) % 97,
  }));

/** A frozen round in which every commune reported; gives its id. */
async function fill(url: string): Promise<string> {
  const { catalog, close } = await openStorage({ DATABASE_URL: url, ELASTICSEARCH_URL: '' });
  const names = Array.from({ length: COMMUNES }, (_, i) => ({
    unitId: `xa-${i}`,
    name: `Ủy ban nhân dân xã Số ${i}`,
  }));
  await catalog.saveUnits(names.map(({ unitId, name }) => aCommune(unitId, name)));
  const round = await catalog.saveRound(aRound());
  for (const [i, { unitId, name }] of names.entries()) {
    const items = itemsOf(i);
    await catalog.saveReport(
      aUnitReport(round, unitId, {
        unitName: name,
        state: 'accepted',
        shelf: { ...NO_NUMBERS, ...sumItems(items), loans: i, asked: 3, answered: 2 },
        groups: groupSums(items),
        own: {
          ...NO_OWN_FIGURES,
          events: 12,
          listeners: 640 + i,
          broadcasts: 52,
          leaflets: 300,
          difficulties: 'Đường truyền yếu ở những bản xa trung tâm, bà con ít khi mở được trang.',
          proposals: 'Đề nghị gửi thêm tờ gấp khổ chữ lớn và băng ghi âm bằng tiếng dân tộc.',
        },
      }),
      { items },
    );
  }
  await catalog.freezeRound({ ...round, state: 'frozen', owed: names });
  await close();
  return round.id;
}

/** How long the managing unit waits for the reports of a province as one. */
export async function benchReports(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-reports-'));
  const url = `sqlite:${folder}`;
  try {
    const round = await fill(url);
    const server = await runServer(folder);
    try {
      const cookie = await signInTo(server.base);
      const figures: Figure[] = [];
      for (const [name, rest, goal] of [
        ['the reports of 130 communes as one: page, ms, slowest of 5', '', PAGE_MS],
        ['the same as a Word file', '/tep/docx', FILE_MS],
        ['the same as a PDF', '/tep/pdf', PAGE_MS],
      ] as const) {
        const times: number[] = [];
        for (let i = 0; i < TIMES; i++) {
          const begun = performance.now();
          const path = `/can-bo/bao-cao/${round}/tong-hop${rest}`;
          const { status } = await ask(server.base, path, { headers: { cookie } });
          if (status !== 200) throw new Error(`${path}: ${status}`);
          times.push(performance.now() - begun);
        }
        figures.push({ name, value: percentile(times, 100), goal, better: 'less' });
      }
      return figures;
    } finally {
      await server.kill();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
