import { EMPTY_RECORD } from '#server/items/record-rules.ts';
import type { Account, Actor, Role } from '#server/people/account.ts';
import type { Unit } from '#server/people/unit.ts';
import { createIdMaker } from '#server/base/ids.ts';
import type { Attachment, Item, Passage } from '#server/items/item.ts';
import type { Notice } from '#server/items/notice.ts';
import type { NewJob } from '#server/base/job.ts';
import type { Holding, Loan } from '#server/holdings/holding.ts';
import type { AttachmentText } from '#server/items/text-catalog.ts';
import type { ItemChange, ItemList } from '#server/items/item-catalog.ts';
import type { SearchDocument } from '#server/search/search-document.ts';
import { NO_FILTERS, type SearchQuery } from '#server/search/search-query.ts';
import { slugify } from '#server/base/vietnamese/syllables.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';

export const NOW = '2026-05-12T03:00:00.000Z';

/** Ids that sort in the order they were made, the same in every run. */
export const nextId = createIdMaker(
  () => Date.parse(NOW),
  () => 0,
);

/** A random sequence that is the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const anAttachment = (more: Partial<Attachment> = {}): Attachment => ({
  id: nextId(),
  role: 'original',
  name: 'cam-nang.pdf',
  mediaType: 'application/pdf',
  bytes: 1_000,
  sha256: 'ab'.repeat(32),
  pages: 3,
  seconds: null,
  ratio: null,
  text: { layer: 'born-digital', encoding: 'unicode' },
  status: { state: 'ready' },
  ...more,
});

export function anItem(more: Partial<Item> = {}): Item {
  const title = more.title ?? 'Cẩm nang hòa giải ở cơ sở';
  return {
    ...EMPTY_RECORD,
    title,
    genre: 'cam-nang',
    compilers: ['Sở Tư pháp tỉnh An Sơn'],
    issued: '2026',
    abstract: 'Giới thiệu việc hòa giải ở cơ sở.',
    subjects: ['44'],
    id: nextId(),
    slug: slugify(title),
    unitId: 'so-tu-phap',
    attachments: [],
    national: { id: null, url: null, state: 'none', checkedAt: null },
    approval: null,
    verification: null,
    work: {
      since: more.updatedAt ?? NOW,
      returned: '',
      holder: null,
      compiledBy: ['admin'],
      verifiedBy: null,
    },
    supersededBy: null,
    state: 'draft',
    version: 0,
    createdAt: NOW,
    createdBy: 'admin',
    updatedAt: NOW,
    publishedAt: null,
    ...more,
  };
}

export const aPassage = (more: Partial<Passage> = {}): Passage => ({
  itemId: 'item',
  attachmentId: 'attachment',
  ordinal: 0,
  locator: { kind: 'page', page: 1 },
  heading: '',
  text: 'Hòa giải viên giúp các bên tự nguyện thỏa thuận.',
  ...more,
});

export const aText = (
  attachmentId: string,
  more: Partial<AttachmentText> = {},
): AttachmentText => ({
  attachmentId,
  passages: [],
  sections: [],
  resources: [],
  outline: [],
  ...more,
});

export const anEvent = (itemId: string, more: Partial<WorkflowEvent> = {}): WorkflowEvent => ({
  id: nextId(),
  itemId,
  at: NOW,
  actorId: 'admin',
  actorName: 'Quản trị viên',
  unitId: 'so-tu-phap',
  action: 'create',
  from: null,
  to: 'draft',
  reason: '',
  version: 1,
  changes: [],
  checklist: null,
  ...more,
});

export const aNotice = (accountId: string, more: Partial<Notice> = {}): Notice => ({
  id: `${nextId()}.${accountId}`,
  accountId,
  kind: 'returned',
  itemId: 'i1',
  title: 'Tài liệu',
  by: 'Người duyệt',
  note: '',
  at: NOW,
  readAt: null,
  ...more,
});

export const aChange = (item: Item, more: Partial<ItemChange> = {}): ItemChange => ({
  item,
  event: null,
  texts: [],
  jobs: [],
  ...more,
});

export const aList = (more: Partial<ItemList> = {}): ItemList => ({
  states: [],
  unitId: null,
  lawKey: null,
  updatedSince: null,
  order: 'newest',
  limit: 100,
  after: null,
  ...more,
});

export const aJob = (more: Partial<NewJob> = {}): NewJob => {
  const key = more.key ?? `extract:${nextId()}`;
  return { kind: 'extract', key, payload: { itemId: 'i1' }, priority: 5, group: key, ...more };
};

export const aQuery = (text: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  filters: NO_FILTERS,
  sort: 'relevance',
  exact: false,
  collapse: true,
  limit: 20,
  after: null,
  ...more,
});

/** An index entry whose passages are given as texts, one per page. */
export function aDocument({
  pages = [],
  ...more
}: Partial<SearchDocument> & { readonly pages?: readonly string[] } = {}): SearchDocument {
  const itemId = more.itemId ?? nextId();
  return {
    itemId,
    version: 1,
    title: 'Tài liệu',
    record: '',
    keywords: [],
    numbers: [],
    publishedAt: NOW,
    filters: NO_FILTERS,
    passages: pages.map((text, i) =>
      aPassage({
        itemId,
        attachmentId: `${itemId}-a`,
        ordinal: i,
        locator: { kind: 'page', page: i + 1 },
        text,
      }),
    ),
    ...more,
  };
}

export const anAccount = (more: Partial<Account> = {}): Account => ({
  id: nextId(),
  username: 'can-bo',
  displayName: 'Cán bộ',
  unitId: 'so-tu-phap',
  roles: ['cataloguer'],
  passwordHash: '$argon2id$…',
  disabled: false,
  createdAt: NOW,
  ...more,
});

export const anActor = (
  roles: readonly Role[],
  unitId = 'so-tu-phap',
  more: Partial<Actor> = {},
): Actor => ({
  accountId: 'a1',
  displayName: 'Người thử',
  unitId,
  roles,
  ownUnits: [unitId],
  reach: unitId === 'so-tu-phap' ? null : [unitId],
  twoPersons: false,
  ...more,
});

/** A commune of the province that stands today. */
export const aCommune = (id: string, name: string): Unit => ({
  id,
  code: id,
  name,
  kind: 'commune',
  parentId: 'so-tu-phap',
  validFrom: null,
  validTo: null,
  successorId: null,
});

/** A copy on its shelf in a place of its own. */
export const aHolding = (more: Partial<Holding> = {}): Holding => ({
  id: nextId(),
  placeId: `noi-${nextId()}`,
  itemId: 'sach',
  registerNumber: 'PL-001',
  state: 'con',
  since: '2026-01-05',
  receivedOn: '2026-01-05',
  price: 45_000,
  source: 'Sở Tư pháp cấp',
  note: '',
  version: 0,
  changedAt: NOW,
  changedBy: 'Lò Thị Hương',
  ...more,
});

export const aLoan = (holding: Holding, more: Partial<Loan> = {}): Loan => ({
  id: nextId(),
  holdingId: holding.id,
  placeId: holding.placeId,
  borrower: 'Giàng A Páo',
  contact: 'bản Huổi Lếch',
  lentOn: '2026-05-01',
  dueOn: '2026-05-15',
  renewals: 0,
  returnedOn: null,
  forgetOn: null,
  ...more,
});
