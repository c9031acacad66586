import type { ForeignTerms } from '#server/tables/sheet.ts';
import {
  askRepository,
  oaiAddress,
  type AskRepositoryDeps,
  type OaiAnswer,
} from '../actions/ask-repository.ts';
import { choosePrefix } from '../actions/test-source.ts';
import type { ImportSource, SourceState } from '../import-source.ts';
import { messages } from '../messages.ts';
import type { OaiPage, OaiRecord } from '../oai-page.ts';

export interface CollectDeps extends AskRepositoryDeps {
  readonly sleep: (ms: number, stopping: AbortSignal) => Promise<void>;
}

/** How collecting ended, with what came until then. */
export interface Collected {
  readonly records: readonly OaiRecord[];
  /** `partial`: more is to come, or the source turns in circles. */
  readonly end: 'whole' | 'partial' | 'failed';
  /** A Vietnamese sentence; empty when there is nothing to say. */
  readonly note: string;
  /** Asking again later may help. */
  readonly again: boolean;
  /** Milliseconds that the repository wants to be left alone before that. */
  readonly wait: number;
  readonly since: string | null;
  readonly resume: SourceState['resume'];
}

/** One request at a time, and this long between them. */
const PAUSE_MS = 1_000;
/** After the first, second … answer that failed and may pass. */
const BACK_OFF_MS = [2_000, 5_000, 15_000, 60_000] as const;
/** Who asks to be left alone for longer is asked again by another job. */
const LONGEST_WAIT_MS = 2 * 60_000;
/** As many as one import takes. */
const MOST_RECORDS = 20_000;
const MOST_SIGNS = 48 * 2 ** 20;
const MOST_PAGES = 20_000;
/** Pages in a row that bring nothing new: then the list has no end. */
const MOST_IDLE = 3;
const MOST_RESTARTS = 3;
/** Where the repository does not tell the time: its clock and ours may differ by so much. */
const CLOCKS_MS = 24 * 3_600_000;

const signsOf = ({ record }: OaiRecord): number =>
  Object.values(record?.cells ?? {}).reduce((sum, cell) => sum + cell.length, 0);

/** `from` as the repository's granularity has it. */
export const fromParam = (since: string | null, granularity: 'day' | 'second'): string =>
  since === null ? '' : granularity === 'day' ? since.slice(0, 10) : `${since.slice(0, 19)}Z`;

interface List {
  readonly prefix: string;
  readonly granularity: 'day' | 'second';
}

/** Collects what a repository has since the last time; nothing of it is written anywhere. */
class Collecting {
  readonly #deps: CollectDeps;
  readonly #source: ImportSource;
  readonly #state: SourceState;
  readonly #terms: ForeignTerms;
  readonly #stopping: AbortSignal;
  readonly #records = new Map<string, OaiRecord>();
  readonly #used = new Set<string>();
  #signs = 0;
  #pages = 0;
  #idle = 0;
  #restarts = 0;
  #startedAt: string | null;
  #last: string | null = null;
  #ascending = true;
  #from: string | null;

  constructor(
    deps: CollectDeps,
    source: ImportSource,
    state: SourceState,
    terms: ForeignTerms,
    stopping: AbortSignal,
  ) {
    this.#deps = deps;
    this.#source = source;
    this.#state = state;
    this.#terms = terms;
    this.#stopping = stopping;
    this.#startedAt = state.resume?.startedAt ?? null;
    this.#from = state.resume?.from ?? state.since;
  }

  /** Asks until there is an answer that counts, politely. */
  async #ask(params: Readonly<Record<string, string>>): Promise<OaiAnswer> {
    const address = oaiAddress(this.#source.address, params);
    for (let tries = 0; ; tries++) {
      const answer = await askRepository(this.#deps, address, this.#terms, this.#stopping);
      if ('page' in answer || answer.again !== 'soon') return answer;
      const wait = Math.max(answer.wait ?? 0, BACK_OFF_MS[tries] ?? 0);
      if (tries >= BACK_OFF_MS.length || wait > LONGEST_WAIT_MS) return answer;
      await this.#deps.sleep(wait, this.#stopping);
    }
  }

  /** Records that are new or other than before; the number of them. */
  #take(page: OaiPage): number {
    let fresh = 0;
    for (const record of page.records) {
      const key = record.id.startsWith('?') ? `${record.id} ${this.#pages}` : record.id;
      const before = this.#records.get(key);
      if (before === undefined || before.stamp !== record.stamp) {
        fresh++;
        this.#signs += signsOf(record);
        this.#records.set(key, record);
      }
      if (record.stamp !== null) {
        this.#ascending &&= this.#last === null || record.stamp >= this.#last;
        this.#last = record.stamp;
      }
    }
    return fresh;
  }

  #end(end: Collected['end'], note = '', more: Partial<Collected> = {}): Collected {
    const whole = end === 'whole';
    return {
      records: [...this.#records.values()],
      end,
      note,
      again: false,
      wait: 0,
      since: whole ? this.#startedAt : this.#state.since,
      resume: whole ? null : this.#state.resume,
      ...more,
    };
  }

