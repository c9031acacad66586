import { forgetBorrowersDaily } from '#server/holdings/jobs/forget-borrowers.ts';
import { aHolding, aLoan } from '../../support/builders.ts';
import { openTestStorage } from '../../support/test-storage.ts';

it('borrowers are forgotten on their day, once a day, and loans that are out are left alone', async () => {
  const storage = await openTestStorage();
  const { catalog } = storage;
  const copies = ['1', '2', '3'].map((registerNumber) =>
    aHolding({ placeId: 'noi', registerNumber }),
  );
  const returned = (i: number, forgetOn: string) =>
    aLoan(copies[i]!, { returnedOn: '2026-05-01', forgetOn });
  await catalog.saveHoldings(
    copies.map((holding, i) => ({
      holding,
      loan: i === 0 ? aLoan(holding) : returned(i, i === 1 ? '2026-05-31' : '2026-06-01'),
    })),
  );
  const named = async (): Promise<string[]> => {
    const ids: string[] = [];
    for await (const { kind, value } of catalog.dump(null))
      if (kind === 'loan' && `${value.borrower}${value.contact}` !== '') ids.push(value.holdingId);
    return ids;
  };
  const at = (now: string): Promise<void> => forgetBorrowersDaily({ catalog, now: () => now });
  // The last minute of 30 May in Vietnam, then the first of 31 May.
  await at('2026-05-30T16:59:00.000Z');
  expect((await named()).length).toBe(3);
  await at('2026-05-30T17:00:00.000Z');
  expect(await named()).toEqual([copies[0]!.id, copies[2]!.id]);
  await catalog.saveHoldings([
    { holding: { ...copies[1]!, version: 1 }, loan: returned(1, '2026-05-31') },
  ]);
  await at('2026-05-31T10:00:00.000Z');
  expect((await named()).length).toBe(3);
  await at('2026-06-01T10:00:00.000Z');
  expect(await named()).toEqual([copies[0]!.id]);
  await storage.close();
});
