import type { Connection } from 'mongoose';
import { ITEM_STATES, type Item, type ItemState } from '#server/items/item.ts';
import { STAGES, type Stage } from '#server/base/stage.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import { model, text, words, number, texts, whole, nullableText, type Index } from './model.ts';

export interface ItemRow {
  readonly _id: string;
  readonly identifier: string | null;
  readonly state: ItemState;
  readonly unitId: string;
  readonly version: number;
  readonly newestKey: string;
  readonly updatedAt: string;
  readonly lawKeys: string[];
  /** Folded syllables of the title. */
  readonly titleWords: string[];
  /** Ends of laws that a person has settled (`settledEnds`). */
  readonly settled: string[];
  readonly attachmentIds: string[];
  readonly fileHashes: string[];
  /** What its files take. */
  readonly fileBytes: number;
  readonly links: string[];
  readonly stage: Stage;
  readonly since: string;
  readonly holderId: string | null;
  readonly item: Item;
}

/** Who has an identifier; `_id` is the identifier itself. */
export interface IdentifierRow {
  readonly _id: string;
  readonly itemId: string;
}

/** Which item came from where; `_id` is the source, a line end, and the number there. */
export interface OriginRow {
  readonly _id: string;
  readonly itemId: string;
}

export interface EventRow {
  readonly _id: string;
  readonly itemId: string;
  readonly event: WorkflowEvent;
}

const ITEM_FIELDS = {
  identifier: nullableText,
  state: { ...text, enum: ITEM_STATES },
  unitId: words,
  version: { ...number, min: 1 },
  newestKey: text,
  updatedAt: text,
  lawKeys: texts,
  titleWords: texts,
  settled: texts,
  attachmentIds: texts,
  fileHashes: texts,
  fileBytes: number,
  links: texts,
  stage: { ...text, enum: STAGES },
  since: text,
  holderId: nullableText,
  item: whole,
} as const;

/** One for each list and order that is asked for. */
const ITEM_INDEXES: readonly Index[] = [
  { keys: { identifier: 1 } },
  { keys: { newestKey: -1, _id: -1 } },
  { keys: { state: 1, newestKey: -1, _id: -1 } },
  { keys: { unitId: 1, newestKey: -1, _id: -1 } },
  { keys: { lawKeys: 1, newestKey: -1, _id: -1 } },
  { keys: { updatedAt: 1, _id: 1 } },
  { keys: { state: 1, updatedAt: 1, _id: 1 } },
  { keys: { unitId: 1, updatedAt: 1, _id: 1 } },
  { keys: { lawKeys: 1, updatedAt: 1, _id: 1 } },
  { keys: { titleWords: 1, state: 1, newestKey: -1, _id: -1 } },
  { keys: { attachmentIds: 1 } },
  { keys: { fileHashes: 1, _id: 1 } },
  { keys: { unitId: 1, fileBytes: 1 } },
  { keys: { links: 1, state: 1, _id: 1 } },
  { keys: { lawKeys: 1, state: 1, _id: 1 } },
  { keys: { stage: 1, since: 1, _id: 1 } },
  { keys: { stage: 1, unitId: 1, since: 1, _id: 1 } },
  { keys: { holderId: 1, stage: 1, since: 1, _id: 1 } },
];

/**
 * `identifiers` reserves each identifier: two items that take the same insert the same `_id`
 * (docs/storage.md).
 */
export const itemModels = (connection: Connection) => ({
  items: model<ItemRow>(connection, 'items', ITEM_FIELDS, ITEM_INDEXES),
  identifiers: model<IdentifierRow>(connection, 'identifiers', { itemId: text }),
  origins: model<OriginRow>(connection, 'item-origins', { itemId: text }),
  events: model<EventRow>(connection, 'events', { itemId: text, event: whole }, [
    { keys: { itemId: 1, _id: 1 } },
    { keys: { 'event.action': 1, 'event.at': 1, itemId: 1 } },
    { keys: { 'event.at': 1, _id: 1 } },
    { keys: { 'event.actorId': 1, 'event.at': 1, _id: 1 } },
  ]),
});
