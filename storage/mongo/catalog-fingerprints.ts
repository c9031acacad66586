import type { AlikeText } from '#server/cataloguing/cataloguing-records.ts';
import type { Catalog } from '#server/ports.ts';
import { bandsOf, shareOf, type Fingerprint } from '#server/items/fingerprint.ts';
import type { Models } from './models.ts';
import type { FingerprintRow } from './rows.ts';

type PrintMethods = Pick<Catalog, 'findFingerprint' | 'saveFingerprint' | 'findAlike'>;

/** Boilerplate may stand in thousands: so many are looked at. */
const MOST_LOOKED_AT = 500;

export const fingerprintRow = (attachmentId: string, print: Fingerprint): FingerprintRow => ({
  _id: attachmentId,
  bands: bandsOf(print),
  print,
});

async function findAlike(
  { prints, items }: Models,
  print: Fingerprint,
  { least, limit }: { least: number; limit: number },
): Promise<AlikeText[]> {
  const near = await prints
    .find({ bands: { $in: bandsOf(print) } }, { print: 1 }, { limit: MOST_LOOKED_AT })
    .lean();
  const alike = near
    .map((row) => ({ attachmentId: row._id, share: shareOf(print, row.print) }))
    .filter(({ share }) => share >= least)
    .toSorted((a, b) => b.share - a.share || (a.attachmentId < b.attachmentId ? -1 : 1))
    .slice(0, limit);
  const holders = await items
    .find({ attachmentIds: { $in: alike.map((a) => a.attachmentId) } }, { attachmentIds: 1 })
    .lean();
  const itemOf = new Map(holders.flatMap((row) => row.attachmentIds.map((id) => [id, row._id])));
  return alike.flatMap(({ attachmentId, share }) => {
    const itemId = itemOf.get(attachmentId);
    return itemId === undefined ? [] : [{ itemId, attachmentId, share }];
  });
}

/** Prints of texts, by which texts that are alike are found. */
export const catalogFingerprints = (models: Models): PrintMethods => ({
  findFingerprint: async (attachmentId) =>
    (await models.prints.findById(attachmentId, { print: 1 }).lean())?.print ?? null,
  saveFingerprint: async (attachmentId, print) => {
    await models.prints.replaceOne({ _id: attachmentId }, fingerprintRow(attachmentId, print), {
      upsert: true,
      runValidators: true,
    });
  },
  findAlike: (print, list) => findAlike(models, print, list),
});
