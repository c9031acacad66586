import {
  lineIdOf,
  type CorrectionEvent,
  type PageCorrection,
} from '#server/correction/page-correction.ts';
import type { TextReport } from '#server/correction/text-report.ts';
import type { Box } from '#server/items/recognised-page.ts';
import { nextId, NOW } from '../builders.ts';

const BOX: Box = [150, 120, 300, 26];
const OF = { itemId: 'item', sha256: 'ab'.repeat(32), page: 1 };

export const aCorrection = (more: Partial<PageCorrection> = {}): PageCorrection => ({
  ...OF,
  version: 0,
  width: 1_240,
  height: 1_754,
  lines: [
    {
      id: lineIdOf(BOX),
      box: BOX,
      words: [
        { text: 'Hòa', box: [150, 120, 40, 26], isChecked: true },
        { text: 'giải', box: [200, 120, 50, 26], other: 'giai' },
      ],
    },
  ],
  done: null,
  ...more,
});

export const aCorrectionEvent = (more: Partial<CorrectionEvent> = {}): CorrectionEvent => ({
  ...OF,
  id: nextId(),
  line: lineIdOf(BOX),
  at: NOW,
  actorId: 'nguoi',
  actorName: 'Trần Thị Bình',
  kind: 'change',
  before: 'Hoa giải',
  after: 'Hòa giải',
  words: [0],
  ...more,
});

export const aTextReport = (more: Partial<TextReport> = {}): TextReport => ({
  ...OF,
  id: nextId(),
  day: '2026-11-30',
  seen: 'Hoa giải viên ghi biên bản.',
  words: 'Hoa',
  wanted: 'Hòa',
  ...more,
});
