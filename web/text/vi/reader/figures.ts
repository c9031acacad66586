import { share } from './reading/item.ts';
import type { RatingAnswer } from '#server/figures/rating.ts';

const rating = {
  title: 'Ý kiến của bạn đọc',
  pageTitle: (title: string): string => `Ý kiến của bạn: ${title}`,
  question: 'Tài liệu này có giúp được bạn không?',
  answers: { yes: 'Có, giúp được', partly: 'Giúp một phần', no: 'Chưa giúp được' } satisfies Record<
    RatingAnswer,
    string
  >,
  comment: 'Muốn nói thêm? (không bắt buộc)',
  commentLabel: 'Điều hay, chỗ sai, phần còn thiếu',
  commentHelp:
    'Viết trước rồi bấm một câu trả lời. Tủ sách không biết và không lưu ai trả lời; đừng ghi họ tên, số điện thoại.',
  thanks: 'Cảm ơn bạn đã cho biết ý kiến',
  thanksText:
    'Thủ thư đọc mọi ý kiến để chọn và sửa tài liệu cho tốt hơn. Ý kiến không kèm tên hay địa chỉ máy của bạn.',
  failed: 'Chưa ghi được ý kiến',
  closed: 'Tài liệu này chưa đăng nên chưa nhận ý kiến.',
  back: share.back,
};

/** What readers see of ratings. */
export const figuresWords = { rating };
