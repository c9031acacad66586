import type { Attachment, Item } from '#server/items/item.ts';
import { correctionPath } from '#web/paths/correction.ts';
import type { CorrectionView } from '#web/correction/correction-history.tsx';
import type { DoubtView } from '#web/correction/doubted-words.tsx';
import type { LineView } from '#web/correction/page-lines.tsx';
import type { TextReportView } from '#web/correction/text-reports.tsx';
import { vi } from '#web/text/vi.ts';
import { canBeUndone } from '../actions/undo-correction.ts';
import { flaggedWords, type LineNow, type PageNow } from '../corrected-page.ts';
import { areBesideEachOther, boxAround } from '../edit-line.ts';
import { textOfWords, type CorrectionEvent } from '../page-correction.ts';
import type { TextReport } from '../text-report.ts';
import { wordsOf } from '../word-edits.ts';

/** Words shown on either side of a doubted one: as many as a phone shows large enough. */
const AROUND = 3;

export const doubtViews = (page: PageNow): DoubtView[] =>
  flaggedWords(page).map(({ line, at, word, offer }) => {
    const [first, last] = [Math.max(0, at - AROUND), at + AROUND + 1];
    const shown = line.words.slice(first, last);
    return {
      line: line.id,
      lineText: textOfWords(line.words),
      at,
      word: word.text,
      box: word.box,
      offer,
      before: textOfWords(line.words.slice(first, at)),
      after: textOfWords(line.words.slice(at + 1, last)),
      around: boxAround(shown),
    };
  });

/** Between the two words nearest to the middle of a line. */
function middleOf({ box, words }: LineNow): number {
  const middle = box[0] + box[2] / 2;
  const gaps = words
    .slice(1)
    .map((word, i) => (word.box[0] + words[i]!.box[0] + words[i]!.box[2]) / 2);
  return gaps.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? box[0];
}

export const lineViews = ({ lines }: PageNow): LineView[] =>
  lines
    .filter(({ words }) => words.length > 0)
    .map((line, i, all) => ({
      id: line.id,
      text: textOfWords(line.words),
      saw: textOfWords(line.words),
      box: line.box,
      middle: middleOf(line),
      drop: false,
      isJoinable: all[i + 1] !== undefined && areBesideEachOther(line, all[i + 1]!),
      theirs: null,
    }));

/** What was done, as its line says it. */
function whatOf({ kind, after, words }: CorrectionEvent): string {
  const name = vi.correction.kinds[kind];
  if (kind !== 'accept' || words === undefined) return name;
  const line = wordsOf(after ?? '');
  const said = words.flatMap((i) => line[i] ?? []).join(' ');
  return `${name}: ${vi.correction.wordsRight(said)}`;
}

/** Events as they are shown, for files that the item has. */
export function eventViews(
  item: Pick<Item, 'attachments'>,
  events: readonly CorrectionEvent[],
): CorrectionView[] {
  const undone = new Set(events.map(({ undoes }) => undoes));
  return events.flatMap((event) => {
    const file = item.attachments.find(({ sha256 }) => sha256 === event.sha256);
    if (file === undefined) return [];
    const isAccept = event.kind === 'accept';
    return {
      id: event.id,
      what: whatOf(event),
      by: event.actorName,
      at: event.at,
      before: isAccept ? null : event.before,
      after: isAccept ? null : event.after,
      attachmentId: file.id,
      page: event.page,
      mayUndo: canBeUndone(event) && !undone.has(event.id),
    };
  });
}

const lineWith = (reports: TextReport, lines: readonly LineView[]): number =>
  lines.findIndex(
    ({ text }) =>
      text === reports.seen ||
      (reports.words !== '' && text.toLowerCase().includes(reports.words.toLowerCase())),
  );

/**
 * Reports as staff see them.
 * @param open the page that is shown, whose lines are known: its reports lead to the very line
 */
export function reportViews(
  item: Pick<Item, 'id' | 'attachments'>,
  reports: readonly TextReport[],
  linesOf: (file: Attachment, page: number) => readonly LineView[],
): TextReportView[] {
  return reports.flatMap((report) => {
    const file = item.attachments.find(({ sha256 }) => sha256 === report.sha256);
    if (file === undefined) return [];
    const n = lineWith(report, linesOf(file, report.page));
    const at = { attachmentId: file.id, page: report.page, whole: true };
    return {
      id: report.id,
      day: report.day,
      seen: report.seen,
      words: report.words,
      wanted: report.wanted,
      page: report.page,
      href: `${correctionPath(item.id, at)}${n < 0 ? '' : `#dong-${n + 1}`}`,
    };
  });
}
