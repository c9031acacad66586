import { languageLabel } from '#server/base/language.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import type { PartialDate } from '#server/base/partial-date.ts';
import { sortedJson } from '#server/base/sorted-json.ts';
import type { Approval, Attachment, AttachmentRole, Item } from '#server/items/item.ts';
import { mayHaveRole, rightsLabel, type Rights } from '#server/items/rights.ts';
import type { Validity } from '#server/items/validity.ts';
import {
  describedTitle,
  lawStateOn,
  unknownLaw,
  type LawRecord,
  type LawState,
} from '#server/laws/law-record.ts';
import { findStanding, standingOn, type CitedStanding } from '#server/laws/standing.ts';
import type { StandingState } from '#server/laws/standing.ts';
import type { Unit } from '#server/people/unit.ts';
import type { GenreKind } from '#server/vocabulary/genre.ts';
import { shownTerm } from '#server/vocabulary/term.ts';
import { asReadersSee, subjectNames, type Vocabulary } from '#server/vocabulary/vocabulary.ts';

/** A code of a vocabulary with the name readers know it by. */
export interface Coded {
  readonly code: string;
  readonly label: string;
}

/** A file of the item that readers may open or take. */
export interface PublicFile {
  readonly id: string;
  readonly role: AttachmentRole;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly pages: number | null;
  readonly seconds: number | null;
  /** Whether readers may have its bytes; the national bookshelf has them in any case. */
  readonly open: boolean;
}

/** A legal document that the item cites, as it is known on the day of the record. */
export interface PublicLaw {
  readonly number: string;
  readonly title: string;
  readonly articles: string;
  readonly url: string | null;
  readonly state: LawState;
  readonly effectiveFrom: PartialDate | null;
  readonly effectiveTo: PartialDate | null;
  readonly replacedBy: readonly string[];
}

/**
 * What the shelf says of an item to everybody else's systems: the one model that all serialisers
 * (Dublin Core, MODS, MARCXML, JSON, OPDS …) are made from. No address stands in it: those depend on
 * how the shelf is reached. Texts are as catalogued; serialisers clean them for their form.
 */
export interface PublicRecord {
  readonly id: string;
  readonly identifier: string | null;
  readonly title: string;
  readonly altTitle: string;
  /** Null when unknown or hidden from readers. `kind`: khoản 4 Điều 6 Quyết định 14/2019/QĐ-TTg. */
  readonly genre: (Coded & { readonly kind: GenreKind }) | null;
  readonly compilers: readonly string[];
  readonly publisher: string;
  /** Year, month or day. */
  readonly issued: PartialDate | null;
  readonly edition: string;
  readonly isbn: string;
  readonly extent: string;
  readonly abstract: string;
  /** Of the 45 (`11`) and of their parts (`11.dat-o`). */
  readonly subjects: readonly Coded[];
  readonly audiences: readonly Coded[];
  readonly language: Coded;
  readonly keywords: readonly string[];
  /** Địa bàn. */
  readonly locality: string;
  readonly series: string;
  readonly volume: string;
  readonly laws: readonly PublicLaw[];
  readonly validity: Validity;
  /** How it stands today in Vietnam, with what is against it. */
  readonly standing: Coded & {
    readonly code: StandingState;
    readonly since: string | null;
    readonly reason: string;
    readonly laws: readonly CitedStanding[];
  };
  readonly rights: Rights & { readonly label: string };
  readonly unit: Coded;
  readonly source: string;
  readonly approval: Approval | null;
  readonly verification: Item['verification'];
  readonly files: readonly PublicFile[];
  /** When readers saw it first, ISO. */
  readonly publishedAt: string;
  readonly updatedAt: string;
}

/** What records are made of besides the item; read once for many. */
export interface RecordContext {
  readonly vocabulary: Vocabulary;
  /** By id. */
  readonly units: ReadonlyMap<string, Unit>;
  /** By key; those the items cite. */
  readonly laws: ReadonlyMap<string, LawRecord>;
  /** Today in Vietnam, `YYYY-MM-DD`. */
  readonly day: string;
}

const publicFile =
  (item: Item) =>
  (a: Attachment): PublicFile => ({
    id: a.id,
    role: a.role,
    name: a.name,
    mediaType: a.mediaType,
    bytes: a.bytes,
    sha256: a.sha256,
    pages: a.pages,
    seconds: a.seconds,
    open: mayHaveRole(item.rights.kind, a.role),
  });

const publicLaw =
  ({ laws, day }: RecordContext) =>
  ({ number, title, articles, url }: Item['lawRefs'][number]): PublicLaw => {
    const law = laws.get(lawNumberKey(number)) ?? unknownLaw(number);
    return {
      number,
      title: title || describedTitle(law),
      articles,
      url: url ?? law.url,
      state: lawStateOn(law, day),
      effectiveFrom: law.effectiveFrom,
      effectiveTo: law.effectiveTo,
      replacedBy: law.replacedBy,
    };
  };

function standingOf(item: Item, { laws, day }: RecordContext): PublicRecord['standing'] {
  const cited = item.lawRefs
    .map(({ number }) => laws.get(lawNumberKey(number)))
    .filter((law) => law !== undefined);
  const { state, since, reason, laws: changed } = standingOn(item, cited, day);
  return { code: state, label: findStanding(state)?.label ?? '', since, reason, laws: changed };
}

/** The record of an item as readers may know it today. */
export function publicRecord(given: Item, context: RecordContext): PublicRecord {
  const { vocabulary, units } = context;
  const item = asReadersSee(given, vocabulary);
  const genre = shownTerm(vocabulary.genres, item.genre);
  const unit = units.get(item.unitId);
  return {
    id: item.id,
    identifier: item.identifier,
    title: item.title,
    altTitle: item.altTitle,
    genre: genre === undefined ? null : { code: genre.code, label: genre.label, kind: genre.kind },
    compilers: item.compilers,
    publisher: item.publisher,
    issued: item.issued,
    edition: item.edition,
    isbn: item.isbn,
    extent: item.extent,
    abstract: item.abstract,
    subjects: subjectNames(item, vocabulary).map(([code, label]) => ({ code, label })),
    audiences: item.audiences.flatMap((code) => {
      const audience = shownTerm(vocabulary.audiences, code);
      return audience === undefined ? [] : [{ code, label: audience.label }];
    }),
    language: { code: item.language, label: languageLabel(item.language) },
    keywords: item.keywords,
    locality: item.place,
    series: item.series,
    volume: item.volume,
    laws: item.lawRefs.map(publicLaw(context)),
    validity: item.validity,
    standing: standingOf(item, context),
    rights: { ...item.rights, label: rightsLabel(item.rights.kind) },
    unit: { code: unit?.code ?? item.unitId, label: unit?.name ?? item.unitId },
    source: item.source,
    approval: item.approval,
    verification: item.verification,
    files: item.attachments.map(publicFile(item)),
    publishedAt: item.publishedAt ?? item.createdAt,
    updatedAt: item.updatedAt,
  };
}

/**
 * The record as one line by which two of them are compared: everything that is told, but for the
 * instant of the last save, which says nothing by itself.
 */
export const recordAsLine = (record: PublicRecord): string =>
  sortedJson({ ...record, updatedAt: null });
