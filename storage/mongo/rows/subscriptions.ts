import type { Connection } from 'mongoose';
import type { Subscriber, Wish } from '#server/subscriptions/subscriber.ts';
import { model, nullableText, number, text, whole } from './model.ts';

export interface WishRow {
  readonly _id: string;
  readonly address: string;
  readonly secretHash: string;
  readonly eraseAt: string;
  readonly wish: Wish;
}

/** A subscriber whole, beside what lists and times need. */
export interface SubscriberRow {
  readonly _id: string;
  readonly address: string;
  readonly secretHash: string;
  readonly rhythm: string;
  readonly toldUntil: string;
  readonly eraseAt: string | null;
  readonly version: number;
  readonly subscriber: Subscriber;
}

export const subscriptionModels = (connection: Connection) => ({
  wishes: model<WishRow>(
    connection,
    'wishes',
    { address: text, secretHash: text, eraseAt: text, wish: whole },
    [{ keys: { secretHash: 1 }, unique: true }, { keys: { address: 1 } }, { keys: { eraseAt: 1 } }],
  ),
  subscribers: model<SubscriberRow>(
    connection,
    'subscribers',
    {
      address: text,
      secretHash: text,
      rhythm: text,
      toldUntil: text,
      eraseAt: nullableText,
      version: number,
      subscriber: whole,
    },
    [
      { keys: { address: 1 }, unique: true },
      { keys: { secretHash: 1 }, unique: true },
      { keys: { rhythm: 1, _id: 1 } },
      { keys: { eraseAt: 1 } },
    ],
  ),
});
