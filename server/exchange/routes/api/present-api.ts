import type { FoundItem } from '#server/search/actions/search-shelf.ts';
import type { Item, Passage } from '#server/items/item.ts';
import { describedTitle, lawStateOn, unknownLaw, type LawRecord } from '#server/laws/law-record.ts';
import { lawNumberKey, type LawReference } from '#server/base/vietnamese/law-number.ts';
import { findStanding, type Standing } from '#server/laws/standing.ts';
import { formatLocator } from '#server/base/locator.ts';
import { filePath, itemPath, locatorPath } from '#web/paths/reading.ts';
import { standingNote } from '#web/items/standing.tsx';
import { readerWords } from '#web/text/reader-words.ts';
import { mayHaveBytes, paramFor } from '#server/items/routes/present-item.ts';

/**
 * What the JSON API gives away, field by field: no stored row leaves as it is. Addresses are
 * absolute.
 */

/**
 * What the item says of a document it cites, with what is shared of it: its state on this day and
 * its dates.
 */
const apiLaw = (laws: ReadonlyMap<string, LawRecord>, day: string) => (r: LawReference) => {
  const law = laws.get(lawNumberKey(r.number)) ?? unknownLaw(r.number);
  return {
    number: r.number,
    title: r.title || describedTitle(law),
    articles: r.articles,
    url: r.url ?? law.url,
    state: lawStateOn(law, day),
    effectiveFrom: law.effectiveFrom,
    effectiveTo: law.effectiveTo,
    replacedBy: law.replacedBy,
    checkedAt: law.checkedAt,
  };
};

/** How an item stands on a day, with its reasons: what ended or changed, and what replaces it. */
export const apiStanding = (standing: Standing) => ({
  state: standing.state,
  label: findStanding(standing.state)?.label ?? '',
  day: standing.day,
  since: standing.since,
  laws: standing.laws.map(({ number, title, state, since, replacedBy, settled }) => ({
    number,
    title,
    state,
    since,
    replacedBy,
    settled,
  })),
  note: standingNote(readerWords, standing),
});

export const apiItem = (
  item: Item,
  base: string,
  laws: ReadonlyMap<string, LawRecord>,
  standing: Standing,
) => ({
  id: item.id,
  identifier: item.identifier,
  title: item.title,
  altTitle: item.altTitle,
  genre: item.genre,
  compilers: item.compilers,
  publisher: item.publisher,
  issued: item.issued,
  edition: item.edition,
  isbn: item.isbn,
  extent: item.extent,
  abstract: item.abstract,
  subjects: item.subjects,
  audiences: item.audiences,
  language: item.language,
  keywords: item.keywords,
  place: item.place,
  series: item.series,
  volume: item.volume,
  lawRefs: item.lawRefs.map(apiLaw(laws, standing.day)),
  validity: item.validity,
  standing: apiStanding(standing),
  rights: item.rights,
  unit: item.unitId,
  source: item.source,
  approval: item.approval,
  verification: item.verification,
  national: item.national,
  url: `${base}${itemPath(item.id)}`,
  publishedAt: item.publishedAt,
  updatedAt: item.updatedAt,
  version: item.version,
  attachments: item.attachments.map((a) => ({
    id: a.id,
    role: a.role,
    name: a.name,
    mediaType: a.mediaType,
    bytes: a.bytes,
    sha256: a.sha256,
    pages: a.pages,
    seconds: a.seconds,
    text: a.text,
    status: a.status.state,
    url: mayHaveBytes(item, a) ? `${base}${filePath(a.id)}` : null,
  })),
});

export const apiPassage = (item: Item, base: string) => (p: Passage) => ({
  attachment: p.attachmentId,
  ordinal: p.ordinal,
  locator: formatLocator(p.locator),
  heading: p.heading,
  text: p.text,
  url: `${base}${locatorPath(item.id, p.locator, { attachment: paramFor(item, p.attachmentId) })}`,
});

/** `standings`: of every item that the answer names, by id. */
export const apiHit = (
  { item, hit, passages }: FoundItem,
  base: string,
  q: string,
  standings: ReadonlyMap<string, Standing>,
) => ({
  id: item.id,
  identifier: item.identifier,
  title: item.title,
  genre: item.genre,
  standing: apiStanding(standings.get(item.id)!),
  url: `${base}${itemPath(item.id)}`,
  score: hit.score,
  matched: hit.matched,
  passages: passages.map((p) => ({
    locator: formatLocator(p.hit.locator),
    heading: p.heading,
    snippet: p.snippet,
    url: `${base}${locatorPath(item.id, p.hit.locator, { attachment: paramFor(item, p.hit.attachmentId), q })}`,
    alsoIn: p.alsoIn.map((other) => ({
      id: other.id,
      identifier: other.identifier,
      title: other.title,
      standing: apiStanding(standings.get(other.id)!),
      url: `${base}${itemPath(other.id)}`,
    })),
  })),
});
