import { messages } from '#server/items/messages.ts';
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
        lawRefs: messages.writeNumberFirst(i + 1),
      };
    if (parseLawNumber(number) === null)
      return {
        lawRefs: messages.notANumber(i + 1, number),
      };
    if (url !== null && !(isLink(url) && URL.canParse(url)))
      return { lawRefs: messages.wrongAddress(i + 1, url) };
  }
  return {};
}
