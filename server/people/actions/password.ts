import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** OWASP's second choice for argon2id: 19 MiB, 2 passes, 1 lane; about 40 ms. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const TAG_BYTES = 32;

const derive = (
  password: string,
  salt: Uint8Array,
  memory: number,
  passes: number,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      {
        message: password.normalize('NFC'),
        nonce: salt,
        parallelism: 1,
        tagLength: TAG_BYTES,
        memory,
        passes,
      },
      (error, tag) => (error ? reject(error) : resolve(tag as Buffer)),
    );
  });

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replaceAll('=', '');

/** A PHC string: `$argon2id$v=19$m=…,t=…,p=1$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${base64(salt)}$${base64(await derive(password, salt, MEMORY_KIB, PASSES))}`;
}

/**
 * Of no password: looked at for names that nobody has, so that the time does not tell which names
 * exist.
 */
export const DECOY_HASH = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${base64(new Uint8Array(16))}$${base64(new Uint8Array(TAG_BYTES))}`;

/** Whether the password made this PHC string; false for a string of another form. */
export async function checkPassword(password: string, hash: string): Promise<boolean> {
  const m = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/u.exec(
    hash,
  );
  if (!m) return false;
  const expected = Buffer.from(m[4]!, 'base64');
  const tag = await derive(password, Buffer.from(m[3]!, 'base64'), Number(m[1]), Number(m[2]));
  return tag.length === expected.length && timingSafeEqual(tag, expected);
}

/** Letters and digits that are not mistaken for one another when read out over a telephone. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be shown once: 79 bits. */
export const makePassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');
