import { isAbsolute, normalize } from 'node:path';
import type { ActionDeps } from '#server/action-deps.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '#server/workflow/access.ts';
import { isOpen } from '../delivery.ts';
import { messages } from '../messages.ts';
import { isSecretName, type Target, type Way } from '../target.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId'>;

/** Which ways the server's administrator opened. */
export interface WaysOpen {
  readonly folder: boolean;
  readonly secrets: boolean;
}

export interface SaveTarget {
  /** Null for a new one. */
  readonly id: string | null;
  readonly version: number;
  readonly name: string;
  readonly form: Target['form'];
  readonly national: boolean;
  readonly way: Way;
  readonly sets: readonly string[];
  readonly nightly: boolean;
}

type Errors = Record<string, string>;

function secretError(secret: string, needed: boolean, open: WaysOpen): Errors {
  if (secret === '') return needed ? { secret: messages.needSecret } : {};
  if (!isSecretName(secret)) return { secret: messages.wrongSecret };
  return open.secrets ? {} : { secret: messages.noSecretsFolder };
}

const isBelow = (folder: string): boolean =>
  !isAbsolute(folder) && !normalize(folder).split(/[\\/]/u).includes('..');

const isHost = (host: string): boolean => /^(?:[\w-]+(?:\.[\w-]+)*|\[?[\da-f:.]+\]?)$/iu.test(host);

/** HTTPS, or this very machine: a token is never sent in the clear. */
function isReceiverAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname))
  );
}

function wayErrors(way: Way, open: WaysOpen): Errors {
  switch (way.kind) {
    case 'download':
      return {};
    case 'folder':
      return {
        ...(open.folder ? {} : { way: messages.noExportFolder }),
        ...(isBelow(way.folder) ? {} : { folder: messages.wrongFolder }),
      };
    case 'sftp':
      return {
        ...(isHost(way.host) ? {} : { host: messages.wrongHost }),
        ...(Number.isInteger(way.port) && way.port > 0 && way.port < 65_536
          ? {}
          : { port: messages.wrongPort }),
        ...(way.user === '' ? { user: messages.needUser } : {}),
        ...(/^SHA256:[A-Za-z0-9+/]{43}$/u.test(way.hostKey)
          ? {}
          : { hostKey: messages.wrongHostKey }),
        ...secretError(way.secret, true, open),
      };
    case 'https':
      return {
        ...(isReceiverAddress(way.address) ? {} : { address: messages.wrongAddress }),
        ...secretError(way.secret, false, open),
      };
  }
}

/** Its deliveries look at everything anew once other sets go there; while one is open they stay. */
async function horizonOf(
  { catalog }: Deps,
  before: Target | null,
  sets: readonly string[],
): Promise<string | null> {
  if (before === null) return null;
  if (before.sets.toSorted().join(' ') === sets.toSorted().join(' ')) return before.horizon;
  const [newest] = await catalog.listDeliveries(before.id, 1);
  if (newest !== undefined && isOpen(newest)) refuseErrors({ sets: messages.openDelivery });
  return null;
}

/**
 * Makes or changes a target. `known`: the sets there are. Throws `not-allowed`, `invalid-input` and
 * `stale-version`.
 */
export async function saveTarget(
  deps: Deps,
  actor: Actor,
  input: SaveTarget,
  open: WaysOpen,
  known: readonly string[],
): Promise<Target> {
  authorise(actor, 'manage-targets', 'shelf');
  const { id, name, way, sets, form, national, nightly, version } = input;
  const before = id === null ? null : await deps.catalog.findTarget(id);
  const unknown = sets.find((spec) => !known.includes(spec) && !before?.sets.includes(spec));
  refuseErrors({
    ...(name.trim() === '' ? { name: messages.needName } : {}),
    ...tooLongErrors({ name: ['Tên nơi nhận', name] }),
    ...wayErrors(way, open),
    ...(unknown === undefined ? {} : { sets: messages.unknownSet(unknown) }),
  });
  return deps.catalog.saveTarget({
    id: id ?? deps.newId(),
    name: name.trim(),
    form,
    national,
    way,
    sets,
    nightly: nightly && way.kind !== 'download',
    columns: before?.columns ?? {},
    horizon: await horizonOf(deps, before, sets),
    version,
  });
}
