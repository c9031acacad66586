import type { PublicRecord } from './record/public-record.ts';

/**
 * The groups of sets. Their names are parts of addresses that others keep for years: none ever
 * changes. `noi-dung`: the five kinds of khoản 4 Điều 6 Quyết định 14/2019/QĐ-TTg.
 */
export const SET_GROUPS = [
  ['noi-dung', 'Loại nội dung theo khoản 4 Điều 6 Quyết định 14/2019/QĐ-TTg'],
  ['the-loai', 'Thể loại'],
  ['chu-de', 'Chủ đề'],
  ['don-vi', 'Đơn vị quản lý'],
  ['ngon-ngu', 'Ngôn ngữ'],
] as const;

export type SetGroup = (typeof SET_GROUPS)[number][0];

/** setSpec takes unreserved ASCII (OAI-PMH 2.0 §4.6): `đ` is `dd`, a sub-subject a part of its subject. */
const partOf = (code: string): string =>
  code
    .replaceAll('đ', 'dd')
    .replaceAll('.', ':')
    .replace(/[^\w:.!~*'()-]/gu, '-');

/** The name of a set: `chu-de:11:dat-o`. */
export const setSpec = (group: SetGroup, code: string): string => `${group}:${partOf(code)}`;

const withAncestors = (spec: string): string[] => {
  const parts = spec.split(':');
  return parts.map((_, i) => parts.slice(0, i + 1).join(':'));
};

/** The sets a record is in, ancestors included, sorted. */
export function setsOf(record: PublicRecord): string[] {
  const { genre, subjects, unit, language } = record;
  const own = [
    ...(genre === null ? [] : [setSpec('noi-dung', genre.kind), setSpec('the-loai', genre.code)]),
    ...subjects.map(({ code }) => setSpec('chu-de', code)),
    setSpec('don-vi', unit.code),
    setSpec('ngon-ngu', language.code),
  ];
  return [...new Set(own.flatMap(withAncestors))].toSorted();
}

/** Of these sets those that lie in no other of them. */
export const leafSets = (sets: readonly string[]): string[] =>
  sets.filter((spec) => !sets.some((other) => other.startsWith(`${spec}:`)));
