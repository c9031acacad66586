import { fold } from '#server/base/vietnamese/syllables.ts';

/** What a sign-in service says of a person (OpenID Connect Core 1.0, §5.1). */
export type Claims = Readonly<Record<string, unknown>>;

/** Who a person is at the sign-in service of their authority, as an account keeps it. */
export interface OutsideIdentity {
  /** Made of issuer and subject, hex: at most one account has it. */
  readonly key: string;
  /** As the service names the person, for people to read. */
  readonly name: string;
  readonly since: string;
  /** Unit and roles follow the rules at each sign-in, until an administrator gives others. */
  readonly byRules: boolean;
}

const LONGEST = 200;

/** A claim as one line of text; empty when the service does not say it. */
export function lineOf(claims: Claims, name: string): string {
  const said = claims[name];
  if (typeof said !== 'string') return '';
  const line = said
    .slice(0, 10 * LONGEST)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}\p{Bidi_Control}\u{fffe}\u{ffff}]+/gu, ' ')
    .trim();
  return [...line].slice(0, LONGEST).join('');
}

/** How the service names a person: the name to sign in with there, else the address of mail. */
export const outsideName = (claims: Claims): string =>
  lineOf(claims, 'preferred_username') || lineOf(claims, 'email') || lineOf(claims, 'sub');

/** What histories name the person by. */
export const personName = (claims: Claims): string => lineOf(claims, 'name') || outsideName(claims);

/** An address that the service itself has checked; empty for any other. */
export function checkedMail(claims: Claims): string {
  const mail = lineOf(claims, 'email');
  return claims['email_verified'] === true && /^[^\s@]+@[^\s@]+$/u.test(mail) ? mail : '';
}

/** A user name for a new account, close to the one the service has; others may have it already. */
export function usernameLike(claims: Claims): string {
  const plain = fold(outsideName(claims).split('@', 1)[0]!)
    .replace(/[^a-z0-9._-]+/gu, '-')
    .replace(/^[._-]+|[._-]+$/gu, '')
    .slice(0, 30);
  return plain.length < 3 ? `can-bo${plain === '' ? '' : `-${plain}`}` : plain;
}
