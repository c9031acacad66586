import type { EmbedFault, EmbedKind } from '#server/exchange/embed/embed-address.ts';
import { frame } from './frame.ts';

const embedding = {
  title: 'Nhúng vào trang của đơn vị',
  lead: 'Đưa tài liệu mới, tài liệu theo chủ đề, ô tìm kiếm hoặc một tài liệu vào trang thông tin của xã, phường, sở, ngành: chọn, xem trước, chép đoạn mã vào trang.',
  kind: 'Nội dung',
  kinds: {
    moi: frame.newest,
    'chu-de': 'Tài liệu theo chủ đề',
    tim: 'Ô tìm kiếm',
    'tai-lieu': 'Một tài liệu',
  } satisfies Record<EmbedKind, string>,
  subject: 'Chủ đề',
  item: 'Mã tài liệu',
  itemHelp: 'Phần sau /tai-lieu/ trong địa chỉ của tài liệu.',
  count: 'Số tài liệu',
  fontSize: 'Cỡ chữ',
  background: 'Màu nền',
  text: 'Màu chữ',
  accent: 'Màu liên kết',
  show: 'Xem thử',
  preview: 'Xem trước',
  code: 'Đoạn mã để dán',
  codeHelp: 'Chọn hết ô này rồi chép, dán vào chỗ soạn HTML của trang.',
  portals: 'Trang nào được nhúng',
  portalsNote:
    'Trình duyệt chỉ hiện khung trên trang có trong danh sách của cơ quan quản trị tủ sách. Trang của đơn vị chưa có tên thì gửi địa chỉ trang cho cơ quan quản trị.',
  privacy:
    'Khung không chạy mã lệnh, không đặt cookie, không biết ai xem; tủ sách chỉ đếm số lượt hiện.',
  oembed: 'Trang có hỗ trợ oEmbed thì chỉ cần dán địa chỉ tài liệu.',
  wrong: {
    kind: 'Nội dung chọn không có.',
    subject: 'Không có chủ đề này.',
    item: 'Không có tài liệu này, hoặc tài liệu đã gỡ.',
    count: 'Số tài liệu là số từ 1 đến 20.',
    fontSize: 'Cỡ chữ là số từ 14 đến 22.',
    background: 'Màu nền ghi bằng sáu chữ số thập lục phân, ví dụ ffffff.',
    text: 'Màu chữ ghi bằng sáu chữ số thập lục phân, ví dụ 1b2230.',
    accent: 'Màu liên kết ghi bằng sáu chữ số thập lục phân, ví dụ 1d4489.',
    contrast:
      'Màu chữ hoặc màu liên kết quá giống màu nền, người mắt kém không đọc được. Hãy chọn màu tương phản hơn.',
  } satisfies Record<EmbedFault, string>,
  none: 'Chưa có tài liệu nào.',
  newTab: 'Liên kết mở trong thẻ mới.',
  searchLabel: 'Tìm trong tủ sách pháp luật',
  search: frame.search,
  readItem: 'Đọc trên tủ sách',
};

/** What readers see of exchange with other sites. */
export const exchangeWords = { embedding };
