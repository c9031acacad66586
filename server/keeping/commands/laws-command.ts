import { basename, resolve } from 'node:path';
import {
  applyLaws,
  planLaws,
  type LawPlan,
  type LawPlanRow,
} from '#server/laws/actions/import-laws.ts';
import { countOutcomes } from '#server/tables/plan-rows.ts';
import { readLawFile } from '#server/laws/actions/read-law-file.ts';
import { AppError } from '#server/base/errors.ts';
import type { Shelf } from '#server/shelf.ts';
import { importingActor } from './import-command.ts';

const OUTCOMES: Readonly<Record<LawPlanRow['outcome'], string>> = {
  new: 'thêm',
  changed: 'sửa',
  same: 'không đổi',
  refused: 'từ chối',
};
const NOTHING = '(trống)';

const changesOf = ({ changes }: LawPlanRow): string =>
  changes
    .map(({ column, before, after }) => `${column}: ${before || NOTHING} → ${after || NOTHING}`)
    .join('; ');

/** A line of the list: what is refused and why, what changes from what; nothing of the others. */
function lineOf(row: LawPlanRow): string[] {
  const { line, number, outcome, faults } = row;
  const head = `  dòng ${line}: ${OUTCOMES[outcome]} ${number || '(không có số hiệu)'}`;
  if (outcome === 'refused') return [`${head}: ${faults.join(' ')}`];
  return outcome === 'changed' ? [`${head}: ${changesOf(row)}`] : [];
}

const report = ({ rows, unknown }: LawPlan): string => {
  const counts = countOutcomes(rows);
  return [
    ...rows.flatMap(lineOf),
    ...(unknown.length > 0 ? [`  cột không dùng: ${unknown.join(', ')}`] : []),
    (['new', 'changed', 'same', 'refused'] as const)
      .map((outcome) => `${OUTCOMES[outcome]} ${counts[outcome]}`)
      .join(', '),
  ].join('\n');
};

/**
 * Takes in a list of laws: says what it changes, then writes it, unless it is only looked at. Exit
 * code: 0, or 3 when lines were refused.
 */
export async function importLaws(shelf: Shelf, path: string, dryRun: boolean): Promise<number> {
  const { actions, extraction } = shelf;
  const actor = await importingActor(shelf);
  const content = await readLawFile(extraction, resolve(path)).catch((cause: unknown) => {
    throw cause instanceof AppError
      ? cause
      : new AppError('invalid-input', { fields: { file: `Không mở được ${path}.` } }, { cause });
  });
  const plan = await planLaws(actions, actor, content, basename(path));
  console.log(report(plan));
  console.log(
    dryRun ? 'chưa ghi gì (--dry-run)' : `đã ghi ${await applyLaws(actions, actor, plan)} văn bản`,
  );
  return plan.rows.some(({ outcome }) => outcome === 'refused') ? 3 : 0;
}
