/** What each audience finds behind its tile. */
const audienceNotes: Readonly<Record<string, string>> = {
  'nguoi-dan': 'Quyền, nghĩa vụ và thủ tục hằng ngày, viết ngắn gọn',
  'can-bo': 'Nghiệp vụ hộ tịch, chứng thực, đất đai, tiếp công dân',
  'tuyen-truyen': 'Kỹ năng tuyên truyền và tình huống hòa giải ở cơ sở',
  'hoc-sinh': 'Truyện, video và câu hỏi tìm hiểu pháp luật',
  'lao-dong': 'Hợp đồng, tiền lương, bảo hiểm, thuế, hỗ trợ pháp lý',
  'dan-toc': 'Tài liệu ngắn, có tranh, có tiếng dân tộc',
  'phu-nu': 'Hôn nhân, bình đẳng giới, thai sản, phòng, chống bạo lực',
  'thanh-nien': 'Giao thông, không gian mạng, phòng, chống ma túy',
  'cao-tuoi': 'Lương hưu, trợ cấp, thừa kế, chăm sóc sức khỏe',
  'khuyet-tat': 'Chế độ, trợ giúp và quyền của người khuyết tật',
  'nan-nhan-bao-luc': 'Nơi giúp đỡ, quyền được bảo vệ và cách trình báo',
  'chap-hanh-an': 'Quyền, nghĩa vụ khi chấp hành án và tái hòa nhập',
  'giao-duc-tai-xa': 'Quy định về giáo dục tại xã, phường và án treo',
  'luc-luong': 'Nghĩa vụ quân sự, quốc phòng, an ninh',
};

/** What the terms of the vocabulary say to readers. */
export const vocabularyWords = { audienceNotes };
