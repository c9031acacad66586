import type { ActionDeps } from '#server/action-deps.ts';
import { bindPhotographsJob, extractJob } from '#server/base/job.ts';
import { AppError } from '#server/base/errors.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { titleFromName } from '#server/cataloguing/actions/complete-record.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { newItem } from '#server/items/new-item.ts';
import { shownPages, type Photograph } from '#server/items/photograph.ts';
import { EMPTY_RECORD } from '#server/items/record-rules.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '#server/workflow/access.ts';
import { messages } from '../messages.ts';
import { samePages } from '../page-order.ts';
import { sortedOut, withPages } from './take-photographs.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

/** What a document of photographs is called, and its file: the day on which they were sent. */
export const nameOfPhotographs = (now: string): string =>
  messages.photographed(showPartialDate(dayInVietnam(now)).replaceAll('/', '-'));

/**
 * One draft for all that was sent in one go: files as they are, photographs as pages of one document
 * to be put in order. Throws `not-allowed`, `invalid-input` (nothing was sent, more than 200
 * photographs), `quota-full`.
 */
export async function startSending(
  deps: Deps,
  actor: Actor,
  files: readonly Attachment[],
): Promise<Item> {
  authorise(actor, 'create', 'shelf');
  const { pages, attachments } = sortedOut(files);
  if (files.length === 0)
    throw new AppError('invalid-input', { fields: { files: messages.noFile } });
  const title =
    attachments[0] === undefined
      ? nameOfPhotographs(deps.now())
      : titleFromName(attachments[0].name);
  const draft = newItem(deps, actor, { ...EMPTY_RECORD, title }, actor.unitId);
  const item = withPages({ ...draft, attachments, guessed: ['title'] }, pages);
  return rewriteItem(deps, {
    actor,
    before: null,
    item,
    action: 'create',
    jobs: attachments.map((a) => extractJob(item, a.id)),
  });
}

/** More files and photographs for a draft. Throws as {@link startSending}, and `stale-version`. */
export async function sendMore(
  deps: Deps,
  actor: Actor,
  itemId: string,
  files: readonly Attachment[],
): Promise<Item> {
  const before = await getItem(deps, itemId);
  authorise(actor, 'attach', before);
  const { pages, attachments } = sortedOut(files);
  const added = attachments.filter((a) => before.attachments.every((b) => b.sha256 !== a.sha256));
  const item = withPages({ ...before, attachments: [...before.attachments, ...added] }, pages);
  const grown = (item.photographs?.pages.length ?? 0) - (before.photographs?.pages.length ?? 0);
  if (added.length === 0 && grown === 0) return before;
  return rewriteItem(deps, {
    actor,
    before,
    item,
    action: 'attach',
    reason: [
      ...(grown > 0 ? [messages.photographsTaken(grown)] : []),
      ...added.map((a) => a.name),
    ].join(', '),
    jobs: added.map((a) => extractJob(item, a.id)),
  });
}

/**
 * The pages in the order they are to have; the document is made of them by a job, and was already
 * where nothing changed. Throws `invalid-input` where no page is left, `not-allowed`,
 * `stale-version`.
 */
export async function bindPages(
  deps: Deps,
  actor: Actor,
  itemId: string,
  pages: readonly Photograph[],
): Promise<Item> {
  const before = await getItem(deps, itemId);
  authorise(actor, 'attach', before);
  const { photographs } = before;
  if (photographs === undefined || photographs === null) return before;
  if (shownPages({ pages }).length === 0)
    throw new AppError('invalid-input', { fields: { files: messages.noPageLeft } });
  const made = photographs.state === 'bound' || photographs.state === 'binding';
  if (made && samePages(photographs.pages, pages)) return before;
  return rewriteItem(deps, {
    actor,
    before,
    item: { ...before, photographs: { ...photographs, pages, state: 'binding', fault: null } },
    action: 'attach',
    reason: messages.arranged(shownPages({ pages }).length),
    jobs: [bindPhotographsJob(before.id)],
  });
}
