import {
  checkShelf,
  isInOrder,
  repairShelf,
  type CheckDeps,
  type ShelfFaults,
} from '../actions/check-shelf.ts';
import type { PointedTo } from '../pointers.ts';
import type { Shelf } from '#server/shelf.ts';
import { untilDone, withJobs } from './with-jobs.ts';

const DAY_MS = 24 * 3_600_000;
const SHOWN = 20;

const POINTED_TO: Readonly<Record<PointedTo, string>> = {
  unit: 'đơn vị',
  genre: 'thể loại',
  audience: 'đối tượng',
  subject: 'chủ đề',
  law: 'văn bản',
};

/** `thiếu tệp: 2` with the first of them below. */
function lines(faults: ShelfFaults): string[] {
  const listed = (what: string, names: readonly string[]): string[] =>
    names.length === 0
      ? []
      : [
          `${what}: ${names.length}`,
          ...names.slice(0, SHOWN).map((name) => `  ${name}`),
          ...(names.length > SHOWN ? [`  … và ${names.length - SHOWN} nữa`] : []),
        ];
  return [
    ...listed('cơ sở dữ liệu hỏng, hãy phục hồi từ bản sao lưu', faults.database),
    ...listed(
      'tài liệu thiếu tệp',
      faults.missing.map((m) => `${m.itemId}: ${m.sha256}`),
    ),
    ...listed('tệp hỏng', faults.damaged),
    ...listed(
      'tệp không thuộc tài liệu nào',
      faults.orphans.map((o) => `${o.sha256}, ${o.bytes} byte`),
    ),
    ...listed('tài liệu chưa có hoặc cũ trong chỉ mục', faults.unindexed),
    ...listed('mục thừa trong chỉ mục', faults.ghosts),
    ...(faults.indexDamaged ? ['chỉ mục tìm kiếm hỏng, phải lập lại'] : []),
    ...(faults.indexStale && !faults.indexDamaged
      ? ['chỉ mục lập theo dạng cũ hoặc chưa trọn vẹn, phải lập lại']
      : []),
    ...listed('tài liệu có tệp chờ đọc mà không ai đọc', faults.stuck),
    ...listed(
      'bản ghi trỏ tới thứ không có',
      faults.dangling.map(({ of, to, value }) => `${of}: ${POINTED_TO[to]} “${value}”`),
    ),
  ];
}

/**
 * Exit code: 0 when everything is in order or was put right, 3 when something is wrong or cannot be
 * put right.
 */
export async function check(
  shelf: Shelf,
  options: { readonly repair: boolean; readonly bytes: boolean },
): Promise<number> {
  const deps: CheckDeps = { storage: shelf.storage, now: shelf.actions.now };
  const look = (): Promise<ShelfFaults> =>
    checkShelf(deps, { bytes: options.bytes, graceMs: DAY_MS });
  const faults = await look();
  if (isInOrder(faults)) {
    console.log('tủ sách không có lỗi');
    return 0;
  }
  console.log(lines(faults).join('\n'));
  if (!options.repair) return 3;
  await withJobs(shelf, async () => {
    await repairShelf(deps, faults);
    await untilDone(shelf, [
      ...faults.unindexed,
      ...faults.ghosts,
      ...faults.stuck,
      'rebuild-index',
    ]);
  });
  const left = await look();
  console.log(isInOrder(left) ? 'đã sửa xong' : `chưa sửa được:\n${lines(left).join('\n')}`);
  return isInOrder(left) ? 0 : 3;
}
