import { UNIT_KIND_LABELS } from '#server/people/unit.ts';
import { RECORD_LABELS } from '#server/items/record-labels.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { shared } from '../shared-words.ts';
import { frame } from './frame.ts';

export const home = {
  title: (place: string): string => (place === '' ? frame.product : `${frame.product} ${place}`),
  description: 'Tìm và đọc miễn phí sách, cẩm nang, tờ gấp, hỏi đáp, video pháp luật.',
  question: 'Bạn muốn tìm hiểu quy định nào?',
  examples: ['sang tên sổ đỏ', 'khai sinh muộn', 'uống rượu lái xe máy', 'trợ cấp thất nghiệp'],
  topics: frame.subjects,
  allTopics: 'Tất cả 45 chủ đề',
  items: shared.items,
  genres: frame.genres,
  allGenres: 'Tất cả thể loại',
  newest: frame.newest,
  allNewest: 'Xem tất cả tài liệu mới',
  audiences: 'Chọn theo người đọc',
  notFound: 'Không tìm thấy?',
  call: 'Gọi thủ thư, chúng tôi tìm giúp và đọc cho bạn nghe.',
  callNumber: shared.call,
  write: 'Hoặc viết thư tới',
  callNote: 'Thủ thư chỉ dẫn tài liệu, không tư vấn vụ việc.',
  aboutTitle: frame.more,
  aboutText:
    'Tủ sách được xây dựng theo Quyết định số 14/2019/QĐ-TTg. Mọi người đọc, nghe và tải về miễn phí, không cần tài khoản. Tài liệu chỉ được đăng sau khi đối chiếu với bản gốc và có người duyệt.',
  aboutMore: 'Tìm hiểu thêm về tủ sách',
  links: 'Liên kết',
  linkGroups: {
    commune: UNIT_KIND_LABELS.commune,
    ministry: 'Bộ, ngành, tỉnh',
    other: shared.elsewhere,
  },
  emptyTitle: 'Tủ sách chưa có tài liệu nào',
  emptyLead:
    'Đây là lần chạy đầu tiên. Khi có tài liệu được đăng, trang này hiện ô tìm kiếm, chủ đề và tài liệu mới. Làm lần lượt ba bước:',
  emptySteps: {
    signIn: { title: shared.signIn, text: 'Dùng tài khoản cán bộ do người cài đặt tạo.' },
    upload: {
      title: shared.uploadFiles,
      text: 'Chọn nhiều tệp PDF, EPUB, DOCX, ảnh, video cùng lúc; máy đọc chữ và điền sẵn thông tin.',
    },
    import: {
      title: 'Hoặc nhập cả thư mục',
      text: 'Trên máy chủ, chạy lệnh sau với thư mục chứa tệp (có thể kèm bảng kê):',
    },
  },
  importCommand: 'npm run -s bookshelf -- import THƯ_MỤC',
  emptyNote: 'Tài liệu tải lên là bản nháp; người đọc chỉ thấy sau khi bấm Đăng.',
};

const browse = {
  title: 'Tất cả chủ đề',
  intro: 'Bốn mươi lăm chủ đề của Bộ Pháp điển. Số bên cạnh là số tài liệu đã đăng.',
  empty: 'chưa có',
  filled: 'Có nhiều tài liệu xếp trước',
  unfilled: 'Chưa có tài liệu',
};

const list = {
  newest: frame.newest,
  newestIntro: 'Những tài liệu vừa được duyệt, đăng.',
  subjectIntro: 'Tài liệu thuộc chủ đề này, mới đăng xếp trước.',
  genreIntro: 'Tài liệu thuộc thể loại này, mới đăng xếp trước.',
  audience: (label: string): string => `Dành cho: ${label}`,
  audienceIntro: 'Tài liệu viết cho nhóm người đọc này, mới đăng xếp trước.',
  unitIntro: 'Tài liệu do đơn vị này quản lý, mới đăng xếp trước.',
  unitEnded: (day: string): string => `Đơn vị này làm việc đến hết ${day}.`,
  nowPartOf: 'Nay thuộc',
  movedIntro: 'Tài liệu của đơn vị này đã chuyển sang đơn vị hiện nay, mới đăng xếp trước.',
  law: (number: string): string => `Tài liệu dẫn văn bản ${number}`,
  lawIntro: 'Tài liệu trong tủ sách có dẫn văn bản này, mới đăng xếp trước.',
  total: shared.items,
  empty: 'Chưa có tài liệu nào ở đây.',
  searchWithin: 'Tìm và lọc trong danh sách này',
  subSubjects: 'Các nhánh của chủ đề',
  allSubSubjects: shared.all,
};