  /** Which list to ask for; a fault where the repository has none of it. */
  async #list(): Promise<List | Collected> {
    const identify = await this.#ask({ verb: 'Identify' });
    if ('fault' in identify)
      return this.#end('failed', messages.sourceFailed(identify.fault), {
        again: identify.again !== 'never',
      });
    const { repository } = identify.page;
    if (repository === null)
      return this.#end('failed', messages.sourceFailed(messages.notRepository(identify.page)));
    const listed = await this.#ask({ verb: 'ListMetadataFormats' });
    if ('fault' in listed)
      return this.#end('failed', messages.sourceFailed(listed.fault), {
        again: listed.again !== 'never',
      });
    const prefix = choosePrefix(this.#source.prefix, listed.page.formats);
    return prefix === null
      ? this.#end(
          'failed',
          messages.sourceFailed(
            messages.noPrefix(this.#source.prefix, listed.page.formats.join(', ')),
          ),
        )
      : { prefix, granularity: repository.granularity };
  }

  #params(token: string | null, { prefix, granularity }: List): Record<string, string> {
    return token === null
      ? {
          verb: 'ListRecords',
          metadataPrefix: prefix,
          set: this.#source.set,
          from: fromParam(this.#from, granularity),
        }
      : { verb: 'ListRecords', resumptionToken: token };
  }

  /** An expired token: from the last stamp where they came in order, else all over again. */
  #restart(): boolean {
    if (this.#restarts++ >= MOST_RESTARTS) return false;
    if (this.#ascending && this.#last !== null) this.#from = this.#last;
    return true;
  }

  #answered(page: OaiPage, token: string | null): Collected | 'again' | null {
    if (page.error === null) return null;
    const { code, text } = page.error;
    if (code === 'noRecordsMatch') {
      this.#startedAt ??= page.responseDate ?? this.#earlier();
      return this.#end('whole');
    }
    if (code === 'badResumptionToken' && token !== null && this.#restart()) return 'again';
    return this.#end('failed', messages.sourceFailed(messages.oaiError(code, text)));
  }

  #earlier(): string {
    return new Date(Date.parse(this.#deps.now()) - CLOCKS_MS).toISOString();
  }

  /** Whether the list ends here. */
  #ended(next: string | null, fresh: number): Collected | null {
    if (next === null) return this.#end('whole');
    this.#idle = fresh > 0 ? 0 : this.#idle + 1;
    if (fresh > 0) this.#restarts = 0;
    const circles = fresh === 0 && this.#used.has(next);
    if (circles || this.#idle >= MOST_IDLE || this.#pages >= MOST_PAGES)
      return this.#end('partial', messages.endlessList, { resume: null });
    this.#used.add(next);
    return this.#records.size >= MOST_RECORDS || this.#signs >= MOST_SIGNS
      ? this.#end('partial', messages.moreToCome, { resume: this.#resumeAt(next) })
      : null;
  }

  /** What came stays where the list can be gone on with; else it comes whole the next time. */
  #faulty(answer: Extract<OaiAnswer, { fault: string }>, token: string | null): Collected {
    const note = messages.sourceFailed(answer.fault);
    const more = { again: answer.again !== 'never', wait: answer.wait ?? 0 };
    const asksForPatience = more.wait > LONGEST_WAIT_MS && this.#records.size > 0;
    return token === null || !asksForPatience
      ? this.#end('failed', note, more)
      : this.#end('partial', note, { ...more, resume: this.#resumeAt(token) });
  }

  #resumeAt(token: string): SourceState['resume'] {
    const from = this.#ascending ? this.#last : this.#from;
    return { token, startedAt: this.#startedAt!, from };
  }

  async collect(): Promise<Collected> {
    const list = await this.#list();
    if ('records' in list) return list;
    for (let token = this.#state.resume?.token ?? null; ;) {
      await this.#deps.sleep(PAUSE_MS, this.#stopping);
      const answer = await this.#ask(this.#params(token, list));
      if ('fault' in answer) return this.#faulty(answer, token);
      const { page } = answer;
      const said = this.#answered(page, token);
      if (said === 'again') {
        token = null;
        continue;
      }
      if (said !== null) return said;
      this.#startedAt ??= page.responseDate ?? this.#earlier();
      this.#pages++;
      const ended = this.#ended(page.token, this.#take(page));
      if (ended !== null) return ended;
      token = page.token;
    }
  }
}

/**
 * Asks a repository for what is new or deleted since the last whole harvest, page by page, and
 * bounded in records, pages and patience. Throws only when the server is stopping.
 */
export const collectRecords = (
  deps: CollectDeps,
  source: ImportSource,
  state: SourceState,
  terms: ForeignTerms,
  stopping: AbortSignal,
): Promise<Collected> => new Collecting(deps, source, state, terms, stopping).collect();
