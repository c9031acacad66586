import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { FetchOptions, Fetched } from '#server/links/actions/fetch-address.ts';
import type { ForeignTerms } from '#server/tables/sheet.ts';
import { fetchFaultSentence, messages } from '../messages.ts';
import type { OaiPage } from '../oai-page.ts';

export interface AskRepositoryDeps {
  readonly fetch: (address: string, options: FetchOptions) => Promise<Fetched>;
  /** Reads an answer in the extraction child. */
  readonly readOaiPage: (request: {
    readonly path: string;
    readonly terms: ForeignTerms;
  }) => Promise<OaiPage>;
  readonly now: () => string;
}

export type OaiAnswer =
  | { readonly page: OaiPage }
  | {
      /** A Vietnamese sentence. */
      readonly fault: string;
      /** When asking again may help: in a moment, some hours later, or not at all. */
      readonly again: 'soon' | 'later' | 'never';
      /** Milliseconds the other side wants to be left alone; null when it does not say. */
      readonly wait: number | null;
    };

/** Of one answer; serious repositories give some hundred records at a time. */
const MOST_PAGE_BYTES = 64 * 2 ** 20;
/** However slowly it trickles. */
const PAGE_MS = 120_000;
const MAY_PASS = ['timeout', 'network', 'name', 'cut'];

/** `ListRecords` with its arguments behind a base URL, which may have a query of its own. */
export function oaiAddress(base: string, params: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(
    Object.entries(params).filter(([, value]) => value !== ''),
  ).toString();
  return `${base}${base.includes('?') ? '&' : '?'}${query}`;
}

/** Milliseconds that a `Retry-After` asks for: seconds or a date (RFC 9110 §10.2.3). */
export function waitAsked(retryAfter: string | null, now: string): number | null {
  if (retryAfter === null) return null;
  const seconds = /^\d{1,8}$/u.test(retryAfter.trim()) ? Number(retryAfter) * 1_000 : null;
  const until = seconds ?? Date.parse(retryAfter) - Date.parse(now);
  return Number.isFinite(until) ? Math.max(0, until) : null;
}

const fault = (
  sentence: string,
  again: 'soon' | 'later' | 'never',
  wait: number | null = null,
): OaiAnswer => ({
  fault: sentence,
  again,
  wait,
});

async function readAnswer(
  deps: AskRepositoryDeps,
  path: string,
  terms: ForeignTerms,
  mediaType: string,
): Promise<OaiAnswer> {
  if (/html/u.test(mediaType)) return fault(messages.notOai, 'later');
  try {
    const page = await deps.readOaiPage({ path, terms });
    if (!page.isOai) return fault(messages.notOai, 'later');
    return page.whole ? { page } : fault(messages.pageCut, 'soon');
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error;
    return fault(Object.values(error.details.fields ?? {})[0] ?? error.message, 'never');
  }
}

/**
 * Asks a repository once. What it answers is read in the extraction child; an answer that is cut
 * off, or none of OAI-PMH, is a fault. Throws only when the server is stopping or out of reach
 * itself.
 */
export async function askRepository(
  deps: AskRepositoryDeps,
  address: string,
  terms: ForeignTerms,
  stopping: AbortSignal,
): Promise<OaiAnswer> {
  const path = join(tmpdir(), `tu-sach-oai-${randomUUID()}`);
  try {
    const answer = await deps.fetch(address, {
      path,
      maxBytes: MOST_PAGE_BYTES,
      deadline: PAGE_MS,
      accept: 'text/xml, application/xml',
      stopping,
    });
    if ('fault' in answer)
      return fault(
        fetchFaultSentence(answer.fault),
        MAY_PASS.includes(answer.fault) ? 'soon' : 'never',
      );
    const wait = waitAsked(answer.retryAfter, deps.now());
    const busy = answer.status === 429 || answer.status >= 500;
    if (answer.status !== 200)
      return fault(messages.answeredStatus(answer.status), busy ? 'soon' : 'never', wait);
    return await readAnswer(deps, path, terms, answer.mediaType);
  } finally {
    await rm(path, { force: true });
  }
}
