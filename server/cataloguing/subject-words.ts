import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';

/**
 * Words beside its name that point to a subject of Bộ Pháp điển: names of its đề mục as people
 * write them.
 */
const WORDS: Readonly<Record<string, string>> = {
  '01': 'an ninh quốc gia, an ninh mạng, biên giới quốc gia, biên phòng, khu vực biên giới, xuất cảnh, nhập cảnh, tạm trú, cư trú của người nước ngoài, bí mật nhà nước, phòng chống khủng bố',
  '02': 'bảo hiểm xã hội, bảo hiểm y tế, bảo hiểm thất nghiệp, thẻ bảo hiểm, lương hưu',
  '03': 'bưu chính, viễn thông, thuê bao, mạng viễn thông, tần số vô tuyến điện',
  '04': 'công chứng, chứng thực, luật sư, trợ giúp pháp lý, trợ giúp viên pháp lý, giám định tư pháp, đấu giá tài sản, thừa phát lại',
  '05': 'cán bộ, công chức, viên chức, tuyển dụng công chức, kỷ luật công chức',
  '06': 'trợ giúp xã hội, người có công, bảo trợ xã hội, hộ nghèo, giảm nghèo, người khuyết tật, người cao tuổi, trợ cấp xã hội',
  '07': 'điện lực, hóa chất, vật liệu nổ công nghiệp, khuyến công, sử dụng điện',
  '08': 'hôn nhân và gia đình, kết hôn, ly hôn, trẻ em, bình đẳng giới, bạo lực gia đình, phòng chống bạo lực gia đình, dân số, con nuôi, tảo hôn, xâm hại trẻ em',
  '09': 'bộ luật dân sự, thừa kế, di chúc, hợp đồng dân sự, bồi thường thiệt hại, quyền sở hữu, vay tài sản, tài sản chung, ranh giới',
  '10': 'dân tộc thiểu số, đồng bào dân tộc, chính sách dân tộc, người có uy tín, luật tục',
  '11': 'đất đai, quyền sử dụng đất, sổ đỏ, giấy chứng nhận quyền sử dụng đất, thu hồi đất, bồi thường về đất, tranh chấp đất đai, người sử dụng đất, giao đất',
  '12': 'doanh nghiệp, hợp tác xã, hộ kinh doanh, đăng ký kinh doanh, phá sản',
  '13': 'giáo dục, đào tạo, nhà trường, học sinh, sinh viên, nhà giáo, học phí, giáo dục nghề nghiệp',
  '14': 'giao thông đường bộ, lái xe, giấy phép lái xe, nồng độ cồn, mũ bảo hiểm, trật tự an toàn giao thông, đường thủy, phương tiện giao thông, điều khiển xe',
  '15': 'hộ tịch, khai sinh, khai tử, đăng ký kết hôn, quốc tịch, lý lịch tư pháp, đăng ký khai sinh, giấy khai sinh, căn cước, nuôi con nuôi',
  '16': 'bộ luật hình sự, tội phạm, phạt tù, truy cứu trách nhiệm hình sự, cải tạo không giam giữ, lừa đảo chiếm đoạt tài sản, mua bán người, hình phạt',
  '17': 'kế toán, kiểm toán, báo cáo tài chính, chứng từ kế toán',
  '18': 'khiếu nại, tố cáo, người khiếu nại, người tố cáo, tiếp công dân, giải quyết khiếu nại, đơn tố cáo',
  '19': 'khoa học, công nghệ, sở hữu trí tuệ, sáng chế, chuyển giao công nghệ, tiêu chuẩn kỹ thuật, đo lường, chất lượng sản phẩm',
  '20': 'người lao động, hợp đồng lao động, tiền lương, người sử dụng lao động, an toàn lao động, bộ luật lao động, thử việc, sa thải, công đoàn, đi làm việc ở nước ngoài',
  '21': 'bảo vệ môi trường, chất thải, rác thải, ô nhiễm, đa dạng sinh học, nước thải',
  '22': 'ngân hàng, tiền tệ, ngoại hối, tổ chức tín dụng, lãi suất, cho vay, rửa tiền',
  '23': 'điều ước quốc tế, ngoại giao, lãnh sự, cơ quan đại diện, hàm cấp ngoại giao',
  '24': 'nông nghiệp, nông thôn, lâm nghiệp, chăn nuôi, thú y, trồng trọt, thủy lợi, phòng chống thiên tai, thiên tai, bảo vệ rừng, phát triển rừng, bệnh dại, sạt lở, thủy sản',
  '25': 'nghĩa vụ quân sự, quốc phòng, dân quân tự vệ, quân nhân, nhập ngũ, gọi nhập ngũ, quân đội nhân dân, bộ đội biên phòng',
  '26': 'ngân sách nhà nước, tài chính, quỹ tài chính, giá, thẩm định giá',
  '27': 'tài nguyên nước, khoáng sản, khí tượng thủy văn, đo đạc bản đồ, biển và hải đảo, nước sạch, nguồn nước',
  '28': 'tài sản công, nợ công, dự trữ quốc gia, đầu tư công, đấu thầu, tiết kiệm chống lãng phí',
  '29': 'thi đua, khen thưởng, huân chương, bằng khen, danh hiệu',
  '30': 'thi hành án hình sự, thi hành án dân sự, chấp hành án, án treo, đặc xá, người chấp hành án, thời gian thử thách, giáo dục tại xã',
  '31': 'thống kê, điều tra thống kê, tổng điều tra',
  '32': 'báo chí, xuất bản, tiếp cận thông tin, cung cấp thông tin, quảng cáo, thông tin điện tử',
  '33': 'thuế, lệ phí, hải quan, hóa đơn, thuế thu nhập, quản lý thuế',
  '34': 'thương mại, đầu tư, chứng khoán, người tiêu dùng, bảo vệ quyền lợi người tiêu dùng, hàng giả, kinh doanh bất động sản, cạnh tranh, du lịch cộng đồng',
  '35': 'chính quyền địa phương, hội đồng nhân dân, ủy ban nhân dân cấp xã, bầu cử, tổ chức bộ máy, thực hiện dân chủ ở cơ sở, trưng cầu ý dân, cải cách hành chính',
  '36': 'mặt trận tổ quốc, hội liên hiệp phụ nữ, đoàn thanh niên, hội nông dân, hội cựu chiến binh, công đoàn, hội quần chúng, tổ chức hội',
  '37': 'hòa giải, hòa giải ở cơ sở, hòa giải viên, tổ hòa giải, tố tụng dân sự, tố tụng hình sự, khởi kiện, tòa án, trọng tài, đối thoại tại tòa án',
  '38': 'tôn giáo, tín ngưỡng, sinh hoạt tôn giáo, chức sắc, lễ hội tín ngưỡng',
  '39': 'xử phạt vi phạm hành chính, phòng chống ma túy, ma túy, cai nghiện, phòng cháy, chữa cháy, cư trú, tạm vắng, lưu trú, cờ bạc, lừa đảo qua mạng, trật tự an toàn xã hội, vũ khí',
  '40': 'tương trợ tư pháp, dẫn độ, chuyển giao người đang chấp hành án',
  '41': 'văn hóa, thể thao, du lịch, di sản văn hóa, lễ hội, thư viện, điện ảnh, quy ước văn hóa',
  '42': 'văn thư, lưu trữ, công tác văn thư, hồ sơ lưu trữ, con dấu, thể thức văn bản, nộp lưu hồ sơ',
  '43': 'xây dựng, nhà ở, giấy phép xây dựng, quy hoạch đô thị, công trình xây dựng, nhà chung cư',
  '44': 'phổ biến giáo dục pháp luật, tuyên truyền viên pháp luật, báo cáo viên pháp luật, ban hành văn bản quy phạm pháp luật, hương ước, tủ sách pháp luật, chuẩn tiếp cận pháp luật, ngày pháp luật',
  '45': 'khám bệnh, chữa bệnh, dược, an toàn thực phẩm, tiêm chủng, rượu bia, tác hại của rượu bia, phòng chống dịch, y tế, thuốc lá',
};

/** A run of folded syllables that points to a subject. */
export interface SubjectWord {
  readonly subject: string;
  /** As people write it. */
  readonly word: string;
  readonly syllables: readonly string[];
  /** 1 for a subject's own words, less for what published items say. */
  readonly weight: number;
}

export const syllablesOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

export const subjectWord = (subject: string, word: string, weight: number): SubjectWord => ({
  subject,
  word,
  syllables: syllablesOf(word),
  weight,
});

/** Parts of its name and its words; a single syllable says too little. */
const own = ({ code, label }: (typeof SUBJECTS)[number]): SubjectWord[] =>
  [...new Set([...label.toLowerCase().split(', '), ...(WORDS[code] ?? '').split(', ')])]
    .map((word) => subjectWord(code, word, 1))
    .filter(({ syllables }) => syllables.length > 1 || syllables.join('').length > 5);

export const SUBJECT_WORDS: readonly SubjectWord[] = SUBJECTS.flatMap(own);
