import { isContentsPage } from './contents-page.ts';
import { share, Tally, type Evidence } from './evidence.ts';
import type { Lexicon } from './lexicon.ts';
import type { QueryForm } from './query-form.ts';
import type { TokenList } from './token-list.ts';

/**
 * Step 2 of a search: the exact score of a candidate passage (docs/search.md), the same code for
 * every engine. BM25 over folded syllables and pairs, plus small parts for heading, runs of three
 * and agreeing tones.
 */
export const K1 = 0.6;
export const B = 0.85;
const HEADING = 0.3;
const RUN_OF_THREE = 0.3;
const TONES_LONG = 0.1;
const TONES_SHORT = 0.6;
const SHORT_QUERY = 4;
/** Of a question's words that a passage lacks, those that stand in the item's title count. */
const IN_TITLE = 0.5;
/** "… là gì": where the word is followed by "là", it is defined. */
const DEFINED = 2;
/** The Điều that a question names stands in the heading. */
const NAMED_PROVISION = 1;

export interface CorpusStatistics {
  readonly passages: number;
  /** Mean tokens per passage, breaks not counted. */
  readonly averageLength: number;
  /** Passages that hold the folded syllable or pair. */
  readonly documentFrequency: (term: string) => number;
}

export const idf = (passages: number, n: number): number =>
  Math.log(1 + (passages - n + 0.5) / (n + 0.5));

export interface PassageScore {
  readonly score: number;
  /** Share of the query's different syllables that stand in the passage, 0–1. */
  readonly coverage: number;
  /** Different pairs of the query that stand in the passage. */
  readonly pairs: number;
  /** All quoted phrases stand in the passage. */
  readonly phrasesFit: boolean;
  /** The query's whole run of syllables stands in the heading; it is the whole heading. */
  readonly inHeading: boolean;
  readonly isHeading: boolean;
  /** It lists what stands elsewhere: a page of contents. */
  readonly isContents: boolean;
  /** What the learned order looks at. */
  readonly evidence: Evidence;
}

/** A syllable of the question or of the words added to it. */
interface Slot {
  /** Weighted. */
  idf: number;
  /** Weighted, for each tone that agrees; 0 where tones say nothing. */
  tone: number;
  /** How much of an occurrence with other tones counts. */
  readonly other: number;
  /** Tone ids that agree with what is looked for. */
  readonly tones: Set<number>;
}

interface Phrase {
  readonly ids: readonly number[];
  readonly toned: boolean;
}

/** Words that are looked for besides the question's own. */
export interface Part {
  readonly form: QueryForm;
  /** How much they count beside the question's own. */
  readonly weight: number;
}

/** What an item is called, folded word by word. */
export interface Title {
  readonly titleWords: readonly string[];
}

/** Where "là" stands in "… là gì", "… được hiểu là gì"; -1 where nothing is to be defined. */
const definitionAt = (folded: readonly string[]): number => {
  const gi = folded.lastIndexOf('gi');
  return gi >= 3 && folded[gi - 1] === 'la' ? gi - 1 : -1;
};

/** Where the number of an Điều stands; -1 where none is named. */
const provisionIn = (folded: readonly string[]): number =>
  folded.findIndex((word, i) => i > 0 && folded[i - 1] === 'dieu' && /^\d{1,3}[a-z]?$/u.test(word));

/** What each occurrence with other tones than those read or typed counts. */
const OTHER_TONES = 0.5;
const toneShare = (form: QueryForm): number =>
  !form.toned ? 0 : form.syllables.length <= SHORT_QUERY ? TONES_SHORT : TONES_LONG;

/**
 * A query made ready for one lexicon and corpus; `score` may then be called for thousands of
 * passages.
 */
