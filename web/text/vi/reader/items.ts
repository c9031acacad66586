export const role: Readonly<Record<string, string>> = {
  original: 'Bản gốc',
  text: 'Bản chữ',
  epub: 'Sách điện tử EPUB',
  audio: 'Âm thanh',
  video: 'Video',
  captions: 'Phụ đề',
  image: 'Hình ảnh',
};

const fileStatus = {
  waiting: 'Đang xử lý',
  ready: 'Đọc và tìm được',
  'needs-ocr': 'Chỉ có ảnh trang, chưa tìm được chữ',
  beingRead: 'Máy đang đọc chữ từ ảnh trang, tìm được dần',
  'needs-conversion': 'Dùng phông chữ cũ, chưa tìm được chữ',
  failed: 'Chưa xử lý được',
  wrapping: 'Không có chữ đọc được, chỉ mở được tệp tải về',
  textless: (pages: string): string => `Đọc và tìm được, trừ ${pages} trang chỉ có ảnh`,
};

const mediaName: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/epub+zip': 'EPUB',
  'text/plain': 'TXT',
  'text/markdown': 'Markdown',
  'text/html': 'HTML',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/msword': 'DOC',
  'application/rtf': 'RTF',
  'application/vnd.ms-excel': 'XLS',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.ms-powerpoint': 'PPT',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
  'application/vnd.oasis.opendocument.presentation': 'ODP',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'video/mp4': 'MP4',
  'video/webm': 'WebM',
  'audio/mpeg': 'MP3',
  'audio/mp4': 'M4A',
  'text/vtt': 'VTT',
  'application/x-subrip': 'SRT',
};

/** What the files of an item are called. */
export const itemsWords = { role, fileStatus, mediaName };
