import { LANGUAGES } from '#server/base/language.ts';
import type { Unit } from '#server/people/unit.ts';
import { GENRE_KIND_NAMES, GENRE_KINDS } from '#server/vocabulary/genre.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { isShown } from '#server/vocabulary/term.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { SET_GROUPS, setSpec } from '../harvest-sets.ts';

/** Names of all sets there may be, by their specs. Hidden terms have none. */
export function setNames(
  { genres, parts }: Vocabulary,
  units: readonly Unit[],
): ReadonlyMap<string, string> {
  return new Map<string, string>([
    ...SET_GROUPS,
    ...GENRE_KINDS.map(
      (kind) => [setSpec('noi-dung', kind), `Điểm ${kind}: ${GENRE_KIND_NAMES[kind]}`] as const,
    ),
    ...genres.all
      .filter(isShown)
      .map(({ code, label }) => [setSpec('the-loai', code), label] as const),
    ...SUBJECTS.map(({ code, label }) => [setSpec('chu-de', code), label] as const),
    ...parts
      .filter(({ value }) => !value.hidden)
      .map(({ id, value }) => [setSpec('chu-de', id), value.name] as const),
    ...units.map(({ code, name }) => [setSpec('don-vi', code), name] as const),
    ...LANGUAGES.map(({ code, label }) => [setSpec('ngon-ngu', code), label] as const),
  ]);
}

/** The name of a set; one whose term is gone goes by its own last part. */
export const nameOfSet = (names: ReadonlyMap<string, string>, spec: string): string =>
  names.get(spec) ?? spec.split(':').at(-1)!;
