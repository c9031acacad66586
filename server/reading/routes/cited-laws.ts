import type { Item } from '#server/items/item.ts';
import { endedLaws, hasEnded, lawStateOn, reviewOf, unknownLaw } from '#server/laws/law-record.ts';
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
    : deps.config.LAW_DATABASE_URL.replace('{q}', encodeURIComponent(number)));

/**
 * The documents an item cites as they stand today, and those that readers are warned of. A kept
 * page is looked up by its day, so it grows stale by itself.
 */
export async function citedLaws(
  deps: Pick<AppDeps, 'config' | 'storage' | 'now'>,
  item: Item,
): Promise<Pick<ItemProps, 'laws' | 'ended'>> {
  const day = dayInVietnam(deps.now());
  const { catalog } = deps.storage;
  const known = await catalog.findLaws([
    ...new Set(item.lawRefs.map((r) => lawNumberKey(r.number))),
  ]);
  const byKey = new Map(known.map((law) => [law.key, law]));
  // An item that is itself over says why; nobody has to decide on it any more.
  const ended =
    item.validity.state === 'het'
      ? known.filter((law) => hasEnded(law, day))
      : endedLaws(item, known, day);
  const successors = new Map(
    (
      await catalog.findLaws([...new Set(ended.flatMap((law) => law.replacedBy.map(lawNumberKey)))])
    ).map((law) => [law.key, law.url]),
  );
  return {
    laws: item.lawRefs.map((r) => {
      const law = byKey.get(lawNumberKey(r.number)) ?? unknownLaw(r.number);
      return {
        number: r.number,
        title: r.title || law.title,
        articles: r.articles,
        href: lawHref(deps, r.number, r.url ?? law.url),
        state: lawStateOn(law, day),
        since: hasEnded(law, day) ? law.effectiveTo : null,
      };
    }),
    ended: ended.map((law) => ({
      number: law.number,
      title: law.title,
      since: law.effectiveTo,
      revising: reviewOf(item, law)?.decision === 'revise',
      replacedBy: law.replacedBy.map((number) => ({
        number,
        href: lawHref(deps, number, successors.get(lawNumberKey(number)) ?? null),
      })),
    })),
  };
}