export class PassageScorer {
  readonly #lexicon: Lexicon;
  readonly #corpus: CorpusStatistics;
  readonly #averageLength: number;
  readonly #slots: Slot[] = [];
  readonly #slotByFold = new Map<string, number>();
  /** Slot + 1 by folded id. */
  readonly #slotOf: Int16Array;
  /** Slots of the question itself: they come first. */
  readonly #own: number;
  /** Slot of each query position. */
  readonly #sequence: readonly number[];
  /** Weighted idf by slots of a pair, and of a run of three. */
  readonly #pairIdf = new Map<number, number>();
  readonly #triples = new Map<number, number>();
  /** Those of the question itself. */
  readonly #ownPairs: ReadonlyMap<number, number>;
  readonly #ownTriples: ReadonlyMap<number, number>;
  /** Rarity of all the question's words, pairs and runs together. */
  readonly #whole: Readonly<Record<'syllables' | 'pairs' | 'triples' | 'rarestPair', number>>;
  readonly #phrases: Phrase[];
  /** Run of three that defines what is asked for; -1 for none. */
  readonly #definition: number;
  /** Pair of an Điều and its number; -1 for none. */
  readonly #provision: number;
  readonly #titles = new WeakMap<object, readonly number[]>();
  readonly #exact: boolean;
  readonly #tf: Float64Array;
  readonly #pairTf = new Map<number, number>();

