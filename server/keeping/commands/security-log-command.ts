import { checkAndKeep } from '#server/audit/actions/check-chain.ts';
import { tellAboutChain } from '#server/audit/actions/tell-about-chain.ts';
import { CHAIN_FAULTS } from '#server/audit/chain.ts';
import type { Shelf } from '#server/shelf.ts';

/** Looks at the whole chain of the security log. Exit code 3 names the first row that is wrong. */
export async function verifySecurityLog({ actions }: Pick<Shelf, 'actions'>): Promise<number> {
  const state = await checkAndKeep(actions);
  await tellAboutChain(actions, state);
  const { rows, first, last, hash, fault } = state;
  if (fault !== null) {
    console.log(
      `nhật ký an ninh không còn nguyên vẹn: dòng ${fault.sequence} ${CHAIN_FAULTS[fault.fault]}`,
    );
    return 3;
  }
  console.log(
    rows === 0
      ? 'nhật ký an ninh chưa có dòng nào'
      : `nhật ký an ninh nguyên vẹn: ${rows} dòng, từ dòng ${first} đến dòng ${last}\nmã băm dòng cuối: ${hash}`,
  );
  return 0;
}
