import type { ComponentChildren, VNode } from 'preact';
import type { Validity } from '#server/items/validity.ts';
import { audiencePath, unitPath } from '#web/paths/site.ts';
import { searchPath } from '#web/paths/search.ts';
import { foreign, useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/vi.ts';
import { NameText } from '#web/frame/name-text.tsx';
import { SubjectLinks } from '#web/items/subject-links.tsx';
import type { ItemRecord } from '#server/items/item.ts';

/** The public part of a record, with the facts the page shows besides. */
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

const validitySentence = (text: Text, v: Validity): string => {
  const t = text.item;
  const from = v.from === null ? '' : `, ${t.validFrom(partial(text, v.from))}`;
  const to =
    v.to === null
      ? ''
      : ` ${v.state === 'het' ? t.validFrom(partial(text, v.to)) : t.validTo(partial(text, v.to))}`;
  const head =
    v.state === 'het'
      ? `${text.names.validity(v.state)}${to}`
      : `${text.names.validity(v.state)}${from}${to}`;
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

/** The mandatory four first, always in this order (Điều 8 khoản 2 điểm c). */
const rows = (text: Text, item: ItemView): readonly Row[] => {
  const t = text.item;
  return [
    [t.compilers, item.compilers.join('; ')],
    [
      t.issued,
      [item.issued === null ? '' : text.units.date(item.issued), item.edition]
        .filter((s) => s !== '')
        .join(', '),
    ],
    [t.validity, validitySentence(text, item.validity)],
    [t.abstract, item.abstract],
    [t.subjects, item.subjects.length > 0 && <SubjectLinks codes={item.subjects} />],
    [
      t.audiences,
      item.audiences.length > 0 &&
        linked(
          item.audiences,
          (code) => <NameText name={text.names.audience(code)} />,
          audiencePath,
        ),
    ],
    [t.language, text.names.language(item.language)],
    [
      t.rights,
      [text.names.rights(item.rights.kind), item.rights.note].filter((s) => s !== '').join('. '),
    ],
    [t.altTitle, item.altTitle],
    [t.publisher, item.publisher],
    [t.isbn, item.isbn],
    [t.extent, item.extent],
    [t.series, [item.series, item.volume].filter((s) => s !== '').join(', ')],
    [t.place, item.place],
    [
      t.keywords,
      item.keywords.length > 0 &&
        linked(
          item.keywords,
          (k) => k,
          (k) => searchPath({ q: k }),
        ),
    ],
    [
      t.approval,
      item.approval &&
        [
          item.approval.by,
          item.approval.position,
          item.approval.documentNumber,
          item.approval.date === '' ? '' : partial(text, item.approval.date),
        ]
          .filter((s) => s !== '')
          .join(', '),
    ],
    [t.unit, item.unit && <a href={unitPath(item.unit.code)}>{item.unit.name}</a>],
    [t.published, item.publishedAt !== null && text.units.day(item.publishedAt)],
    [
      t.visits,
      item.visits !== null &&
        t.visitsUntil(text.units.count(item.visits.count), text.units.date(item.visits.day)),
    ],
    [
      t.source,
      isAddress(item.source) ? (
        <a href={item.source} rel="external">
          {item.source}
        </a>
      ) : (
        item.source
      ),
    ],
    [t.identifier, item.identifier],
  ];
};

/** A fact that is not known is left out, never written as missing. */
export const ItemFacts = ({ item }: { item: ItemView }): VNode => {
  const text = useText();
  const t = text.item;
  return (
    <dl class="facts">
      {rows(text, item)
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
