import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNearest } from '#server/questions/actions/find-nearest.ts';
import { openStorage } from '#storage/index.ts';
import { ask } from '../../support/ask.ts';
import {
  aChange,
  aCommune,
  anAttachment,
  anItem,
  aText,
  nextId,
  NOW,
} from '../../support/builders.ts';
import { indexItems } from '../../support/publish-items.ts';
import { percentile, type Figure } from '../figures.ts';
import { startServer } from '../server-process.ts';

const ENTRIES = 10_000;
const TOGETHER = 500;
const WARM_UP = 20;
const ROUNDS = 200;
const NEAREST_MS = 30;
const FORM_BYTES = 12 * 1024;

const WHO = ['Nhà tôi', 'Con tôi', 'Chồng tôi', 'Hàng xóm', 'Công ty', 'Thôn tôi', 'Mẹ tôi'];
const WHAT = [
  'chưa có sổ đỏ cho mảnh đất khai hoang',
  'muốn làm giấy khai sinh quá hạn',
  'bị nợ lương ba tháng liền',
  'muốn ly hôn mà không thống nhất nuôi con',
  'lấn sang lối đi chung của xóm',
  'bị thu hồi đất làm đường',
  'xin trợ cấp cho người khuyết tật nặng',
  'muốn chia thừa kế khi không có di chúc',
  'bị phạt vì uống rượu lái xe máy',
  'chăn nuôi lợn gây mùi hôi cả xóm',
  'đăng ký kết hôn với người nước ngoài',
];
const THEN = [
  'Tôi phải nộp đơn ở đâu?',
  'Thủ tục gồm những giấy tờ gì?',
  'Có phải nộp lệ phí không?',
  'Thời hạn giải quyết bao lâu?',
  'Xã có quyền làm như vậy không?',
];

const NAMES = ['An', 'Bình', 'Hòa', 'Khê', 'Lộc', 'Mường', 'Phú', 'Sơn', 'Tân', 'Vĩnh', 'Xuân'];
/** As many as a province of today has. */
const COMMUNES = 150;

const pick = <T>(list: readonly T[], i: number): T => list[i % list.length]!;
const question = (i: number): string =>
  `${pick(WHO, i * 5)} ${pick(WHAT, i * 3 + Math.floor(i / 7))}. ${pick(THEN, i * 2 + Math.floor(i / 11))}`;

async function fill(url: string): Promise<void> {
  const storage = await openStorage({ DATABASE_URL: url, ELASTICSEARCH_URL: '' });
  await storage.catalog.saveUnits(
    Array.from({ length: COMMUNES }, (_, i) =>
      aCommune(
        `xa-${i}`,
        `Ủy ban nhân dân xã ${pick(NAMES, i * 7)} ${pick(NAMES, i * 3 + 1)} ${i}`,
      ),
    ),
  );
  const actions = { now: () => NOW } as Parameters<typeof indexItems>[0]['shelf']['actions'];
  for (let at = 0; at < ENTRIES; at += TOGETHER) {
    const saved = await storage.catalog.saveItems(
      Array.from({ length: TOGETHER }, (_, n) => {
        const i = at + n;
        const attachment = anAttachment();
        const id = nextId();
        const text = `${question(i)} ${pick(WHAT, i)} thì làm theo luật. ${pick(THEN, i + 3)} Ủy ban nhân dân xã trả lời số ${i}.`;
        const passage = { itemId: id, attachmentId: attachment.id, heading: '' } as const;
        return aChange(
          anItem({
            id,
            title: question(i),
            state: 'published',
            publishedAt: NOW,
            genre: 'hoi-dap',
            attachments: [attachment],
          }),
          {
            texts: [
              aText(attachment.id, {
                passages: [question(i), text].map((words, ordinal) => ({
                  ...passage,
                  ordinal,
                  locator: { kind: 'chapter', chapter: ordinal + 1, fragment: '' },
                  text: words,
                })),
              }),
            ],
          },
        );
      }),
    );
    await indexItems({ shelf: { storage, actions } }, saved);
  }
  await storage.close();
}

/** How long somebody waits to see what is near a question, and how much the form sends. */
export async function benchQuestions(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-questions-'));
  const url = `sqlite:${folder}`;
  try {
    await fill(url);
    const storage = await openStorage({ DATABASE_URL: url, ELASTICSEARCH_URL: '' });
    const times: number[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const begun = performance.now();
      const found = await findNearest(storage, question(round * 13 + 5));
      if (round >= WARM_UP) times.push(performance.now() - begun);
      if (found.length < 5) throw new Error(`only ${found.length} near “${question(round)}”`);
    }
    await storage.close();
    const settings = { DATABASE_URL: url, ELASTICSEARCH_URL: '', BOOKSHELF_DEMO: 'no' };
    const server = await startServer({ ...settings, ROLES: 'web' });
    try {
      const form = await ask(server.base, '/hoi-dap/gui', { headers: { 'accept-encoding': 'br' } });
      return [
        {
          name: `nearest five of ${ENTRIES} answers, p95 ms`,
          value: percentile(times, 95),
          goal: NEAREST_MS,
          better: 'less',
        },
        {
          name: 'form of a question, bytes sent',
          value: form.body.length,
          goal: FORM_BYTES,
          better: 'less',
        },
      ];
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
