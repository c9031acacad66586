import type { KitEntry, WeeklyKit } from '#server/weekly/kit.ts';
import { NOW, nextId } from '../builders.ts';

/** The provision of a week, not saved yet. */
export function aKit({
  value = {},
  ...more
}: Partial<Omit<KitEntry, 'value'>> & { value?: Partial<WeeklyKit> } = {}): KitEntry {
  const id = nextId();
  const kit: WeeklyKit = {
    week: '2026-W10',
    source: {
      itemId: 'khong-co',
      attachmentId: 'tep',
      ordinal: 0,
      label: 'Khoản 1 Điều 15, Sổ tay hộ tịch',
      href: '/tai-lieu/khong-co',
      quote: 'Cha, mẹ có trách nhiệm đăng ký khai sinh cho con.',
    },
    heading: `Điều luật ${id}`,
    script: 'Thưa bà con!',
    message: 'Mỗi tuần một điều luật',
    question: '',
    answer: '',
    used: false,
    writtenBy: ['nguoi-viet'],
    publishedAt: null,
    ...value,
  };
  return {
    list: 'weekly',
    id,
    slug: `tuan-${id.toLowerCase()}`,
    unitId: 'so-tu-phap',
    state: 'draft',
    topic: kit.week,
    sortKey: kit.week,
    from: null,
    to: null,
    files: [],
    version: 0,
    changedAt: NOW,
    changedBy: 'Lò Thị Hương',
    ...more,
    value: kit,
  };
}
