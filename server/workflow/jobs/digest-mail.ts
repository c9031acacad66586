import { oneLine } from '#server/base/one-line.ts';
import type { NoticeKind } from '#server/items/notice.ts';
import type { Digest, Mail } from '../notice.ts';
import { noticesPath, staffReviewPath, workStepPath } from '#web/paths/workflow.ts';
import { staffReportsPath } from '#web/paths/reports.ts';
import { staffQueriesPath } from '#web/paths/search-words.ts';
import { vi } from '#web/text/vi.ts';

const { digestMail: t, notices } = vi;

/** Where notices lead that are about no item. */
const ABOUT: Partial<Readonly<Record<NoticeKind, () => string>>> = {
  'weak-queries': staffQueriesPath,
  report: () => staffReportsPath(),
};

/** The day's e-mail: counts, titles and links. Whoever reads it on the way learns of no person. */
export function digestMail(
  { shelf, base }: { readonly shelf: string; readonly base: string },
  { steps, unread, notices: items }: Digest,
): Omit<Mail, 'to'> {
  const waiting = steps
    .filter((s) => s.waiting > 0)
    .flatMap((s) => [
      t.step(
        notices.stepNames[s.step],
        notices.waiting(s.step, notices.some(s.waiting)),
        s.fresh,
        s.overdue,
      ),
      `  ${base}${workStepPath(s.step)}`,
    ]);
  const happened =
    unread === 0
      ? []
      : [
          '',
          t.unread(notices.some(unread)),
          ...items.flatMap(({ kind, itemId, title }) => [
            t.item(notices.kinds[kind], oneLine(title) || t.untitled),
            `  ${base}${ABOUT[kind]?.() ?? staffReviewPath(itemId)}`,
          ]),
        ];
  return {
    subject: oneLine(t.subject(shelf)),
    text: [
      t.lead,
      '',
      ...waiting,
      ...happened,
      '',
      `${t.all} ${base}${noticesPath()}`,
      '',
      t.why,
      '',
    ].join('\n'),
  };
}
