import { randomUUID } from 'node:crypto';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { messages } from '../messages.ts';
import { tidyLine, type CorrectedPageKey } from '../page-correction.ts';
import { LONGEST_REPORT, MOST_REPORTS } from '../text-report.ts';

export interface TextReportInput extends CorrectedPageKey {
  readonly seen: string;
  readonly words: string;
  readonly wanted: string;
}

/**
 * Keeps what a reader says of a word, without a trace of who said it. Throws `invalid-input` with a
 * sentence for a field, also where enough of the page wait.
 */
export async function reportText(
  { catalog, now }: Pick<ActionDeps, 'catalog' | 'now'>,
  { itemId, sha256, page, ...said }: TextReportInput,
): Promise<void> {
  const [seen, words, wanted] = [said.seen, said.words, said.wanted].map(tidyLine) as [
    string,
    string,
    string,
  ];
  const tooLong = messages.reportTooLong(LONGEST_REPORT);
  const fields = {
    ...(words.length > LONGEST_REPORT ? { chu: tooLong } : {}),
    ...(wanted.length > LONGEST_REPORT ? { dung: tooLong } : {}),
    ...(seen === '' && words === '' ? { chu: messages.reportNothing } : {}),
  };
  if (Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields });
  const report = {
    id: randomUUID(),
    itemId,
    sha256,
    page,
    day: dayInVietnam(now()),
    seen,
    words,
    wanted,
  };
  if (!(await catalog.addTextReport(report, MOST_REPORTS)))
    throw new AppError('invalid-input', { fields: { '': messages.reportsFull } });
}
