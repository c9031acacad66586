import { GENRE_KIND_NAMES } from '#server/vocabulary/genre.ts';
import { xmlText } from '#server/exchange/xml.ts';
import { ACTION_LABELS, type ListedItem } from './item-list.ts';
import type { PackageHead } from './package-head.ts';

/** More than that many stand in the tables alone. */
export const SHOWN_ITEMS = 2_000;

const STYLE =
  'body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border-top:1px solid #999;padding:.3rem .6rem;text-align:left;vertical-align:top}code{word-break:break-all}';

/** A line of the page's table. */
export function indexRow({ action, record }: ListedItem): string {
  const title = xmlText(record.title.trim() || '[Không có nhan đề]');
  const kind = record.genre === null ? '' : GENRE_KIND_NAMES[record.genre.kind];
  const name = action === 'withdrawn' ? title : `<a href="${record.id}/record.json">${title}</a>`;
  return `<tr><td>${ACTION_LABELS[action]}</td><td>${name}</td><td>${xmlText(kind)}</td><td>${xmlText(record.unit.label)}</td></tr>\n`;
}

/** The page that whoever opens the package reads first, before its rows. */
export const indexBegins = ({ shelf, unit, name, asOf, counts }: PackageHead): string =>
  `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gói dữ liệu ${xmlText(name)}</title><style>${STYLE}</style></head><body>
<h1>Gói dữ liệu của ${xmlText(shelf)}</h1>
<p>${xmlText(unit)} giao nộp theo Điều 6 và Điều 8 Quyết định 14/2019/QĐ-TTg. Nội dung tính đến ${asOf}.</p>
<ul><li>Mới: ${counts.new}</li><li>Đã sửa: ${counts.changed}</li><li>Đã gỡ: ${counts.withdrawn}</li></ul>
<h2>Cách đọc</h2>
<p>Gói theo chuẩn BagIt 1.0 (RFC 8493): <code>manifest-sha256.txt</code> và <code>manifest-sha512.txt</code> ở thư mục trên ghi mã kiểm của từng tệp.</p>
<ul>
<li><a href="danh-muc.csv">danh-muc.csv</a>, <a href="danh-muc.xlsx">danh-muc.xlsx</a>: bảng kê mọi tài liệu trong gói.</li>
<li>Mỗi tài liệu một thư mục mang mã của nó: <code>record.json</code> (biểu ghi đầy đủ), <code>metadata/</code> (oai_dc, MODS 3.8, MARCXML), <code>files/</code> (các tệp), <code>approval/</code> (phê duyệt, đối chiếu, văn bản đã ký), <code>cover.webp</code> (bìa).</li>
<li><a href="withdrawn.json">withdrawn.json</a>: tài liệu đã gỡ, cần gỡ theo.</li>
</ul>
<h2>Tài liệu</h2>
<table><thead><tr><th>Việc</th><th>Nhan đề</th><th>Loại nội dung</th><th>Đơn vị quản lý</th></tr></thead><tbody>
`;

/** Its end; `more`: how many items it does not show. */
export const indexEnds = (more: number): string =>
  `</tbody></table>${more > 0 ? `<p>Và ${more} tài liệu nữa trong danh-muc.csv.</p>` : ''}</body></html>\n`;
