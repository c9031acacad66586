import type { Account, Role } from '#server/people/account.ts';
import { postForm } from './ask.ts';
import { anAccount } from './builders.ts';
import type { TestApp } from './start-test-app.ts';

export interface StaffPerson {
  readonly id: string;
  readonly username: string;
  readonly cookie: string;
}

let count = 0;
const PASSWORD = 'x';
/**
 * Of that password, made as cheaply as the form allows: what a real one costs is no part of these
 * tests, and every sign-in pays it.
 */
export const HASH_OF_X =
  '$argon2id$v=19$m=8,t=1,p=1$bXXhu5FpIGPhu6dhIHRo4Q$aDMLdRYLEaT0Qh/apSdD6hHDyE/XIFrBOYNzn6l8NRA';

/** A new account, signed in. */
export async function staffPerson(
  app: TestApp,
  roles: readonly Role[],
  unitId = 'so-tu-phap',
  more: Partial<Account> = {},
): Promise<StaffPerson> {
  const username = `can-bo-${count++}`;
  const account = anAccount({
    username,
    displayName: `Cán bộ ${username}`,
    roles,
    unitId,
    passwordHash: HASH_OF_X,
    ...more,
  });
  await app.shelf.storage.catalog.saveAccount(account);
  const answer = await postForm(app.base, '/dang-nhap', { username, password: PASSWORD });
  return { id: account.id, username, cookie: answer.headers['set-cookie']![0]!.split(';')[0]! };
}
