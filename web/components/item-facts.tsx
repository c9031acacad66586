import type { ComponentChildren, VNode } from 'preact';
import { audienceLabel } from '#server/domain/audience.ts';
import { languageLabel } from '#server/domain/language.ts';
import { rightsLabel } from '#server/domain/rights.ts';
import { subjectLabel } from '#server/domain/subject.ts';
import { validityLabel, type Validity } from '#server/domain/validity.ts';
import type { ItemView } from '../pages/view-types.ts';
import { audiencePath, searchPath, subjectPath, unitPath } from '../paths.ts';
import { vi } from '../text/vi.ts';

const t = vi.item;

const partial = (date: string): string => vi.units.date(date.slice(0, 10));

const validitySentence = (v: Validity): string => {
  const from = v.from === null ? '' : `, ${t.validFrom(partial(v.from))}`;
  const to = v.to === null ? '' : ` ${v.state === 'het' ? t.validFrom(partial(v.to)) : t.validTo(partial(v.to))}`;
  const head = v.state === 'het' ? `${validityLabel(v.state)}${to}` : `${validityLabel(v.state)}${from}${to}`;
  return v.reviewedAt === null ? head : `${head}. ${t.reviewed(partial(v.reviewedAt))}`;
};

const linked = (codes: readonly string[], label: (code: string) => string, href: (code: string) => string): ComponentChildren =>
  codes.map((code, i) => <>{i > 0 && ', '}<a href={href(code)}>{label(code)}</a></>);

const isAddress = (text: string): boolean => /^https?:\/\//u.test(text);

type Row = readonly [label: string, value: ComponentChildren];

/** The mandatory four first, always in this order (Điều 8 khoản 2 điểm c). */
const rows = (item: ItemView): readonly Row[] => [
  [t.compilers, item.compilers.join('; ')],
  [t.issued, [item.issued === null ? '' : vi.units.date(item.issued), item.edition].filter((s) => s !== '').join(', ')],
  [t.validity, validitySentence(item.validity)],
  [t.abstract, item.abstract],
  [t.subjects, item.subjects.length > 0 && linked(item.subjects, subjectLabel, subjectPath)],
  [t.audiences, item.audiences.length > 0 && linked(item.audiences, audienceLabel, audiencePath)],
  [t.language, languageLabel(item.language)],
  [t.rights, [rightsLabel(item.rights.kind), item.rights.note].filter((s) => s !== '').join('. ')],
  [t.altTitle, item.altTitle],
  [t.publisher, item.publisher],
  [t.isbn, item.isbn],
  [t.extent, item.extent],
  [t.series, [item.series, item.volume].filter((s) => s !== '').join(', ')],
  [t.place, item.place],
  [t.keywords, item.keywords.length > 0 && linked(item.keywords, (k) => k, (k) => searchPath({ q: k }))],
  [t.approval, item.approval && [item.approval.by, item.approval.position, item.approval.documentNumber, item.approval.date === '' ? '' : partial(item.approval.date)].filter((s) => s !== '').join(', ')],
  [t.unit, item.unit && <a href={unitPath(item.unit.code)}>{item.unit.name}</a>],
  [t.published, item.publishedAt !== null && vi.units.day(item.publishedAt)],
  [t.source, isAddress(item.source) ? <a href={item.source} rel="external">{item.source}</a> : item.source],
  [t.identifier, item.identifier],
];

/** A fact that is not known is left out, never written as missing. */
export const ItemFacts = ({ item }: { item: ItemView }): VNode => (
  <dl class="facts">
    {rows(item).filter(([, value]) => value !== '' && value !== false && value !== null).map(([label, value]) => <><dt>{label}</dt><dd class={label === t.abstract ? 'lines' : undefined}>{value}</dd></>)}
  </dl>
);
