/** Đối tượng, after Điều 17–24 and 31 of Luật Phổ biến, giáo dục pháp luật and Quyết định 14/2019/QĐ-TTg. */
export interface Audience {
  readonly code: string;
  readonly label: string;
}

const audience = (code: string, label: string): Audience => ({ code, label });

export const AUDIENCES: readonly Audience[] = [
  audience('nguoi-dan', 'Người dân'),
  audience('can-bo', 'Cán bộ, công chức'),
  audience('tuyen-truyen', 'Báo cáo viên, tuyên truyền viên, hòa giải viên'),
  audience('hoc-sinh', 'Học sinh, sinh viên'),
  audience('lao-dong', 'Người lao động, doanh nghiệp'),
  audience('dan-toc', 'Đồng bào dân tộc thiểu số, miền núi, biên giới, ven biển, hải đảo, ngư dân'),
  audience('phu-nu', 'Phụ nữ'),
  audience('thanh-nien', 'Thanh thiếu niên'),
  audience('cao-tuoi', 'Người cao tuổi'),
  audience('khuyet-tat', 'Người khuyết tật'),
  audience('nan-nhan-bao-luc', 'Nạn nhân bạo lực gia đình'),
  audience('chap-hanh-an', 'Người chấp hành án, học viên cơ sở giáo dục, trường giáo dưỡng, cơ sở cai nghiện'),
  audience('giao-duc-tai-xa', 'Người được giáo dục tại xã, phường; người hưởng án treo'),
  audience('luc-luong', 'Lực lượng vũ trang'),
];

const byCode = new Map(AUDIENCES.map((a) => [a.code, a]));
export const findAudience = (code: string): Audience | undefined => byCode.get(code);
export const audienceLabel = (code: string): string => byCode.get(code)?.label ?? code;
