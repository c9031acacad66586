import type { VisitKind } from '#server/figures/visit.ts';

export const visits = {
  title: 'Lượt xem',
  note: (day: string): string =>
    `Tính đến hết ngày ${day}, không kể máy tìm kiếm và cán bộ đang đăng nhập. Không lưu ai đã xem.`,
  what: 'Phạm vi',
  month: '30 ngày qua',
  all: 'Từ đầu',
  kind: 'Cách xem',
  kinds: {
    view: 'Xem trang',
    read: 'Đọc',
    download: 'Tải tệp',
    play: 'Nghe, xem',
  } satisfies Record<VisitKind, string>,
};
