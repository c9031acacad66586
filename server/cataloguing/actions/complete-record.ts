import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { messages } from '#server/cataloguing/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { RECORD_LABELS } from '#server/items/record-labels.ts';
import type { GuessedField, ItemRecord, Passage } from '#server/items/item.ts';
import type { FileMetadata } from '#server/items/extraction.ts';
import { languageOfTag } from '#server/base/language.ts';
import { parsePartialDate } from '#server/base/partial-date.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { EMPTY_RECORD } from '#server/items/record-rules.ts';

/**
 * Content on legal dissemination itself, where nothing in the text points elsewhere: Xây dựng pháp
 * luật và thi hành pháp luật.
 */
const SUBJECT_OF_DISSEMINATION = '44';
const LONGEST_ABSTRACT = 400;

export interface CompletedRecord {
  readonly record: ItemRecord;
  /**
   * Vietnamese names of the mandatory fields that were not given and are proposals from the file.
   */
  readonly proposed: readonly string[];
  /** The same as fields of the record: nobody has confirmed them. */
  readonly guessed: readonly GuessedField[];
  /** Those of them that stand nowhere in the file: made up from its name, its date, its kind. */
  readonly madeUp: readonly GuessedField[];
}

/** A value for a field, and whether the file itself says so. */
interface Proposal<T> {
  readonly value: T;
  readonly isSaid: boolean;
}

/** What the file says, or what is made up in its place. */
const saidOr = <T>(said: T | null | undefined | '', madeUp: () => T): Proposal<T> =>
  said === null || said === undefined || said === ''
    ? { value: madeUp(), isSaid: false }
    : { value: said, isSaid: true };

export interface KnownOfFile {
  readonly fileName: string;
  readonly metadata: FileMetadata;
  readonly passages: readonly Pick<Passage, 'text'>[];
  /** Genre that the kind of file suggests. */
  readonly genre: string;
  /** When the file was last changed, ISO. */
  readonly modifiedAt: string;
  readonly shelfUnit: string;
}

/** The first passages: enough to introduce the contents. */
const openingOf = ({ passages }: Pick<KnownOfFile, 'passages'>): string =>
  passages
    .slice(0, 5)
    .map((p) => p.text)
    .join('\n\n');

/**
 * What a draft is called in the queue until somebody has looked: the file's own title in place of
 * its name. All else is proposed to a person.
 */
export function titleOfDraft(
  record: Pick<ItemRecord, 'title'>,
  { fileName, metadata }: Pick<KnownOfFile, 'fileName' | 'metadata'>,
): string {
  const title = usableTitle(metadata.title);
  return title !== null && record.title === titleFromName(fileName) ? title : record.title;
}

/** Fills what a sheet row leaves open from the file itself; a person confirms it later. */
export function completeRecord(given: Partial<ItemRecord>, known: KnownOfFile): CompletedRecord {
  const proposed: string[] = [];
  const guessed: GuessedField[] = [];
  const madeUp: GuessedField[] = [];
  const take = <T>(
    field: GuessedField,
    name: string,
    value: T | undefined,
    propose: () => Proposal<T>,
  ): T => {
    if (value !== undefined) return value;
    proposed.push(name.toLowerCase());
    guessed.push(field);
    const proposal = propose();
    if (!proposal.isSaid) madeUp.push(field);
    return proposal.value;
  };
  const { metadata } = known;
  const text = openingOf(known);
  const title = take('title', FIELD_LABELS.name, given.title, () =>
    saidOr(usableTitle(metadata.title), () => titleFromName(known.fileName)),
  );
  const language = given.language ?? languageOfTag(metadata.language, text);
  return {
    proposed,
    guessed,
    madeUp,
    record: {
      ...EMPTY_RECORD,
      ...given,
      title,
      language,
      genre: take('genre', RECORD_LABELS.genre, given.genre, () => saidOr(null, () => known.genre)),
      compilers: take('compilers', RECORD_LABELS.compilers, given.compilers, () =>
        saidOr(metadata.creators.length > 0 ? [...metadata.creators] : null, () => [
          known.shelfUnit,
        ]),
      ),
      publisher: given.publisher ?? metadata.publisher ?? '',
      issued: take('issued', 'thời gian phát hành', given.issued, () =>
        saidOr(metadata.issued && parsePartialDate(metadata.issued), () =>
          dayInVietnam(known.modifiedAt).slice(0, 4),
        ),
      ),
      abstract: take('abstract', 'giới thiệu', given.abstract, () =>
        saidOr(metadata.description?.trim() || firstSentences(text), () =>
          messages.itemCalled(title),
        ),
      ),
      subjects: take('subjects', RECORD_LABELS.subjects, given.subjects, () =>
        saidOr(null, () => [proposeSubject(`${title} ${text}`)]),
      ),
    },
  };
}

/** A title that says something; programs write many that do not. */
export const usableTitle = (title: string | null): string | null =>
  title === null ||
  title.trim().length < 4 ||
  /^(?:untitled|microsoft word|document\d*|slide \d|.*\.(?:docx?|pdf|indd|cdr)$)/iu.test(
    title.trim(),
  )
    ? null
    : title.trim();

/** A title from a file's name, when the file says none. */
export const titleFromName = (name: string): string =>
  name
    .replace(/\.[^.]{1,5}$/u, '')
    .replace(/[_]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim() || name;

/** Whole sentences from the beginning of a text. */
export const firstSentences = (text: string): string => {
  const flat = text.replace(/\s+/gu, ' ').trim();
  if (flat.length <= LONGEST_ABSTRACT) return flat;
  const end = flat.lastIndexOf('. ', LONGEST_ABSTRACT);
  return end > 80
    ? flat.slice(0, end + 1)
    : `${flat.slice(0, flat.lastIndexOf(' ', LONGEST_ABSTRACT))} …`;
};

/** The subject whose name's parts stand most often in the text. */
function proposeSubject(text: string): string {
  const folded = ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const scored = SUBJECTS.map(({ code, label }) => {
    const parts = label
      .split(/[,-]/u)
      .map((part) => ` ${fold(part).trim()} `)
      .filter((part) => part.length > 5);
    return { code, n: parts.reduce((sum, part) => sum + folded.split(part).length - 1, 0) };
  }).toSorted((a, b) => b.n - a.n);
  return scored[0] !== undefined && scored[0].n > 0 ? scored[0].code : SUBJECT_OF_DISSEMINATION;
}
