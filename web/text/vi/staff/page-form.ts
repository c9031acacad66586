/** The editor of the site's own pages. */
export const pageForm = {
  title: 'Trang cố định',
  lead: 'Trang giới thiệu, nội quy và các trang khác của tủ sách, mỗi trang một địa chỉ không đổi.',
  add: 'Thêm trang',
  unwritten: 'Chưa viết',
  name: ['Tên trang'],
  slug: [
    'Địa chỉ',
    'Phần cuối của địa chỉ trang, không đổi được sau khi lưu. Để trống thì lấy theo tên.',
  ],
  body: [
    'Nội dung',
    'Viết chữ thường; vài dấu đơn giản tạo tiêu đề, chữ đậm, danh sách, liên kết.',
  ],
  help: 'Cách viết',
  helpNote:
    'Mọi thứ khác, kể cả mã HTML, hiện nguyên như đã gõ. Muốn gõ chính dấu đó thì đặt dấu \\ trước nó.',
  marks: [
    ['# Tiêu đề', 'tiêu đề mục; ## và ### là mục nhỏ hơn'],
    ['dòng trống', 'sang đoạn mới; xuống dòng thường giữ nguyên'],
    ['**chữ đậm**', 'chữ đậm'],
    ['*chữ nghiêng*', 'chữ nghiêng'],
    ['- một ý', 'danh sách'],
    ['1. một bước', 'danh sách đánh số'],
    ['[chữ](https://moj.gov.vn)', 'liên kết tới trang khác'],
    ['[chữ](/lien-he)', 'liên kết trong tủ sách'],
  ],
  seeFirst: 'Xem trước',
  preview: 'Xem trước',
  previewNote: 'Đây là trang người đọc sẽ thấy. Chưa lưu.',
  history: 'Các bản đã lưu',
  historyOf: (title: string): string => `Các bản đã lưu: ${title}`,
  historyLead:
    'Bản mới đứng trước; giữ 50 bản gần nhất. Lấy lại một bản cũ là lưu nó thành bản mới, không bản nào mất.',
  version: (n: number): string => `Bản ${n}`,
  present: 'Đang dùng',
  seeVersion: 'Xem nội dung',
  takeBack: 'Lấy lại bản này',
  tookBack: 'Đã lấy lại bản cũ thành bản mới.',
  taken: 'Địa chỉ này đã có trang khác. Hãy đổi địa chỉ.',
  rulesTitle: 'Nội quy tủ sách pháp luật',
  rules:
    '# Thời gian và hình thức phục vụ\n\nGhi giờ mở cửa, đọc tại chỗ, cho mượn.\n\n# Điều kiện, thủ tục mượn sách\n\n1. \n\n# Trách nhiệm bảo quản, bồi thường\n\n1. \n\n# Người phụ trách tủ sách\n\nGhi quyền hạn, trách nhiệm (Điều 12, Điều 13 Quyết định 14/2019/QĐ-TTg).',
} as const;
