import type { ActionDeps } from '#server/action-deps.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { parsePartialDate, isDay, WRONG_DAY } from '#server/base/partial-date.ts';
import { daysAfter } from '#server/base/vietnam-time.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '#server/workflow/access.ts';
import { messages } from '../messages.ts';
import {
  overlap,
  owingUnits,
  ROUND_KINDS,
  roundId,
  type ReportRound,
  type RoundEvent,
  type RoundKind,
} from '../round.ts';
import { getRound } from './get-report.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

/** As typed: days in ISO or Vietnamese order. */
export interface RoundInput {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly due: string;
}

const MOST_DAYS = 366;

const acted = (deps: Deps, actor: Actor, act: RoundEvent['act']): RoundEvent => ({
  at: deps.now(),
  act,
  byId: actor.accountId,
  byName: actor.displayName,
});

function dayErrors(
  kind: RoundKind | undefined,
  from: string,
  to: string,
  due: string,
): FieldErrors {
  const wrong = Object.fromEntries(
    Object.entries({ from, to, due }).flatMap(([name, day]) =>
      isDay(day) ? [] : [[name, WRONG_DAY]],
    ),
  );
  const fine = Object.keys(wrong).length === 0;
  return {
    ...(kind === undefined ? { kind: messages.chooseKind } : {}),
    ...wrong,
    ...(fine && to <= from ? { to: messages.endBeforeBeginning } : {}),
    ...(fine && to > daysAfter(from, MOST_DAYS - 1) ? { to: messages.tooLong } : {}),
    ...(fine && due <= from ? { due: messages.dueBeforeBeginning } : {}),
  };
}

/**
 * Opens a round of reports for all communes that stand within its days. Throws `not-allowed`,
 * `invalid-input`.
 */
export async function openRound(deps: Deps, actor: Actor, typed: RoundInput): Promise<ReportRound> {
  authorise(actor, 'manage-reports', 'shelf');
  const kind = ROUND_KINDS.find((one) => one === typed.kind);
  const [from, to, due] = [typed.from, typed.to, typed.due].map(
    (day) => parsePartialDate(day) ?? '',
  ) as [string, string, string];
  refuseErrors(dayErrors(kind, from, to, due));
  const { catalog } = deps;
  const taken = (await catalog.listRounds()).some(
    (round) => round.kind === kind && overlap(round, { from, to }),
  );
  refuseErrors({
    ...(taken ? { from: messages.alreadyOpen } : {}),
    ...(owingUnits(await catalog.listUnits(), { from, to }).length === 0
      ? { from: messages.nobodyOwes }
      : {}),
  });
  const round: ReportRound = {
    id: roundId(kind!, from),
    kind: kind!,
    from,
    to,
    due,
    state: 'open',
    version: 0,
    owed: [],
    events: [acted(deps, actor, 'opened')],
  };
  try {
    return await catalog.saveRound(round);
  } catch (error) {
    // Two opened it at the same moment.
    if (error instanceof AppError && error.code === 'stale-version')
      throw new AppError('invalid-input', { fields: { from: messages.alreadyOpen } });
    throw error;
  }
}

/**
 * Freezes a round: no figure of it changes any more, and who owed a report stays written down. Throws
 * `round-not-found`, `not-allowed`, `wrong-state`, `stale-version`, and `invalid-input` while reports
 * wait to be taken.
 */
export async function freezeRound(
  deps: Deps,
  actor: Actor,
  id: string,
  version: number,
): Promise<ReportRound> {
  authorise(actor, 'manage-reports', 'shelf');
  const { catalog } = deps;
  const round = await getRound(deps, id);
  if (round.state === 'frozen') throw new AppError('wrong-state', { id });
  if (round.version !== version) throw new AppError('stale-version', { id });
  const reports = await catalog.listReports(id);
  const waiting = reports.filter(({ state }) => state === 'sent').length;
  const accepted = reports.some(({ state }) => state === 'accepted');
  refuseErrors({
    ...(waiting > 0 ? { freeze: messages.reportsWait(waiting) } : {}),
    ...(waiting === 0 && !accepted ? { freeze: messages.noneAccepted } : {}),
  });
  return catalog.freezeRound({
    ...round,
    state: 'frozen',
    owed: owingUnits(await catalog.listUnits(), round),
    events: [...round.events, acted(deps, actor, 'frozen')],
  });
}