  constructor(
    form: QueryForm,
    lexicon: Lexicon,
    corpus: CorpusStatistics,
    exact: boolean,
    parts: readonly Part[] = [],
  ) {
    this.#lexicon = lexicon;
    this.#corpus = corpus;
    this.#averageLength = Math.max(corpus.averageLength, 1);
    this.#exact = exact;
    this.#slotOf = new Int16Array(lexicon.foldCount);
    this.#sequence = this.#slotsFor(form, 1);
    this.#own = this.#slots.length;
    const sequences = parts.map((part) => this.#slotsFor(part.form, part.weight));
    this.#readPairs(form, this.#sequence, 1);
    this.#ownPairs = new Map(this.#pairIdf);
    this.#ownTriples = new Map(this.#triples);
    const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
    this.#whole = {
      syllables: sum(this.#slots.slice(0, this.#own).map((slot) => slot.idf)),
      pairs: sum(this.#ownPairs.values()),
      triples: sum(this.#ownTriples.values()),
      rarestPair: Math.max(0, ...this.#ownPairs.values()),
    };
    parts.forEach((part, i) => this.#readPairs(part.form, sequences[i]!, part.weight));
    this.#definition = this.#runAt(definitionAt(form.folded), 3);
    this.#provision = this.#runAt(provisionIn(form.folded), 2);
    this.#tf = new Float64Array(this.#slots.length);
    this.#phrases = form.phrases.map((p) => ({
      toned: p.toned || exact,
      ids: p.keys.map(
        (k) => (p.toned ? lexicon.toneId(k) : exact ? lexicon.toneId(k) : lexicon.foldId(k)) ?? -1,
      ),
    }));
  }

  /** The slots of a form's syllables, each in its place; what several look for counts for each. */
  #slotsFor(form: QueryForm, weight: number): number[] {
    const seen = new Set<number>();
    const tone = toneShare(form);
    return form.folded.map((folded, i) => {
      let at = this.#slotByFold.get(folded);
      if (at === undefined) {
        at = this.#slots.length;
        this.#slotByFold.set(folded, at);
        this.#slots.push({
          idf: 0,
          tone: 0,
          other: form.toned ? OTHER_TONES : 1,
          tones: new Set(),
        });
        const foldId = this.#lexicon.foldId(folded);
        if (foldId !== undefined) this.#slotOf[foldId] = at + 1;
      }
      const slot = this.#slots[at]!;
      if (!seen.has(at)) {
        const rarity = this.#idf(folded) * weight;
        slot.idf += rarity;
        slot.tone += tone * rarity;
        seen.add(at);
      }
      const toneId = this.#lexicon.toneId(form.syllables[i]!);
      if (toneId !== undefined) slot.tones.add(toneId);
      return at;
    });
  }

  /** The key of a run of slots that ends at a position of the question; -1 for none. */
  #runAt(end: number, length: number): number {
    if (end < length - 1) return -1;
    const run = this.#sequence.slice(end - length + 1, end + 1);
    return run.reduce((key, slot) => key * this.#slots.length + slot, 0);
  }

  #idf(term: string): number {
    return idf(this.#corpus.passages, this.#corpus.documentFrequency(term));
  }

  #readPairs(form: QueryForm, sequence: readonly number[], weight: number): void {
    const [width, idfs] = [this.#slots.length, form.pairs.map((pair) => this.#idf(pair) * weight)];
    const [pairs, triples] = [new Map<number, number>(), new Map<number, number>()];
    form.pairs.forEach((_, i) => {
      pairs.set(sequence[i]! * width + sequence[i + 1]!, idfs[i]!);
      if (i === 0) return;
      const key = (sequence[i - 1]! * width + sequence[i]!) * width + sequence[i + 1]!;
      triples.set(key, Math.max(idfs[i - 1]!, idfs[i]!));
    });
    for (const [key, value] of pairs) this.#pairIdf.set(key, (this.#pairIdf.get(key) ?? 0) + value);
    for (const [key, value] of triples)
      this.#triples.set(key, (this.#triples.get(key) ?? 0) + value);
  }

  /** Own slots whose words stand in a title. */
  #slotsInTitle(title: Title): readonly number[] {
    const known = this.#titles.get(title);
    if (known !== undefined) return known;
    const slots = new Set(
      title.titleWords.flatMap((word) => {
        const slot = this.#slotByFold.get(word);
        return slot === undefined || slot >= this.#own ? [] : [slot];
      }),
    );
    this.#titles.set(title, [...slots]);
    return [...slots];
  }

  /** Own slots whose words stand in the title, or in the outline's names above the passage. */
  #slotsAround({ path }: TokenList, title: Title | null): readonly number[] {
    const inTitle = title === null ? [] : this.#slotsInTitle(title);
    if (path.length === 0) return inTitle;
    const { foldOf } = this.#lexicon;
    const slots = new Set(inTitle);
    for (const id of path) {
      const slot = (this.#slotOf[foldOf[id]!] ?? 0) - 1;
      if (slot >= 0 && slot < this.#own) slots.add(slot);
    }
    return [...slots];
  }

  /**
   * Scores one passage's token list; 0 when nothing of the query stands in it.
   * @param title what its item is called
   */
  score(list: TokenList, title: Title | null = null): PassageScore {
    const { ids, headingLength } = list;
    const foldOf = this.#lexicon.foldOf;
    const width = this.#slots.length;
    const tf = this.#tf.fill(0);
    this.#pairTf.clear();
    const tally = new Tally();
    let before = -1;
    let beforeThat = -1;
    let shareBefore = 1;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i]!;
      if (id === 0) {
        beforeThat = before = -1;
        tally.run = 0;
        continue;
      }
      const slot = (this.#slotOf[foldOf[id]!] ?? 0) - 1;
      tally.count(slot >= 0 && slot < this.#own, i < headingLength);
      const agrees = slot >= 0 && this.#slots[slot]!.tones.has(id);
      if (slot < 0 || (this.#exact && !agrees)) {
        beforeThat = before = -1;
        continue;
      }
      const counts = agrees ? 1 : this.#slots[slot]!.other;
      tf[slot]! += counts;
      if (agrees) tally.toneFound.add(slot);
      if (i < headingLength) tally.inHeading.add(slot);
      if (before >= 0) {
        const pair = before * width + slot;
        if (pair === this.#provision && i < headingLength) tally.isProvision = true;
        if (this.#pairIdf.has(pair))
          this.#pairTf.set(pair, (this.#pairTf.get(pair) ?? 0) + counts * shareBefore);
        if (beforeThat >= 0) {
          const triple = (beforeThat * width + before) * width + slot;
          if (this.#triples.has(triple)) tally.triplesFound.add(triple);
        }
      }
      beforeThat = before;
      before = slot;
      shareBefore = counts;
    }
    return this.#sum(list, tally, title);
  }

  /** What stands of the question besides single words and pairs. */
  #lifts({ isProvision, triplesFound }: Tally, inTitle: readonly number[]): number {
    let more = isProvision ? NAMED_PROVISION * (K1 + 1) * this.#pairIdf.get(this.#provision)! : 0;
    if (triplesFound.has(this.#definition)) more += DEFINED * this.#triples.get(this.#definition)!;
    for (const slot of inTitle) if (this.#tf[slot] === 0) more += IN_TITLE * this.#slots[slot]!.idf;
    for (const triple of triplesFound) more += RUN_OF_THREE * this.#triples.get(triple)!;
    return more;
  }

  #sum(list: TokenList, tally: Tally, title: Title | null): PassageScore {
    const norm = K1 * (1 - B + (B * tally.length) / this.#averageLength);
    const { inHeading, toneFound } = tally;
    let [score, found, ownInHeading] = [0, 0, 0];
    this.#slots.forEach((slot, i) => {
      const tf = this.#tf[i]!;
      if (tf === 0) return;
      if (i < this.#own) found++;
      score += (slot.idf * (K1 + 1) * tf) / (tf + norm);
      if (inHeading.has(i)) {
        score += HEADING * (K1 + 1) * slot.idf;
        if (i < this.#own) ownInHeading++;
      }
      if (toneFound.has(i)) score += slot.tone;
    });
    for (const [pair, tf] of this.#pairTf)
      score += (this.#pairIdf.get(pair)! * (K1 + 1) * tf) / (tf + norm);
    const inTitle = this.#slotsAround(list, title);
    if (score > 0) score += this.#lifts(tally, inTitle);
    const headingRun =
      found > 0 &&
      this.#sequence.length > 0 &&
      ownInHeading === this.#own &&
      this.#runInHeading(list);
    return {
      score,
      coverage: share(found, this.#own),
      pairs: this.#pairTf.size,
      phrasesFit: this.#phrases.every((phrase) => this.#holdsPhrase(list.ids, phrase)),
      inHeading: headingRun,
      isHeading: headingRun && list.headingLength <= this.#sequence.length + 1,
      isContents: score > 0 && isContentsPage(list, this.#lexicon),
      evidence: this.#evidence(tally, inTitle, score),
    };
  }

  #evidence(tally: Tally, inTitle: readonly number[], score: number): Evidence {
    let [found, tones, heading, titled, added] = [0, 0, 0, 0, 0];
    this.#slots.forEach(({ idf: rarity }, i) => {
      if (this.#tf[i] === 0) return;
      if (i >= this.#own) added += rarity;
      else {
        found += rarity;
        if (tally.toneFound.has(i)) tones += rarity;
        if (tally.inHeading.has(i)) heading += rarity;
      }
    });
    for (const slot of inTitle) if (this.#tf[slot] === 0) titled += this.#slots[slot]!.idf;
    let [pairs, rarest, triples] = [0, 0, 0];
    for (const pair of this.#pairTf.keys()) {
      const rarity = this.#ownPairs.get(pair) ?? 0;
      pairs += rarity;
      if (rarity > rarest) rarest = rarity;
    }
    for (const triple of tally.triplesFound) triples += this.#ownTriples.get(triple) ?? 0;
    const whole = this.#whole;
    return {
      syllables: share(found, whole.syllables),
      pairs: share(pairs, whole.pairs),
      triples: share(triples, whole.triples),
      tones: share(tones, whole.syllables),
      inHeading: share(heading, whole.syllables),
      withTitle: share(found + titled, whole.syllables),
      headingExplained: share(tally.ownOfHeading, tally.headingLength),
      headingLength: tally.headingLength,
      length: tally.length,
      density: share(tally.own, tally.length),
      longestRun: tally.longestRun,
      firstAt: tally.firstAt < 0 ? 1 : share(tally.firstAt, tally.length),
      rarestPair: share(rarest, whole.rarestPair),
      added: share(added, whole.syllables),
      perSyllable: share(score, this.#sequence.length * idf(this.#corpus.passages, 0)),
    };
  }

  #runInHeading({ ids, headingLength }: TokenList): boolean {
    const foldOf = this.#lexicon.foldOf;
    for (let i = 0; i + this.#sequence.length <= headingLength; i++) {
      if (this.#sequence.every((slot, j) => (this.#slotOf[foldOf[ids[i + j]!]!] ?? 0) - 1 === slot))
        return true;
    }
    return false;
  }

  #holdsPhrase(ids: Uint32Array, phrase: Phrase): boolean {
    const foldOf = this.#lexicon.foldOf;
    const at = (i: number): number => (phrase.toned ? ids[i]! : foldOf[ids[i]!]!);
    for (let i = 0; i + phrase.ids.length <= ids.length; i++) {
      if (phrase.ids.every((id, j) => ids[i + j] !== 0 && at(i + j) === id)) return true;
    }
    return false;
  }
}

/**
 * Without any pair of the query a passage must hold most of its words: scattered syllables are
 * about something else.
 */
const COVERAGE_WITHOUT_PAIR = 0.6;
export const isAboutQuery = (score: PassageScore): boolean =>
  score.score > 0 && (score.pairs > 0 || score.coverage >= COVERAGE_WITHOUT_PAIR);

/**
 * What lifts a hit in the record (passage 0) over a hit in a body: the whole title, a run of it,
 * every word of the query.
 */
export function recordLift(score: PassageScore): number {
  if (score.isHeading) return 3;
  if (score.inHeading) return 2;
  return score.coverage === 1 ? 1.5 : 1;
}
