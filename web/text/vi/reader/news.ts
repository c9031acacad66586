import type { NewsKind } from '#server/news/news.ts';
import { shared } from '../shared-words.ts';

/** News of the shelf and of its units, as readers see them. */
const newsPages = {
  title: 'Tin, thông báo',
  short: 'Tin tức',
  lead: 'Tin ngắn và thông báo của cơ quan quản trị và các đơn vị.',
  kinds: {
    news: 'Tin',
    announcement: 'Thông báo',
    outage: 'Bảo trì',
  } satisfies Record<NewsKind, string> as Readonly<Record<NewsKind, string>>,
  kindsLabel: 'Loại tin',
  allKinds: shared.all,
  none: 'Chưa có tin nào.',
  atHome: 'Tin mới',
  all: 'Tất cả tin',
  pinned: 'Tin ghim',
  published: (day: string, unit: string): string => `${day} · ${unit}`,
  changed: (day: string): string => `Sửa ngày ${day}`,
  outage: (start: string, end: string): string => `Tạm dừng từ ${start} đến ${end}`,
  bar: (start: string, end: string): string => {
    const [from, day] = start.split(' ');
    return end.endsWith(` ${day}`)
      ? `Tủ sách bảo trì từ ${from} đến ${end}.`
      : `Tủ sách bảo trì từ ${start} đến ${end}.`;
  },
  barLabel: 'Thông báo bảo trì',
  barMore: 'Xem thông báo',
  print: 'Bản để in',
  feed: 'Nguồn cấp tin (Atom)',
  source: (address: string): string => `Nguồn: ${address}`,
};

export const newsWords = { newsPages };
