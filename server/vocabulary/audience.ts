import type { AuthorityEntry } from './authority-list.ts';
import type { AuthorityTerm, Named, Term } from './term.ts';

/** Đối tượng. */
export interface Audience extends Term {
  /**
   * One sentence for the home page of an own one, and the same in English; those of the law are
   * described by the interface.
   */
  readonly note: string;
  readonly noteEnglish: string;
}

/** What officials say of an audience they add. */
export interface OwnAudience {
  readonly name: string;
  readonly english: string;
  readonly note: string;
  readonly noteEnglish: string;
}

export type AudienceEntry = AuthorityEntry<'audience', AuthorityTerm<OwnAudience>>;

const audience = (code: string, label: string): Named<Audience> => ({
  code,
  label,
  english: '',
  note: '',
  noteEnglish: '',
  own: false,
});

export const ownAudience = (
  code: string,
  { name, english, note, noteEnglish }: OwnAudience,
): Named<Audience> => ({ code, label: name, english, note, noteEnglish, own: true });

/** After Điều 17–24 and 31 of Luật Phổ biến, giáo dục pháp luật and Quyết định 14/2019/QĐ-TTg. */
export const LAW_AUDIENCES: readonly Named<Audience>[] = [
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
  audience(
    'chap-hanh-an',
    'Người chấp hành án, học viên cơ sở giáo dục, trường giáo dưỡng, cơ sở cai nghiện',
  ),
  audience('giao-duc-tai-xa', 'Người được giáo dục tại xã, phường; người hưởng án treo'),
  audience('luc-luong', 'Lực lượng vũ trang'),
];
