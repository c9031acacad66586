import { fragmentOf } from '#server/base/locator.ts';
import { findLawNumbers, lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { provisionAt } from '#server/base/vietnamese/provisions.ts';
import type { Item, Passage } from '#server/items/item.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { paramFor, printedPage } from '#server/items/routes/present-item.ts';
import { describedTitle } from '#server/laws/law-record.ts';
import type { FoundItem } from '#server/search/actions/search-shelf.ts';
import { locatorLabel } from '#web/items/item-hit.tsx';
import { lawPath } from '#web/paths/laws.ts';
import { itemPath, locatorPath } from '#web/paths/reading.ts';
import type { SourceView } from '#web/questions/compose.tsx';
import { vi } from '#web/text/vi.ts';
import type { Text } from '#web/text/reader-words.ts';
import { findNearest } from '../actions/find-nearest.ts';
import type { Citation } from '../question.ts';

const MOST_ITEMS = 6;
const MOST_OF_ITEM = 2;
const LONGEST_LABEL = 500;
const LONGEST_HREF = 2_000;

/** `Điểm a khoản 2 Điều 13` as somebody typed it before a number of a law; empty for none. */
const provisionIn = (words: string): string =>
  /(?:điểm [a-zđ] )?(?:khoản \d{1,3} )?điều \d{1,4}[a-z]?/iu.exec(words)?.[0] ?? '';

/** Laws that the words name by their number, each with the provision that stands beside it. */
async function lawsNamed({ storage }: AppDeps, words: string): Promise<SourceView[]> {
  const numbers = [...new Set(findLawNumbers(words.normalize('NFC')).map(({ number }) => number))];
  const known = new Map(
    (await storage.catalog.findLaws(numbers.map(lawNumberKey))).map((law) => [law.key, law]),
  );
  const provision = provisionIn(words);
  return numbers.map((number) => {
    const law = known.get(lawNumberKey(number));
    const title = law === undefined ? '' : describedTitle(law);
    const name = title === '' ? number : `${title}, số ${number}`;
    return {
      citation: {
        label: provision === '' ? name : `${provision}, ${name}`,
        href: law === undefined ? '' : lawPath(number),
        law: number,
      },
      runs: [],
    };
  });
}

/** How a passage of an item is cited: its provision or its place, and the item. */
export function passageCitation(
  item: Item,
  hit: Pick<Passage, 'attachmentId' | 'locator'>,
  heading: string,
): Citation {
  const { locator } = hit;
  const provision = provisionAt(fragmentOf(locator), heading);
  const at = locatorLabel(vi as unknown as Text, locator, printedPage(item, hit));
  return {
    label: [provision === '' ? at : provision, item.title].join(', '),
    href: locatorPath(item.id, locator, { attachment: paramFor(item, hit.attachmentId) }),
    law: '',
  };
}

const passageSources = ({ item, passages }: FoundItem): SourceView[] =>
  passages.length === 0
    ? [
        {
          citation: { label: item.title, href: itemPath(item.id, item.slug), law: '' },
          runs: [],
        },
      ]
    : passages.map(({ hit, heading, snippet }) => ({
        citation: passageCitation(item, hit, heading),
        runs: snippet,
      }));

/** What an answer may rest on: laws that are named, and the passages that fit best. */
export async function sourcesFor(deps: AppDeps, words: string): Promise<SourceView[]> {
  const items = await findNearest(deps.storage, words, { limit: MOST_ITEMS, most: MOST_OF_ITEM });
  return [...(await lawsNamed(deps, words)), ...items.flatMap(passageSources)];
}

/** A citation as a form of ours carries it; null for what is none. */
export function readCitation(json: string): Citation | null {
  try {
    const { label, href, law } = JSON.parse(json) as Record<string, unknown>;
    if (typeof label !== 'string' || typeof href !== 'string' || typeof law !== 'string')
      return null;
    const inside = /^(?:\/(?!\/)|https?:\/\/)/u.test(href) && href.length <= LONGEST_HREF;
    const named = findLawNumbers(law)[0]?.number ?? '';
    return label.trim() === ''
      ? null
      : { label: label.slice(0, LONGEST_LABEL), href: inside ? href : '', law: named };
  } catch {
    return null;
  }
}
