import { showPartialDate } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { readList, writeList } from './device-store.ts';

const KEY = 'da-luu';

/** An item kept on this device. */
export interface SavedItem {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  /** Of the record when it was saved; a later one has changed. */
  readonly version: number;
  readonly bytes: number;
  /** What was known of the law it rests on, in words. */
  readonly validity: string;
  /** The day that is said of, in Vietnam; absent where it was saved before days were noted. */
  readonly day?: string;
  readonly at: string;
}

const isSaved = (s: unknown): s is SavedItem => {
  const item = s as Partial<Record<keyof SavedItem, unknown>> | null;
  return (
    typeof item === 'object' &&
    item !== null &&
    typeof item.bytes === 'number' &&
    typeof item.version === 'number' &&
    (['id', 'title', 'href', 'validity', 'at'] as const).every(
      (name) => typeof item[name] === 'string',
    ) &&
    (item.href as string).startsWith('/tai-lieu/')
  );
};

export const cacheOf = (id: string): string => `saved-${id}`;

/** Newest first. */
export const savedItems = (): SavedItem[] => readList<unknown>(KEY).filter(isSaved);

/** False when the browser refuses. */
export const noteSaved = (item: SavedItem): boolean =>
  writeList(KEY, [item, ...savedItems().filter((s) => s.id !== item.id)]);

/** A page read since may know better than the copy; an older page, opened from it, does not. */
export const renewValidity = (id: string, validity: string, on: string): void => {
  const items = savedItems();
  if (items.some((s) => s.id === id && (s.day ?? '') < on))
    writeList(
      KEY,
      items.map((s) => (s.id === id ? { ...s, validity, day: on } : s)),
    );
};

export const forgetSaved = async (id: string): Promise<void> => {
  await caches.delete(cacheOf(id));
  writeList(
    KEY,
    savedItems().filter((s) => s.id !== id),
  );
};

/** Plain http and some private windows have no cache: nothing is offered there. */
export const canSave = (): boolean => 'caches' in globalThis && 'serviceWorker' in navigator;

export const day = (at: string): string => showPartialDate(dayInVietnam(at));

const STEPS = ['KB', 'MB', 'GB'] as const;
export const size = (bytes: number): string => {
  let value = Math.max(1, Math.round(bytes / 1000));
  let step = 0;
  while (value >= 1000 && step < STEPS.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${value.toLocaleString('vi-VN', { maximumFractionDigits: value < 100 && step > 0 ? 1 : 0 })} ${STEPS[step]!}`;
};
