import { shared } from '../shared-words.ts';
import { frame } from '../reader/frame.ts';
import { staffMenu } from './menu.ts';

/** What the forms of all these lists say. */
export const authorityForm = {
  save: shared.save,
  errorTitle: (n: number): string => `Còn ${n} mục cần sửa`,
  changed: (who: string, when: string): string => `Sửa lần cuối: ${who}, ${when}`,
  conflictTitle: 'Mục này vừa được người khác sửa',
  conflictText:
    'Những gì bạn nhập vẫn còn trong các ô dưới đây. Mở bản mới ở thẻ khác để so rồi lưu lại.',
  openNew: 'Mở bản mới',
  saved: 'Đã lưu. Trang công khai đã theo bản mới.',
  removed: 'Đã xóa.',
  hidden: 'Đang ẩn',
  shown: 'Đang hiện',
  hide: 'Ẩn với người đọc',
  seePublic: frame.publicPages,
  look: shared.open,
  of: (name: string): string => `: ${name}`,
  rank: [shared.rank, 'Số nhỏ đứng trước.'],
  show: 'Hiện hay ẩn',
  onShow: 'Người đọc thấy',
  offShow: 'Chỉ cán bộ thấy',
};

/** What stands around every page of officials, and on their forms of lists. */
/** What a printed report says beside its contents (Phụ lục I Nghị định 30/2020/NĐ-CP). */
const officialPaper = {
  country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  number: 'Số: ……/BC-……',
  placeAndDay: '…………, ngày … tháng … năm ……',
  report: 'BÁO CÁO',
  to: 'Kính gửi:',
  receivers: 'Nơi nhận:',
  receiverLines: ['- ……………………;', '- Lưu: VT, ………'],
  keeper: 'NGƯỜI PHỤ TRÁCH TỦ SÁCH',
  head: 'THỦ TRƯỞNG ĐƠN VỊ',
};

export const frameStaffWords = { staffMenu, authorityForm, officialPaper };
