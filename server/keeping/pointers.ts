import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import type { Item } from '#server/items/item.ts';
import type { AudienceEntry } from '#server/vocabulary/audience.ts';
import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import type { GenreEntry } from '#server/vocabulary/genre.ts';
import { isSubSubject, type SubSubjectEntry } from '#server/vocabulary/sub-subject.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { findTerm } from '#server/vocabulary/term.ts';
import { vocabularyOf, type Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { ShelfRecord } from './shelf-record.ts';

/** What a record may point to that must be there; bytes of files are looked for by `checkShelf`. */
export type PointedTo = 'unit' | 'genre' | 'audience' | 'subject' | 'law';

/** A record that names something that is not there. */
export interface DanglingPointer {
  /** The record: an item, an account or a unit, by its id. */
  readonly of: string;
  readonly to: PointedTo;
  readonly value: string;
}

/** An entry of the lists that items choose from. */
type ChoiceEntry = GenreEntry | AudienceEntry | SubSubjectEntry;

const isChoice = (entry: AuthorityEntry): entry is ChoiceEntry =>
  entry.list === 'genre' || entry.list === 'audience' || entry.list === 'sub-subject';

/**
 * Sees the records of a whole shelf in the order of `SHELF_RECORD_KINDS`, in which what is pointed to
 * comes before what points to it; units alone may name later ones.
 */
export class Pointers {
  readonly #units = new Map<string, readonly string[]>();
  readonly #laws = new Set<string>();
  readonly #choices: ChoiceEntry[] = [];
  readonly #dangling: DanglingPointer[] = [];
  #vocabulary: Vocabulary | null = null;

  see(record: ShelfRecord): void {
    switch (record.kind) {
      case 'unit': {
        const { id, parentId, successorId } = record.value;
        this.#units.set(
          id,
          [parentId, successorId].filter((other) => other !== null),
        );
        break;
      }
      case 'account':
        this.#unitOf(record.value.id, record.value.unitId);
        break;
      case 'kept': {
        const entry = record.value.versions.at(-1);
        if (entry !== undefined && isChoice(entry)) this.#choices.push(entry);
        break;
      }
      case 'law':
        this.#laws.add(record.value.key);
        break;
      case 'item':
        this.#pointersOf(record.value.item);
        break;
      default:
    }
  }

  /** After the last record. */
  dangling(): DanglingPointer[] {
    const ofUnits = [...this.#units].flatMap(([of, named]) =>
      named
        .filter((value) => !this.#units.has(value))
        .map((value) => ({ of, to: 'unit', value }) as const),
    );
    return [...ofUnits, ...this.#dangling];
  }

  #add(of: string, to: PointedTo, value: string): void {
    this.#dangling.push({ of, to, value });
  }

  /** All entries come before the first item. */
  #words(): Vocabulary {
    const of = <List extends ChoiceEntry['list']>(list: List) =>
      this.#choices.filter(
        (entry): entry is Extract<ChoiceEntry, { list: List }> => entry.list === list,
      );
    return (this.#vocabulary ??= vocabularyOf(of('genre'), of('audience'), of('sub-subject')));
  }

  #unitOf(of: string, unitId: string): void {
    if (!this.#units.has(unitId)) this.#add(of, 'unit', unitId);
  }

  #pointersOf({ id, unitId, genre, audiences, subjects, lawRefs }: Item): void {
    const words = this.#words();
    this.#unitOf(id, unitId);
    if (genre !== '' && !findTerm(words.genres, genre)) this.#add(id, 'genre', genre);
    for (const code of audiences)
      if (!findTerm(words.audiences, code)) this.#add(id, 'audience', code);
    for (const code of subjects) {
      const isThere = isSubSubject(code)
        ? words.parts.some((part) => part.id === code)
        : findSubject(code) !== undefined;
      if (!isThere) this.#add(id, 'subject', code);
    }
    for (const { number } of lawRefs)
      if (!this.#laws.has(lawNumberKey(number))) this.#add(id, 'law', number);
  }
}
