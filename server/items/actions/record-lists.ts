import type { FieldErrors } from '#server/base/errors.ts';
import { parseLawNumber, type LawReference } from '#server/base/vietnamese/law-number.ts';
import { isLink } from '#server/links/link-check.ts';

/** What is wrong with cited documents; numbers that the record had before are left as they were. */
export function lawRefErrors(
  refs: readonly LawReference[],
  before: readonly LawReference[],
): FieldErrors {
  for (const [i, { number, url }] of refs.entries()) {
    if (before.some((r) => r.number === number && r.url === url)) continue;
    if (number === '')
      return {
        lawRefs: `Dòng ${i + 1}: hãy ghi số hiệu ở đầu dòng, trước địa chỉ hay tên văn bản.`,
      };
    if (parseLawNumber(number) === null)
      return {
        lawRefs: `Dòng ${i + 1}: “${number}” không phải số hiệu văn bản. Ghi như 31/2024/QH15, 14/2019/QĐ-TTg.`,
      };
    if (url !== null && !(isLink(url) && URL.canParse(url)))
      return { lawRefs: `Dòng ${i + 1}: địa chỉ “${url}” không đúng.` };
  }
  return {};
}
