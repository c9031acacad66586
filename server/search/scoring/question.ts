import type { TonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import type { SearchQuery } from '../search-query.ts';
import { asTyped, pairsForQuestions, readQuestion, type Reading } from '../words/read-question.ts';
import { changedWords, KnownWords } from '../words/word-changes.ts';
import type { WordMatcher } from '../words/word-list.ts';
import type { CorpusStatistics, Part } from './score.ts';
import { PassageScorer } from './score.ts';
import type { ItemFacts } from './item-facts.ts';
import type { Lexicon } from './lexicon.ts';
import { inLearnedOrder, type OrderTrees } from './learned-order.ts';
import type { ScoredPassage } from './rank-items.ts';
import { readQuery, type QueryForm } from './query-form.ts';
import { isSubSubject, mainSubject } from '#server/vocabulary/sub-subject.ts';

/** Legal words that people did not say count so much beside those they said. */
const ADDED = 0.6;

/** Words looked for besides the question's own, in items of some subjects or in all. */
export interface AddedPart extends Part {
  readonly only: readonly string[];
}

/** A question as the engines search it. */
export interface Question {
  readonly reading: Reading;
  readonly form: QueryForm;
  readonly parts: readonly AddedPart[];
}

/** Every folded syllable and pair whose frequency a question asks for. */
export const termsOf = ({ form, parts }: Question): string[] => [
  ...new Set([form, ...parts.map((part) => part.form)].flatMap((f) => [...f.folded, ...f.pairs])),
];

/** Opens what is shipped beside the program, each asked for once. */
export interface ShippedData {
  /** Tone pairs of legal texts. */
  readonly pairs: () => TonePairs;
  readonly trees: () => OrderTrees;
}

/** Reads questions with what is shipped and what officials changed of it. */
export class QuestionReader {
  readonly #shipped: ShippedData;
  readonly #words = new KnownWords();
  #pairs: TonePairs | null = null;
  #pairsOf: WordMatcher | null = null;
  #trees: OrderTrees | null = null;
  #base: TonePairs | null = null;

  constructor(shipped: ShippedData) {
    this.#shipped = shipped;
  }

  #pairsFor(matcher: WordMatcher, query: SearchQuery): TonePairs {
    if (this.#pairs === null || this.#pairsOf !== matcher) {
      this.#pairs = pairsForQuestions(
        (this.#base ??= this.#shipped.pairs()),
        changedWords(query.words ?? []),
      );
      this.#pairsOf = matcher;
    }
    return this.#pairs;
  }

  #reading(query: SearchQuery, lexicon: Lexicon): Reading {
    if (query.exact || query.without === 'reading' || query.text.trim() === '')
      return asTyped(query.text);
    const words = this.#words.matcher(query.words);
    const reading = readQuestion(query.text, {
      isIndexed: (folded) => lexicon.foldId(folded) !== undefined,
      pairs: this.#pairsFor(words, query),
      words,
    });
    return query.without === 'words' ? { ...reading, added: [] } : reading;
  }

  /** What somebody types, as typed and with left-over keys decoded. */
  toSuggest(prefix: string, lexicon: Lexicon): string[] {
    const { text } = readQuestion(prefix, {
      isIndexed: (folded) => lexicon.foldId(folded) !== undefined,
      pairs: (this.#base ??= this.#shipped.pairs()),
      words: this.#words.matcher(),
    });
    return [prefix, text];
  }

  /** Candidates in the order that was learned, where it holds for the question. */
  inOrder(
    { form, parts }: Question,
    query: SearchQuery,
    scored: readonly ScoredPassage[],
  ): readonly ScoredPassage[] {
    if (query.exact || form.phrases.length > 0) return scored;
    this.#trees ??= this.#shipped.trees();
    return inLearnedOrder(this.#trees, scored, {
      syllables: form.syllables.length,
      hasAdded: parts.length > 0,
    });
  }

  read(query: SearchQuery, lexicon: Lexicon): Question {
    const reading = this.#reading(query, lexicon);
    return {
      reading,
      form: readQuery(reading.text),
      parts: reading.added.map(({ words, weight, only }) => ({
        form: readQuery(words),
        weight: weight * ADDED,
        only,
      })),
    };
  }
}

/** Scorers of one question: items of some subjects may be found by words that others are not. */
export class QuestionScorers {
  readonly #make: (parts: readonly Part[]) => PassageScorer;
  readonly #parts: readonly AddedPart[];
  readonly #bound: boolean;
  readonly #made = new Map<string, PassageScorer>();

  constructor(question: Question, lexicon: Lexicon, corpus: CorpusStatistics, exact: boolean) {
    this.#parts = question.parts;
    this.#bound = question.parts.some(({ only }) => only.length > 0);
    this.#make = (parts) => new PassageScorer(question.form, lexicon, corpus, exact, parts);
  }

  /** The scorer for passages of an item. */
  of({ filters }: ItemFacts): PassageScorer {
    const subjects = this.#bound
      ? new Set(filters.subjects.map((code) => (isSubSubject(code) ? mainSubject(code) : code)))
      : null;
    const fitting =
      subjects === null
        ? this.#parts
        : this.#parts.filter(
            ({ only }) => only.length === 0 || only.some((code) => subjects.has(code)),
          );
    const key = subjects === null ? '' : fitting.map((p) => this.#parts.indexOf(p)).join();
    const made = this.#made.get(key) ?? this.#make(fitting);
    this.#made.set(key, made);
    return made;
  }
}
