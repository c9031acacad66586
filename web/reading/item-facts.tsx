import type { ComponentChildren, VNode } from 'preact';
import type { Validity } from '#server/items/validity.ts';
import type { Standing } from '#server/laws/standing.ts';
import { audiencePath, unitPath } from '#web/paths/site.ts';
import { searchPath } from '#web/paths/search.ts';
import { foreign, useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/reader-words.ts';
import { NameText } from '#web/frame/name-text.tsx';
import { SubjectLinks } from '#web/items/subject-links.tsx';
import type { ItemRecord } from '#server/items/item.ts';

/** The public fields of a record, with the facts that the page shows besides. */
export interface ItemView extends Omit<ItemRecord, 'lawRefs'> {
  readonly id: string;
  readonly slug: string;
  readonly publishedAt: string | null;
  /** Views, readings, downloads and plays up to and with `day`; null when there were none. */
  readonly visits: { readonly count: number; readonly day: string } | null;
  readonly unit: { readonly code: string; readonly name: string } | null;
  readonly approval: {
    readonly by: string;
    readonly position: string;
    readonly date: string;
    readonly documentNumber: string;
  } | null;
}

const partial = (text: Text, date: string): string => text.units.date(date.slice(0, 10));

/** How it stands, with the dates of the record where they say the same. */
const standingSentence = (text: Text, v: Validity, { state, day }: Standing): string => {
  const t = text.item;
  const from = v.from === null ? '' : `, ${t.validFrom(partial(text, v.from))}`;
  const to = v.to === null ? '' : ` ${t.validTo(partial(text, v.to))}`;
  const since = v.to === null ? '' : ` ${t.validFrom(partial(text, v.to))}`;
  const dates = state === 'het' ? since : state.startsWith('luat_') ? '' : `${from}${to}`;
  const head = `${text.standing.state(state)}${dates} (${text.standing.asOf(partial(text, day))})`;
  return v.reviewedAt === null ? head : `${head}. ${t.reviewed(partial(text, v.reviewedAt))}`;
};

const linked = (
  codes: readonly string[],
  label: (code: string) => ComponentChildren,
  href: (code: string) => string,
): ComponentChildren =>
  codes.map((code, i) => (
    <>
      {i > 0 && ', '}
      <a href={href(code)}>{label(code)}</a>
    </>
  ));

const isAddress = (text: string): boolean => /^https?:\/\//u.test(text);

type Row = readonly [label: string, value: ComponentChildren];

/** The facts that are known, one after the other. */
const joined = (facts: readonly string[], separator: string): string =>
  facts.filter((s) => s !== '').join(separator);

/** Always the first, in this order (điểm c khoản 2 Điều 8). */
const mandatoryRows = (text: Text, item: ItemView, standing: Standing): readonly Row[] => {
  const t = text.item;
  const issued = item.issued === null ? '' : text.units.date(item.issued);
  return [
    [t.compilers, item.compilers.join('; ')],
    [t.issued, joined([issued, item.edition], ', ')],
    [t.validity, standingSentence(text, item.validity, standing)],
    [t.abstract, item.abstract],
  ];
};

const contentRows = (text: Text, item: ItemView): readonly Row[] => {
  const t = text.item;
  const audience = (code: string): VNode => <NameText name={text.names.audience(code)} />;
  return [
    [t.subjects, item.subjects.length > 0 && <SubjectLinks codes={item.subjects} />],
    [t.audiences, item.audiences.length > 0 && linked(item.audiences, audience, audiencePath)],
    [t.language, text.names.language(item.language)],
    [t.rights, joined([text.names.rights(item.rights.kind), item.rights.note], '. ')],
  ];
};

const bookRows = (text: Text, item: ItemView): readonly Row[] => {
  const t = text.item;
  const keyword = (q: string): string => searchPath({ q });
  return [
    [t.altTitle, item.altTitle],
    [t.publisher, item.publisher],
    [t.isbn, item.isbn],
    [t.extent, item.extent],
    [t.series, joined([item.series, item.volume], ', ')],
    [t.locality, item.place],
    [t.keywords, item.keywords.length > 0 && linked(item.keywords, (k) => k, keyword)],
  ];
};

const approvalLine = (text: Text, { approval }: ItemView): ComponentChildren =>
  approval &&
  joined(
    [
      approval.by,
      approval.position,
      approval.documentNumber,
      approval.date === '' ? '' : partial(text, approval.date),
    ],
    ', ',
  );

const Source = ({ source }: { source: string }): VNode =>
  isAddress(source) ? (
    <a href={source} rel="external">
      {source}
    </a>
  ) : (
    <>{source}</>
  );

/** Who answers for it, since when it is here, and where it came from. */
const shelfRows = (text: Text, item: ItemView): readonly Row[] => {
  const t = text.item;
  const { unit, visits, publishedAt, source } = item;
  return [
    [t.approval, approvalLine(text, item)],
    [t.unit, unit && <a href={unitPath(unit.code)}>{unit.name}</a>],
    [t.published, publishedAt !== null && text.units.day(publishedAt)],
    [
      t.visits,
      visits !== null && t.visitsUntil(text.units.count(visits.count), text.units.date(visits.day)),
    ],
    [t.source, source !== '' && <Source source={source} />],
    [t.identifier, item.identifier],
  ];
};

const rows = (text: Text, item: ItemView, standing: Standing): readonly Row[] => [
  ...mandatoryRows(text, item, standing),
  ...contentRows(text, item),
  ...bookRows(text, item),
  ...shelfRows(text, item),
];

/** A fact that is not known is left out, never written as missing. */
export const ItemFacts = ({ item, standing }: { item: ItemView; standing: Standing }): VNode => {
  const text = useText();
  const t = text.item;
  return (
    <dl class="facts">
      {rows(text, item, standing)
        .filter(([, value]) => value !== '' && value !== false && value !== null)
        .map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd
              class={label === t.abstract ? 'lines' : undefined}
              {...(label === t.abstract ? foreign(text, item.language) : {})}
            >
              {value}
            </dd>
          </>
        ))}
    </dl>
  );
};