const about = {
  title: 'Giới thiệu tủ sách',
  lead: 'Tủ sách pháp luật điện tử giúp mọi người tìm, đọc, nghe và tải về tài liệu pháp luật miễn phí, không cần tài khoản.',
  basisTitle: 'Căn cứ',
  basis:
    'Tủ sách được xây dựng và quản lý theo Luật Phổ biến, giáo dục pháp luật số 14/2012/QH13 và Quyết định số 14/2019/QĐ-TTg của Thủ tướng Chính phủ về xây dựng, quản lý, khai thác tủ sách pháp luật.',
  contentTitle: 'Có gì trong tủ sách',
  content: [
    'Đề cương, tài liệu giới thiệu luật, pháp lệnh',
    'Sách hỏi đáp, bình luận, cẩm nang, tờ gấp, câu chuyện, tiểu phẩm pháp luật',
    'Tài liệu hướng dẫn nghiệp vụ, bài giảng',
    'Liên kết tới văn bản quy phạm pháp luật, văn bản hợp nhất, thông cáo báo chí',
    'Video, bài phát thanh, infographic, bài thi tìm hiểu pháp luật',
  ],
  processTitle: 'Trước khi đăng',
  process:
    'Tài liệu được rà soát, đối chiếu với bản gốc, biên mục rồi mới duyệt, đăng. Mỗi tài liệu ghi rõ cơ quan biên soạn, thời gian phát hành và hiệu lực.',
  rightsTitle: RECORD_LABELS.rights,
  rights:
    'Mỗi tài liệu ghi quyền sử dụng riêng. Khi dùng lại, hãy ghi rõ nguồn. Tài liệu tuyên truyền không thay cho văn bản pháp luật chính thức.',
  privacyTitle: 'Riêng tư',
  privacy: 'Người đọc không phải đăng ký. Cỡ chữ và màu nền bạn chọn chỉ lưu trên máy của bạn.',
  others: 'Trang khác về tủ sách',
  totalTitle: 'Hiện có',
  total: (n: string): string => `${n} tài liệu đã đăng.`,
};

const help = {
  title: frame.help,
  lead: 'Cách tìm, cách đọc và các phím dùng được.',
  sections: [
    {
      id: 'tim',
      title: 'Tìm tài liệu',
      rows: [
        'Gõ có dấu hay không dấu đều được: “dat dai” tìm thấy “đất đai”.',
        'Đặt từ trong dấu ngoặc kép để tìm đúng cụm: “hòa giải ở cơ sở”.',
        'Gõ số hiệu văn bản, đầy đủ hay thiếu năm đều được: 31/2024/QH15.',
        'Mỗi kết quả chỉ ra đúng trang, phần hoặc phút có từ bạn tìm; bấm vào là mở đúng chỗ đó.',
        'Dùng bộ lọc chủ đề, thể loại, năm, hiệu lực để thu hẹp; bấm lại để bỏ lọc.',
      ],
    },
    {
      id: 'doc',
      title: 'Đọc, nghe, tải về',
      rows: [
        '“Đọc ngay” mở từng trang: có cả chữ và ảnh trang gốc.',
        '“Đọc dạng chữ” nhẹ, hợp với mạng yếu và máy đọc màn hình.',
        'Đổi cỡ chữ, màu nền, khoảng cách dòng ở mục Cỡ chữ và màu nền.',
        'Video có phụ đề và lời thoại; bấm vào thời gian để đến đúng đoạn.',
        'Nút “Tải về” luôn ghi dung lượng trước khi tải.',
      ],
    },
    {
      id: 'hieu-luc',
      title: 'Nhãn hiệu lực',
      rows: [
        '“Còn phù hợp”: nội dung vẫn đúng với pháp luật hiện hành.',
        '“Hết hiệu lực một phần”: một số văn bản được dẫn đã thay đổi, cần đối chiếu.',
        '“Hết hiệu lực”: chỉ để tra cứu lịch sử, không dùng để áp dụng.',
        '“Chưa xác định hiệu lực”: chưa được rà soát.',
      ],
    },
  ],
  keysTitle: 'Dùng bàn phím',
  key: 'Phím',
  does: 'Việc',
  keys: [
    ['Tab, Shift + Tab', 'Đến mục sau, mục trước'],
    ['Enter', 'Mở liên kết, bấm nút'],
    ['Phím cách', 'Chọn ô, bấm nút, phát hoặc dừng video'],
    ['Mũi tên lên, xuống', 'Chọn gợi ý dưới ô tìm kiếm'],
    ['Esc', 'Đóng gợi ý'],
    ['Ctrl + F', 'Tìm chữ trong trang đang mở'],
    ['Ctrl + dấu cộng, dấu trừ', 'Phóng to, thu nhỏ cả trang'],
  ],
  contactTitle: 'Cần người giúp?',
  contact: 'Gọi hoặc viết cho thủ thư:',
};

const collections = {
  title: frame.collections,
  intro: 'Tài liệu được chọn và xếp theo từng chủ điểm, từng đợt tuyên truyền.',
  week: 'Pháp luật tuần này',
  weekIntro: 'Tài liệu được đăng từ thứ Hai tuần này, mới đăng xếp trước.',
  weekNote: 'Tài liệu được đăng từ thứ Hai',
  featured: 'Bộ sưu tập nổi bật',
  whole: (n: string): string => `Xem cả bộ (${n} tài liệu)`,
  seasonal: (from: string, to: string): string => `Hằng năm, từ ${from} đến ${to}`,
  all: 'Tất cả bộ sưu tập',
};

