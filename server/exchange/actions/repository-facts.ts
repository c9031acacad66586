import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { NAMESPACE_FACT, namespaceOf } from '../oai/repository-namespace.ts';

/** Settings that the repository's name is taken from (server/config.ts). */
export interface NamespaceSettings {
  readonly REPOSITORY_ID: string;
  readonly BASE_URL: string;
}

export interface FactDeps {
  readonly catalog: FactCatalog;
}

/** What is kept once stays: read again, since another process may have been first. */
async function keptFact({ catalog }: FactDeps, key: string, make: () => string): Promise<string> {
  const kept = await catalog.findFact(key);
  if (kept !== null) return kept;
  await catalog.saveFact(key, make());
  return (await catalog.findFact(key))!;
}

/** No such domain exists; the letters keep two shelves apart that are harvested into one place. */
const madeUpNamespace = (): string =>
  `tu-sach-${randomBytes(4).toString('hex')}.tusachphapluat.example`;

/**
 * The middle part of the names that harvesters know records by. It must not change when the shelf
 * moves to another address, so what was taken first is kept, in backups too; the setting goes before.
 */
export async function repositoryNamespace(
  deps: FactDeps,
  { REPOSITORY_ID, BASE_URL }: NamespaceSettings,
): Promise<string> {
  if (REPOSITORY_ID !== '') return REPOSITORY_ID;
  return keptFact(deps, NAMESPACE_FACT, () => namespaceOf(BASE_URL) ?? madeUpNamespace());
}

const SECRET_FACT = 'oai-token-secret';
const SECRET_BYTES = 32;
const SIGNATURE_BYTES = 16;

const signatureOf = (secret: string, text: string): Buffer =>
  createHmac('sha256', Buffer.from(secret, 'base64url'))
    .update(text)
    .digest()
    .subarray(0, SIGNATURE_BYTES);

/** Signs texts so that no other is taken for one of ours, by any process of this shelf, at any time. */
export interface Signer {
  sign(text: string): string;
  /** The text that was signed; null for what nobody here signed. */
  open(signed: string): string | null;
}

export async function openSigner(deps: FactDeps): Promise<Signer> {
  const secret = await keptFact(deps, SECRET_FACT, () =>
    randomBytes(SECRET_BYTES).toString('base64url'),
  );
  return {
    sign: (text) => `${text}.${signatureOf(secret, text).toString('base64url')}`,
    open: (signed) => {
      const dot = signed.lastIndexOf('.');
      const text = signed.slice(0, Math.max(0, dot));
      const given = Buffer.from(signed.slice(dot + 1), 'base64url');
      return dot > 0 &&
        given.length === SIGNATURE_BYTES &&
        timingSafeEqual(given, signatureOf(secret, text))
        ? text
        : null;
    },
  };
}
