import { isDay } from '#server/base/partial-date.ts';
import { oaiMessages } from './oai-messages.ts';

/** OAI-PMH 2.0 §3.6. */
export type OaiErrorCode =
  | 'badVerb'
  | 'badArgument'
  | 'badResumptionToken'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch'
  | 'noSetHierarchy';

export interface OaiFault {
  readonly code: OaiErrorCode;
  readonly message: string;
}

export type ListVerb = 'ListIdentifiers' | 'ListRecords';

/** What a list is asked for. */
export interface ListQuery {
  readonly prefix: string;
  readonly set: string | null;
  /** Whole seconds, UTC; both ends are in. */
  readonly from: string | null;
  readonly until: string | null;
}

export type OaiRequest =
  | { readonly verb: 'Identify' }
  | { readonly verb: 'ListMetadataFormats'; readonly identifier: string | null }
  | { readonly verb: 'ListSets'; readonly token: string | null }
  | { readonly verb: 'GetRecord'; readonly identifier: string; readonly prefix: string }
  | { readonly verb: ListVerb; readonly query: ListQuery }
  | { readonly verb: ListVerb; readonly token: string };

type Pair = readonly [name: string, value: string];
type Given = ReadonlyMap<string, string>;

const fault = (code: OaiErrorCode, message: string): OaiFault => ({ code, message });
const bad = (message: string): OaiFault => fault('badArgument', message);

interface Arguments {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Takes a `resumptionToken`, which excludes all others. */
  readonly resumes: boolean;
}

const LIST: Arguments = {
  required: ['metadataPrefix'],
  optional: ['set', 'from', 'until'],
  resumes: true,
};

/** Arguments of each verb, OAI-PMH 2.0 §4. */
const VERBS: Readonly<Record<OaiRequest['verb'], Arguments>> = {
  Identify: { required: [], optional: [], resumes: false },
  ListMetadataFormats: { required: [], optional: ['identifier'], resumes: false },
  ListSets: { required: [], optional: [], resumes: true },
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [], resumes: false },
  ListIdentifiers: LIST,
  ListRecords: LIST,
};

const isVerb = (text: string): text is OaiRequest['verb'] => Object.hasOwn(VERBS, text);

/** Faults of one kind that are told. */
const MOST_FAULTS = 5;

/** OAI-PMH.xsd, metadataPrefixType and setSpecType: what may stand in the answer's request. */
const PREFIX = /^[\w.!~*'()-]+$/u;
const SET = /^[\w.!~*'()-]+(?::[\w.!~*'()-]+)*$/u;
/** Loosely a URI (xsd:anyURI): what is none cannot be repeated in the answer. */
const IDENTIFIER = /^[^\s:%#[\]\p{C}][^\s%#[\]\p{C}]*$/u;
const SECOND = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/u;

const isInstant = (text: string): boolean => SECOND.test(text) && isDay(text.slice(0, 10));

/** Faults in the values that are given. */
function valueFaults(given: Given): OaiFault[] {
  const faults: OaiFault[] = [];
  const check = (name: string, right: (value: string) => boolean, message: string): void => {
    const value = given.get(name);
    if (value !== undefined && !right(value)) faults.push(bad(message));
  };
  check('metadataPrefix', (v) => PREFIX.test(v), oaiMessages.wrongPrefix);
  check('set', (v) => SET.test(v), oaiMessages.wrongSet);
  check('identifier', (v) => IDENTIFIER.test(v), oaiMessages.wrongIdentifier);
  for (const name of ['from', 'until'])
    check(name, (v) => isDay(v) || isInstant(v), oaiMessages.wrongDate(name));
  return faults;
}

function argumentFaults({ required, optional, resumes }: Arguments, given: Given): OaiFault[] {
  const names = [...given.keys()].filter((name) => name !== 'verb');
  const allowed = [...required, ...optional, ...(resumes ? ['resumptionToken'] : [])];
  const unknown = names.filter((name) => !allowed.includes(name));
  if (unknown.length > 0)
    return unknown.slice(0, MOST_FAULTS).map((name) => bad(oaiMessages.unknown(name)));
  if (given.has('resumptionToken')) return names.length > 1 ? [bad(oaiMessages.exclusive)] : [];
  const missing = required.filter((name) => !given.has(name));
  return [...missing.map((name) => bad(oaiMessages.missing(name))), ...valueFaults(given)];
}

/** The span of seconds that is asked for, or what is wrong with it. */
function spanOf(given: Given): Pick<ListQuery, 'from' | 'until'> | OaiFault {
  const [from, until] = [given.get('from') ?? null, given.get('until') ?? null];
  if (from !== null && until !== null) {
    if (isDay(from) !== isDay(until)) return bad(oaiMessages.mixedDates);
    if (from > until) return bad(oaiMessages.turnedDates);
  }
  return {
    from: from !== null && isDay(from) ? `${from}T00:00:00Z` : from,
    until: until !== null && isDay(until) ? `${until}T23:59:59Z` : until,
  };
}

function requestOf(verb: OaiRequest['verb'], given: Given): OaiRequest | OaiFault {
  const token = given.get('resumptionToken') ?? null;
  const identifier = given.get('identifier') ?? null;
  const prefix = given.get('metadataPrefix') ?? '';
  switch (verb) {
    case 'Identify':
      return { verb };
    case 'ListSets':
      return { verb, token };
    case 'ListMetadataFormats':
      return { verb, identifier };
    case 'GetRecord':
      return { verb, identifier: identifier ?? '', prefix };
    default: {
      if (token !== null) return { verb, token };
      const span = spanOf(given);
      if ('code' in span) return span;
      return { verb, query: { prefix, set: given.get('set') ?? null, ...span } };
    }
  }
}

/** Names that come twice, the first few of them: a hostile question has thousands. */
function repeatedNames(pairs: readonly Pair[]): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const [name] of pairs) (seen.has(name) ? repeated : seen).add(name);
  return [...repeated].slice(0, MOST_FAULTS);
}

export const isFault = (given: object): given is OaiFault => 'code' in given;

/**
 * What is asked by the arguments of an address or a form, in the order they came, repeated ones
 * too; or everything that is wrong with them.
 */
export function readOaiRequest(
  pairs: readonly Pair[],
): { readonly request: OaiRequest } | { readonly faults: readonly OaiFault[] } {
  const verbs = pairs.filter(([name]) => name === 'verb');
  const verb = verbs[0]?.[1];
  if (verbs.length !== 1 || verb === undefined)
    return { faults: [fault('badVerb', oaiMessages.noVerb)] };
  if (!isVerb(verb)) return { faults: [fault('badVerb', oaiMessages.wrongVerb)] };
  const given = new Map(pairs);
  const repeated = repeatedNames(pairs);
  if (repeated.length > 0)
    return { faults: repeated.map((name) => bad(oaiMessages.repeated(name))) };
  const faults = argumentFaults(VERBS[verb], given);
  if (faults.length > 0) return { faults };
  const request = requestOf(verb, given);
  return isFault(request) ? { faults: [request] } : { request };
}
