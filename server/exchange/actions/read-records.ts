import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import type { Item } from '#server/items/item.ts';
import type { LawCatalog } from '#server/laws/law-catalog.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import type { VocabularyCatalog } from '#server/vocabulary/authority-catalog.ts';
import { publicRecord, type PublicRecord, type RecordContext } from '../record/public-record.ts';

/** What records are read from. */
export interface RecordDeps {
  readonly catalog: LawCatalog & PeopleCatalog & VocabularyCatalog;
  readonly now: () => string;
}

/** Makes records of items, in their order. */
export type RecordMaker = (items: readonly Item[]) => Promise<PublicRecord[]>;

/**
 * Reads once what all records share; the maker is good for one answer or one pass, as names and the
 * day may change.
 */
export async function openRecords({ catalog, now }: RecordDeps): Promise<RecordMaker> {
  const [vocabulary, units] = await Promise.all([readVocabulary({ catalog }), catalog.listUnits()]);
  const shared: Omit<RecordContext, 'laws'> = {
    vocabulary,
    units: new Map(units.map((unit) => [unit.id, unit])),
    day: dayInVietnam(now()),
  };
  return async (items) => {
    const keys = new Set(items.flatMap((i) => i.lawRefs.map((r) => lawNumberKey(r.number))));
    const laws = keys.size === 0 ? [] : await catalog.findLaws([...keys]);
    const context = { ...shared, laws: new Map(laws.map((law) => [law.key, law])) };
    return items.map((item) => publicRecord(item, context));
  };
}
