import { Secret, TOTP } from 'otpauth';
import type { FindStep } from '../actions/second-factor.ts';

const PERIOD_SECONDS = 30;
/** RFC 4226 §4 recommends 160 bits. */
const SECRET_BYTES = 20;
const SECRET_FORM = /^[A-Z2-7]{32}$/u;

export const makeSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;
export const isSecret = (text: string): boolean => SECRET_FORM.test(text);

const codesOf = (secret: string, issuer = '', label = ''): TOTP =>
  new TOTP({
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
  });

/** The `otpauth:` address that devices read from the QR code. */
export const enrolmentAddress = (secret: string, shelfName: string, username: string): string =>
  codesOf(secret, shelfName, username).toString();

export const findStep: FindStep = (secret, code, now) => {
  if (!isSecret(secret) || !/^[0-9]{6}$/u.test(code)) return null;
  const timestamp = Date.parse(now);
  const delta = codesOf(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1_000 / PERIOD_SECONDS) + delta;
};
