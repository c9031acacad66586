import { MOST_PHOTOGRAPHS } from '#server/items/photograph.ts';

/** What this room says of what it cannot take, and writes into histories. */
export const messages = {
  photographsTaken: (n: number): string => `${n} ảnh chụp`,
  arranged: (n: number): string => `Ghép ${n} trang từ ảnh chụp`,
  tooMany: (had: number): string =>
    `Một tài liệu nhận nhiều nhất ${MOST_PHOTOGRAPHS} ảnh; đã có ${had}. Hãy gửi phần còn lại thành tài liệu khác.`,
  photographTooLarge:
    'Mỗi ảnh nhiều nhất 50 MB. Hãy giảm cỡ ảnh trong cài đặt máy ảnh rồi chụp lại.',
  noPageLeft: 'Mọi trang đều bị bỏ. Hãy giữ lại ít nhất một trang.',
  noFile: 'Hãy chọn tệp, hoặc chụp ít nhất một ảnh.',
  /** What a document of photographs is called until somebody names it; its file has the same name. */
  photographed: (day: string): string => `Tài liệu chụp ngày ${day}`,
};
