import { param } from '#server/http/query.ts';
import { vi } from '#web/text/vi.ts';

const words = vi.deliveries;

/** What was just done, by the word that the address carries. */
const NOTICES: Readonly<Record<string, string>> = {
  'da-luu': words.form.saved,
  'da-lap': words.delivery.started,
  'da-gui': words.delivery.confirmed,
  'thu-lai': words.delivery.retried,
  'da-huy': words.delivery.cancelled,
  'gui-lai': words.targets.againDone,
};

/** The notice of an address; `that-lac.12` tells how many items a lost package had. */
export function noticeOf(given: unknown): string | null {
  const [name = '', count = ''] = param(given).split('.');
  if (name === 'that-lac' && /^\d{1,7}$/u.test(count))
    return words.delivery.lostDone(vi.units.count(Number(count)));
  return Object.hasOwn(NOTICES, name) ? NOTICES[name]! : null;
}
