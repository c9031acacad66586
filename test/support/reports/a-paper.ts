import type { Paper } from '#server/papers/paper.ts';

/** A report of several pages that has every kind of block. */
export const aPaper = (more: Partial<Paper> = {}): Paper => ({
  bodies: { above: 'Ủy ban nhân dân tỉnh Lâm Đồng', body: 'Sở Tư pháp' },
  number: 'Số: 12/BC-STP',
  placeAndDay: 'Lâm Đồng, ngày 05 tháng 01 năm 2026',
  title: 'BÁO CÁO',
  summary: 'Kết quả quản lý, khai thác tủ sách pháp luật năm 2025',
  addressees: ['Ủy ban nhân dân tỉnh', 'Bộ Tư pháp'],
  blocks: [
    { kind: 'heading', level: 1, text: 'I. Kết quả đạt được' },
    {
      kind: 'paragraph',
      text: 'Năm 2025, tủ sách pháp luật điện tử phục vụ người đọc ở những nơi xa trung tâm: chữ đ, ạ, ặ, ữ, ợ, ỹ, Ẫ, Ỷ đều hiện đủ dấu. '.repeat(
        3,
      ),
    },
    { kind: 'heading', level: 2, text: '1. Số liệu theo đơn vị' },
    {
      kind: 'table',
      caption: 'Bảng 1. Tài liệu và lượt đọc',
      header: [
        ['STT', 'Đơn vị', 'Tài liệu', 'Tài liệu', 'Lượt đọc'],
        ['', '', 'Có', 'Mới', ''],
      ],
      widths: [1, 5, 2, 2, 2],
      sums: 1,
      rows: [
        ...Array.from({ length: 60 }, (_, i) => [
          i + 1,
          `Xã Đạ Tẻh ${i + 1}, nơi có tên dài đến mức phải xuống dòng trong một ô hẹp`,
          1234.5 + i,
          i,
          12_345 * (i + 1),
        ]),
        ['', 'Cộng', 75_840, 1_770, 22_591_350],
      ],
    },
    {
      kind: 'chart',
      caption: 'Biểu đồ 1. Lượt đọc theo thể loại',
      header: ['Thể loại', 'Lượt đọc'],
      bars: [
        { label: 'Tờ gấp', value: 1200 },
        { label: 'Hỏi đáp', value: 300 },
        { label: 'Băng ghi âm', value: 0 },
      ],
    },
    { kind: 'heading', level: 3, text: 'a) Khó khăn, vướng mắc' },
    { kind: 'list', numbered: true, entries: ['Đường truyền yếu ở thôn bản', 'Thiếu người trực'] },
    { kind: 'list', numbered: false, entries: ['Đề nghị cấp thêm sách khổ chữ lớn'] },
    { kind: 'page-break' },
    { kind: 'paragraph', text: 'Trên đây là báo cáo của Sở Tư pháp.', look: 'italic' },
  ],
  signature: {
    authority: ['KT. GIÁM ĐỐC'],
    position: 'PHÓ GIÁM ĐỐC',
    name: 'Nguyễn Thị Thùy Dương',
  },
  recipients: ['Như trên', 'Lưu: VT, PBGDPL'],
  appendices: [
    {
      heading: 'Phụ lục I',
      title: 'DANH SÁCH ĐƠN VỊ CHƯA GỬI BÁO CÁO',
      blocks: [{ kind: 'paragraph', text: 'Phường Xuân Hương, xã Cát Tiên.' }],
    },
  ],
  ...more,
});
