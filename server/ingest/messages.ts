/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  /** Before a note that somebody pinned on a page. */
  note: (text: string): string => `Ghi chú: ${text}`,
  cellAt: (line: number, column: number): string => `dòng ${line}, cột ${column}`,
  /** For files of types that are refused: how whoever has one gets one that is taken. */
  waysOut: {
    word: 'Mở bằng Word hoặc WPS Office: Tệp → Lưu thành PDF (hoặc Lưu dưới dạng DOCX), rồi gửi tệp đó.',
    pages: 'Trong Pages: Tệp → Xuất sang → PDF, rồi gửi tệp đó.',
    numbers: 'Trong Numbers: Tệp → Xuất sang → PDF, rồi gửi tệp đó.',
    keynote: 'Trong Keynote: Tệp → Xuất sang → PDF, rồi gửi tệp đó.',
    sheet:
      'Trong Excel: Tệp → Lưu thành PDF, rồi gửi tệp đó. Bảng kê thì nhập ở mục “Nhập bảng kê”.',
    slides: 'Trong PowerPoint hoặc WPS: Tệp → Lưu thành PDF, rồi gửi tệp đó.',
    draw: 'Trong LibreOffice: Tệp → Xuất thành PDF, rồi gửi tệp đó.',
    publisher: 'Trong Publisher: Tệp → Xuất → Tạo PDF, rồi gửi tệp đó.',
    visio: 'Trong Visio: Tệp → Xuất → Tạo PDF, rồi gửi tệp đó.',
    database:
      'Trong Access: mở bảng hoặc báo cáo, chọn Dữ liệu ngoài → Xuất → PDF, rồi gửi tệp đó.',
    djvu: 'Mở bằng chương trình đọc DjVu: Tệp → In → Lưu thành PDF, rồi gửi tệp đó.',
    xps: 'Mở tệp rồi chọn In → Microsoft Print to PDF, sau đó gửi tệp PDF.',
    book: 'Đổi sang EPUB hoặc PDF bằng chương trình đọc sách (ví dụ Calibre), rồi gửi tệp đó.',
    archive: 'Hãy giải nén rồi gửi từng tệp bên trong; chọn được nhiều tệp một lần.',
    program:
      'Đây là chương trình, không phải tài liệu. Hãy gửi chính tài liệu dưới dạng PDF hoặc Word.',
    shortcut: 'Đây chỉ là lối tắt tới tài liệu. Hãy mở nó, lưu tài liệu về máy rồi gửi tệp đó.',
    heic: 'Trên iPhone: Cài đặt → Camera → Định dạng → Tương thích nhất, rồi chụp lại; hoặc mở ảnh, chọn Chia sẻ → Tùy chọn → Tương thích nhất để gửi ảnh JPEG.',
    tiff: 'Mở ảnh quét rồi chọn In → Microsoft Print to PDF, hoặc quét lại và chọn lưu thành PDF, rồi gửi tệp PDF đó.',
    picture: 'Mở ảnh rồi lưu thành JPEG hoặc PNG, sau đó gửi ảnh đó.',
    design: 'Trong chương trình thiết kế: Tệp → Xuất → PDF, rồi gửi tệp đó.',
    film: 'Đổi phim sang MP4 (phần lớn điện thoại và máy tính làm được), rồi gửi tệp đó.',
    sound: 'Đổi bản ghi sang MP3, rồi gửi tệp đó.',
    mail: 'Mở thư, lưu tệp đính kèm về máy hoặc in thư thành PDF, rồi gửi tệp đó.',
  },
  formulaWithoutValue: (where: string): string =>
    `Ô ở ${where} là công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại hoặc thay công thức bằng giá trị.`,
  cellInError: (where: string, error: string): string => `Ô ở ${where} báo lỗi ${error}.`,
  cellTooFarRight: (where: string, columns: number): string =>
    `Ô ở ${where} nằm ngoài ${columns} cột đầu nên không đọc được. Hãy xóa ô đó hoặc dời cột sang trái.`,
};
