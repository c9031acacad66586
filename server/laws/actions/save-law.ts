import { messages } from '#server/laws/messages.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { lawNumberKey, parseLawNumber } from '#server/base/vietnamese/law-number.ts';
import { indexCitingJob } from '#server/base/job.ts';
import { lawChanged } from '#server/subscriptions/event.ts';
import { isDate, isDay, WRONG_DATE, WRONG_DAY } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { isLink, WRONG_ADDRESS } from '#server/links/link-check.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '#server/workflow/access.ts';
import type { CausedJobs } from '../law-catalog.ts';
import { standsOtherwise } from '../standing.ts';
import { findLawState, lawStateOn, type LawRecord } from '../law-record.ts';
import { END_BEFORE_START } from '#server/items/record-rules.ts';
import { LAW_LABELS } from '../law-labels.ts';

const LONGEST_PART = 2_000;

const lengthErrors = (law: LawRecord): FieldErrors =>
  tooLongErrors({
    number: [LAW_LABELS.number, law.number, LONGEST_PART],
    title: [LAW_LABELS.title, law.title, LONGEST_PART],
    kind: [LAW_LABELS.kind, law.kind, LONGEST_PART],
    issuer: [LAW_LABELS.issuer, law.issuer, LONGEST_PART],
    signer: [LAW_LABELS.signer, law.signer, LONGEST_PART],
    replacedBy: [LAW_LABELS.replacedBy, law.replacedBy.join('\n')],
    url: [LAW_LABELS.url, law.url ?? '', LONGEST_PART],
    vbplId: [LAW_LABELS.vbplId, law.vbplId ?? '', LONGEST_PART],
    note: [LAW_LABELS.note, law.note, LONGEST_PART],
  });

/** What is wrong with a law's record, by field of its form; empty when nothing is. */
export function lawErrors(law: LawRecord): FieldErrors {
  const errors: Record<string, string> = {};
  if (parseLawNumber(law.number) === null) errors['number'] = messages.wrongNumber;
  else if (lawNumberKey(law.number) !== law.key) errors['number'] = messages.numberTaken;
  if (!findLawState(law.state)) errors['state'] = messages.chooseState;
  if (!isDate(law.issued)) errors['issued'] = WRONG_DATE;
  for (const name of ['effectiveFrom', 'effectiveTo', 'checkedAt'] as const)
    if (law[name] !== null && !isDay(law[name])) errors[name] = WRONG_DAY;
  if (law.effectiveFrom !== null && law.effectiveTo !== null && law.effectiveTo < law.effectiveFrom)
    errors['effectiveTo'] ??= END_BEFORE_START;
  const wrong = law.replacedBy.find(
    (number) => parseLawNumber(number) === null || lawNumberKey(number) === law.key,
  );
  if (wrong !== undefined) errors['replacedBy'] = messages.wrongReplacement(wrong);
  if (law.url !== null && !(isLink(law.url) && URL.canParse(law.url)))
    errors['url'] = WRONG_ADDRESS;
  return { ...errors, ...lengthErrors(law) };
}

/**
 * Saves what the shelf knows of one legal document, for every item that cites it. Throws
 * `not-allowed`, `invalid-input` and
 * `stale-version` (a new one: when its number is there already).
 */
export async function saveLaw(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  input: { readonly actor: Actor; readonly law: LawRecord },
): Promise<LawRecord> {
  const { actor, law } = input;
  authorise(actor, 'edit-law', 'shelf');
  refuseErrors(lawErrors(law));
  const before = await deps.catalog.findLaws([law.key]);
  return (await deps.catalog.saveLaws([law], causedBy(before, [law], deps.now())))[0]!;
}

/**
 * What follows once these laws are saved at this instant: items are indexed anew that cite one by
 * which they stand otherwise than by what was known `before`, and the receiver of events is told of
 * laws that were described before and stand otherwise.
 */
export function causedBy(
  before: readonly LawRecord[],
  after: readonly LawRecord[],
  at: string,
): CausedJobs {
  const known = new Map(before.map((law) => [law.key, law]));
  const turned = after.filter((law) =>
    standsOtherwise(known.get(law.key) ?? null, law, dayInVietnam(at)),
  );
  const day = dayInVietnam(at);
  const told = after.flatMap((law) => {
    const was = known.get(law.key);
    if (was === undefined || was.version === 0) return [];
    const [from, to] = [lawStateOn(was, day), lawStateOn(law, day)];
    return from === to ? [] : [lawChanged(law, at, from, to)];
  });
  return { jobs: [...turned.map(({ key }) => indexCitingJob(key)), ...told], at };
}
