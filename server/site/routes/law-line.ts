import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { hasEnded, lawStateOn, unknownLaw, type LawRecord } from '#server/laws/law-record.ts';
import { lawHref } from '#server/reading/routes/cited-laws.ts';
import type { LawLineView } from '#web/items/law-line.tsx';

/** A legal document as it stands today, from what is known of it; nothing for undefined. */
export function lawLine(
  deps: Pick<AppDeps, 'config' | 'now'>,
  number: string,
  known: LawRecord | undefined,
): LawLineView {
  const law = known ?? unknownLaw(number);
  const day = dayInVietnam(deps.now());
  const state = lawStateOn(law, day);
  return {
    number,
    title: law.title,
    state,
    since: hasEnded(law, day) ? law.effectiveTo : state === 'chua' ? law.effectiveFrom : null,
    replacedBy: law.replacedBy,
    href: lawHref(deps, number, law.url),
  };
}
