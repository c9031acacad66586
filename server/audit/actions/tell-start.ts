import { createHash } from 'node:crypto';
import { sortedJson } from '#server/base/sorted-json.ts';
import type { ToldEvent } from '../security-event.ts';

/** Of these only whether they are set goes into the hash: a hash of a short secret gives it away. */
const SECRET = ['ADMIN_PASSWORD', 'DATABASE_URL', 'ELASTICSEARCH_URL', 'METRICS_TOKEN', 'SMTP_URL'];

const HASH_LETTERS = 16;

/** A hash by which two starts are known to have had the same settings. */
export function settingsHash(settings: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(settings).map(([name, value]) => [
    name,
    SECRET.includes(name) ? value !== '' : value instanceof Set ? [...value].toSorted() : value,
  ]);
  return createHash('sha256')
    .update(sortedJson(Object.fromEntries(told)))
    .digest('hex')
    .slice(0, HASH_LETTERS);
}

/** A process began to work, with these settings. */
export const startEvent = (
  settings: Readonly<Record<string, unknown>> & { readonly ROLES: readonly string[] },
): ToldEvent => ({
  kind: 'started',
  details: { config: settingsHash(settings), tasks: settings.ROLES.join(',') },
});
