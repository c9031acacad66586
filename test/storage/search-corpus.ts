import { NO_FILTERS, type SearchFilters } from '#server/search/search-query.ts';
import type { SearchDocument } from '#server/search/search-document.ts';
import { aDocument } from '../support/builders.ts';

const filters = (more: Partial<SearchFilters>): SearchFilters => ({
  ...NO_FILTERS,
  languages: ['vi'],
  ...more,
});
const TWIN = 'Nghĩa vụ quân sự là nghĩa vụ vẻ vang của công dân phục vụ trong Quân đội nhân dân.';

/** A small shelf that the search contract asks its questions of. */
export const CORPUS: readonly SearchDocument[] = [
  aDocument({
    itemId: 'dat',
    title: 'Hỏi đáp về đất rừng',
    publishedAt: '2026-01-05T00:00:00.000Z',
    keywords: ['thu hồi đất', 'sổ đỏ'],
    filters: filters({
      subjects: ['11'],
      genres: ['hoi-dap'],
      years: ['2024'],
      units: ['so-tu-phap'],
      formats: ['pdf'],
    }),
    pages: [
      'Người sử dụng đất đai có quyền chuyển nhượng.',
      'Nhà nước thu hồi đất đai vì mục đích quốc phòng.',
      'Giá đất đai do Ủy ban nhân dân tỉnh quyết định.',
      'Đất đai thuộc sở hữu toàn dân.',
      'Tranh chấp đất đai được hòa giải.',
    ],
  }),
  aDocument({
    itemId: 'que',
    title: 'Chuyện quê',
    publishedAt: '2026-01-09T00:00:00.000Z',
    filters: filters({
      subjects: ['09'],
      genres: ['cau-chuyen'],
      years: ['2026'],
      units: ['xa-an'],
      formats: ['text'],
    }),
    pages: ['Bà con phơi dát dài ngoài sân.'],
  }),
  aDocument({
    itemId: 'hoa-giai',
    title: 'Cẩm nang hòa giải ở cơ sở',
    record: 'Sở Tư pháp tỉnh An Sơn\n\nGiới thiệu kỹ năng cho tổ viên',
    publishedAt: '2026-01-07T00:00:00.000Z',
    keywords: ['hòa giải viên'],
    filters: filters({
      subjects: ['44', '09'],
      genres: ['cam-nang'],
      years: ['2026'],
      units: ['so-tu-phap'],
      formats: ['pdf', 'epub'],
      audiences: ['tuyen-truyen'],
    }),
    pages: [
      'Hoà giải viên hướng dẫn các bên tự nguyện thỏa thuận.',
      'Việc hòa giải ở cơ sở được tiến hành tại nơi ở.',
      'Cơ sở vật chất để phục vụ việc hòa giải.',
    ],
  }),
  aDocument({
    itemId: 'hon-nhan',
    title: 'Luật Hôn nhân và gia đình',
    publishedAt: '2026-01-03T00:00:00.000Z',
    filters: filters({
      subjects: ['08'],
      genres: ['sach'],
      years: ['2024'],
      units: ['so-tu-phap'],
      formats: ['pdf'],
    }),
    pages: ['Nam từ đủ 20 tuổi trở lên được kết hôn.'],
  }),
  aDocument({
    itemId: 'bao-luc',
    title: 'Phòng, chống bạo lực',
    publishedAt: '2026-01-08T00:00:00.000Z',
    filters: filters({
      subjects: ['08'],
      genres: ['to-gap'],
      years: ['2025'],
      units: ['xa-an'],
      formats: ['image'],
    }),
    pages: [
      'Theo luật hôn nhân và gia đình, luật hôn nhân và gia đình mới, người có hành vi bạo lực bị xử lý.',
    ],
  }),
  aDocument({
    itemId: 'so-hieu-sach',
    title: 'Tủ sách của bà con',
    publishedAt: '2026-01-04T00:00:00.000Z',
    filters: filters({ subjects: ['44'], genres: ['de-cuong'], years: ['2025'] }),
    pages: [
      'Theo Quyết định số 14/2019/QĐ-TTg, mỗi xã có một tủ sách.',
      'Quyết định năm 2019 của tỉnh, số 14, về việc khác.',
    ],
  }),
  aDocument({
    itemId: 'so-hieu-goc',
    title: 'Văn bản gốc',
    record: 'Quyết định 14/2019/QĐ-TTg',
    numbers: ['142019qdttg'],
    publishedAt: '2026-01-02T00:00:00.000Z',
    filters: filters({ subjects: ['44'], genres: ['van-ban'], years: ['2019'] }),
    pages: ['Toàn văn.'],
  }),
  aDocument({
    itemId: 'ban-cu',
    title: 'Tuyển quân 2023',
    publishedAt: '2023-01-01T00:00:00.000Z',
    filters: filters({ subjects: ['25'], genres: ['to-gap'], years: ['2023'] }),
    pages: [TWIN],
  }),
  aDocument({
    itemId: 'ban-moi',
    title: 'Tuyển quân 2026',
    publishedAt: '2026-01-01T00:00:00.000Z',
    filters: filters({ subjects: ['25', '25.nhap-ngu'], genres: ['to-gap'], years: ['2026'] }),
    pages: [TWIN.toUpperCase().normalize('NFD'), 'Tuổi gọi nhập ngũ từ đủ mười tám.'],
  }),
  aDocument({
    itemId: 'khmer',
    title: 'ច្បាប់ ភូមិ',
    publishedAt: '2026-01-06T00:00:00.000Z',
    filters: filters({ languages: ['km'], genres: ['sach'] }),
    pages: ['ភាសាខ្មែរ និង ច្បាប់ដីធ្លី'],
  }),
];

/** Forty items that share a phrase, many of them a date and a title. */
export const MANY: readonly SearchDocument[] = Array.from({ length: 40 }, (_, i) =>
  aDocument({
    itemId: `phieu-${String((i * 17) % 40).padStart(2, '0')}`,
    title: `Phiếu khảo sát ${['a', 'ă', 'b'][i % 3]!}`,
    publishedAt: `2025-0${1 + (i % 4)}-01T00:00:00.000Z`,
    filters: filters({ genres: ['khac'] }),
    pages: [`Ý kiến bạn đọc tờ${i} ${'hay '.repeat(1 + (i % 5))}.`],
  }),
);