const contact = {
  title: frame.contact,
  lead: 'Nhờ tìm tài liệu, báo chỗ sai, góp ý cho tủ sách.',
  unitTitle: frame.keeper,
  responsible: 'Người chịu trách nhiệm nội dung',
  address: FIELD_LABELS.address,
  phone: frame.phone,
  email: frame.email,
  unknown:
    'Cơ quan quản trị chưa công bố thông tin liên hệ trên tủ sách. Hãy hỏi tại trụ sở Ủy ban nhân dân xã, phường nơi bạn ở.',
  helpTitle: 'Chúng tôi giúp được gì',
  helps: [
    'Tìm giúp tài liệu, chỉ đúng trang, đọc qua điện thoại cho người không đọc được.',
    'Sửa chỗ sai, bổ sung tài liệu còn thiếu.',
    'Nhận tài liệu do xã, trường, cơ quan biên soạn để đăng lên tủ sách.',
  ],
  notTitle: 'Việc cần hỏi nơi khác',
  nots: [
    'Tủ sách không tư vấn vụ việc cụ thể. Người được trợ giúp pháp lý hãy đến Trung tâm trợ giúp pháp lý nhà nước của tỉnh, không mất tiền.',
    'Nộp hồ sơ, hỏi kết quả: Bộ phận Một cửa của xã, phường hoặc Cổng Dịch vụ công quốc gia.',
  ],
  mistake:
    'Báo chỗ sai: ghi tên tài liệu, số trang và chỗ cần sửa. Tài liệu sai được gỡ hoặc sửa ngay khi đối chiếu xong.',
};

const siteMap = {
  title: frame.siteMap,
  lead: 'Mọi đường vào tủ sách, xếp thành cây.',
  main: 'Trang chính',
  subjects: 'Theo chủ đề',
  genres: shared.byGenre,
  audiences: 'Theo người đọc',
  units: shared.byUnit,
  collections: frame.collections,
  about: frame.more,
  machines: 'Cho phần mềm khác',
  feed: 'Nguồn tin Atom',
  xml: 'Sơ đồ trang XML',
  api: 'Giao diện lập trình (OpenAPI)',
  search: 'Mô tả tìm kiếm OpenSearch',
  catalogue: 'Mục lục cho phần mềm đọc sách (OPDS)',
  harvest: 'Thu hoạch biểu ghi (OAI-PMH)',
};

const accessibility = {
  title: frame.accessibility,
  lead: 'Tủ sách dành cho mọi người, kể cả người khuyết tật, người cao tuổi, người dùng máy cũ hay mạng yếu.',
  standardTitle: 'Mức đáp ứng',
  standard:
    'Các trang được làm theo Hướng dẫn trợ năng nội dung web WCAG 2.2, mức AA, và theo Thông tư 32/2017/TT-BTTTT, Thông tư 26/2020/TT-BTTTT. Mỗi lần phát hành, mọi loại trang được kiểm tra tự động và thử bằng bàn phím.',
  canTitle: 'Bạn dùng được',
  can: [
    'Bàn phím: mọi việc làm được không cần chuột; nhấn Tab đầu tiên để nhảy thẳng đến nội dung.',
    'Trình đọc màn hình: tiêu đề, vùng, bảng, nút đều có tên; chữ tiếng nước ngoài được đánh dấu ngôn ngữ.',
    'Phóng to đến 400% và màn hình hẹp 320 điểm ảnh mà không phải cuộn ngang.',
    'Cỡ chữ, giãn dòng, kiểu chữ, nền sáng, vàng ngà hoặc tối; chế độ tương phản cao của máy.',
    'Đọc to bằng giọng đọc có sẵn trên máy, câu đang đọc được tô sáng.',
    'Video, âm thanh có phụ đề và lời thoại dạng chữ.',
    'Trình duyệt không chạy được mã lệnh vẫn tìm, đọc, nghe, tải về được.',
  ],
  limitsTitle: 'Chỗ còn hạn chế',
  limits: [
    'Bản quét cũ chưa nhận dạng chữ chỉ có ảnh trang; mỗi trang như vậy đều ghi rõ. Hãy báo để chúng tôi đọc giúp hoặc nhận dạng trước.',
    'Tệp PDF, Word gốc do nhiều nơi biên soạn, có thể thiếu nhãn cho trình đọc màn hình; bản đọc trên trang thì đủ.',
    'Bản đồ, sơ đồ trong tài liệu có thể chỉ được mô tả ngắn.',
  ],
  tellTitle: 'Gặp trở ngại?',
  tell: 'Hãy báo cho chúng tôi biết trang nào và bạn dùng máy gì. Chúng tôi trả lời và gửi tài liệu ở dạng bạn đọc được.',
  date: 'Bản công bố này được soát ngày 22/11/2026.',
};

/** What readers see in the pages of the site itself. */
export const siteWords = {
  home,
  browse,
  list,
  about,
  help,
  collections,
  contact,
  siteMap,
  accessibility,
};
