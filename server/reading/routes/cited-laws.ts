import { encoded } from '#web/paths/with-query.ts';
import type { Item } from '#server/items/item.ts';
import { describedTitle, hasEnded, lawStateOn, unknownLaw } from '#server/laws/law-record.ts';
import { standingOn } from '#server/laws/standing.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { ItemProps } from '#web/reading/item.tsx';
import type { AppDeps } from '#server/http/app-deps.ts';

/**
 * Where readers find a document: its known address, else a search in the national database; null
 * when there is neither.
 */
export const lawHref = (
  deps: Pick<AppDeps, 'config'>,
  number: string,
  url: string | null,
): string | null =>
  url ??
  (deps.config.LAW_DATABASE_URL === ''
    ? null
    : deps.config.LAW_DATABASE_URL.replace('{q}', encoded(number)));

/** The documents an item cites as they stand today, and how the item itself stands by them. */
export async function citedLaws(
  deps: Pick<AppDeps, 'config' | 'storage' | 'now'>,
  item: Item,
): Promise<Pick<ItemProps, 'laws' | 'standing' | 'replacements'>> {
  const day = dayInVietnam(deps.now());
  const { catalog } = deps.storage;
  const known = await catalog.findLaws([
    ...new Set(item.lawRefs.map((r) => lawNumberKey(r.number))),
  ]);
  const byKey = new Map(known.map((law) => [law.key, law]));
  const standing = standingOn(item, known, day);
  const numbers = [...new Set(standing.laws.flatMap((law) => law.replacedBy))];
  const successors = new Map(
    (await catalog.findLaws([...new Set(numbers.map(lawNumberKey))])).map((law) => [
      law.key,
      law.url,
    ]),
  );
  return {
    laws: item.lawRefs.map((r) => {
      const law = byKey.get(lawNumberKey(r.number)) ?? unknownLaw(r.number);
      return {
        number: r.number,
        title: r.title || describedTitle(law),
        articles: r.articles,
        href: lawHref(deps, r.number, r.url ?? law.url),
        state: lawStateOn(law, day),
        since: hasEnded(law, day) ? law.effectiveTo : null,
      };
    }),
    standing,
    replacements: new Map(
      numbers.flatMap((number) => {
        const href = lawHref(deps, number, successors.get(lawNumberKey(number)) ?? null);
        return href === null ? [] : [[number, href] as const];
      }),
    ),
  };
}
