import { describe, expect, test } from '@jest/globals';
import type { Role } from '#server/people/account.ts';
import type { Catalog } from '#server/ports.ts';
import type { Unit } from '#server/people/unit.ts';
import { aChange, aList, anAccount, anItem, nextId } from '../../support/builders.ts';

/** What every Catalog keeps of accounts that are managed, their units and their sessions. */
export function describePeople(catalogOf: () => Catalog): void {
  const save = async (unitId: string, roles: readonly Role[] = ['cataloguer'], more = {}) => {
    const account = anAccount({ username: `nguoi-${nextId()}`, unitId, roles, ...more });
    await catalogOf().saveAccount(account);
    return account;
  };

  describe('managed accounts', () => {
    test('change by what is given alone, whatever else is saved meanwhile', async () => {
      const account = await save('u');
      const changes = [
        { email: 'a@example.vn' },
        { disabled: true },
        { roles: ['approver'] as const },
        { displayName: 'Tên mới' },
      ];
      await Promise.all(changes.map((change) => catalogOf().changeAccount(account.id, change)));
      const after = {
        ...account,
        email: 'a@example.vn',
        disabled: true,
        roles: ['approver'],
        displayName: 'Tên mới',
      };
      expect(await catalogOf().findAccountById(account.id)).toEqual(after);
      expect(await catalogOf().changeAccount(account.id, { disabled: true })).toEqual(after);
      await expect(catalogOf().changeAccount('khong-co', { disabled: true })).rejects.toMatchObject(
        { code: 'account-not-found' },
      );
      expect(await catalogOf().findAccountById('khong-co')).toBeNull();
    });

    test('are found by who they are outside, and no two are the same person', async () => {
      const identity = (name: string) => ({
        key: `khoa-${name}`,
        name,
        since: '2026-11-30T00:00:00.000Z',
        byRules: true,
      });
      const [a, b, c] = [nextId(), nextId(), nextId()].map((n) => `${n}`);
      const one = await save('u', ['cataloguer'], { identity: identity(a!) });
      const two = await save('u', ['cataloguer'], { identity: null });
      const three = await save('u');
      expect(await catalogOf().findAccountByIdentity(`khoa-${a}`)).toEqual(one);
      expect(await catalogOf().findAccountByIdentity(`khoa-${b}`)).toBeNull();
      for (const attempt of [
        catalogOf().changeAccount(two.id, { identity: identity(a!) }),
        catalogOf().saveAccount({ ...three, identity: identity(a!) }),
      ])
        await expect(attempt).rejects.toMatchObject({ code: 'identity-taken' });
      expect(await catalogOf().findAccountById(two.id)).toEqual(two);
      await catalogOf().changeAccount(one.id, { identity: null });
      await catalogOf().changeAccount(two.id, { identity: identity(a!) });
      expect((await catalogOf().findAccountByIdentity(`khoa-${a}`))?.id).toBe(two.id);
      const both = await Promise.allSettled(
        [one, three].map(({ id }) => catalogOf().changeAccount(id, { identity: identity(c!) })),
      );
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });

    test('are listed by user name, of all or of some units, page by page', async () => {
      const [a, b] = [`u-${nextId()}`, `u-${nextId()}`];
      const accounts = [await save(a), await save(b), await save(a), await save(a)];
      const names: string[] = [];
      let after: string | null = null;
      do {
        const page = await catalogOf().listAccounts({ unitIds: [a, 'khong-co'], limit: 2, after });
        names.push(...page.rows.map((r) => r.username));
        after = page.next;
      } while (after !== null);
      expect(names).toEqual(
        accounts
          .filter((x) => x.unitId === a)
          .map((x) => x.username)
          .toSorted(),
      );
      expect((await catalogOf().listAccounts({ unitIds: [], limit: 5, after: null })).rows).toEqual(
        [],
      );
      const all = (
        await catalogOf().listAccounts({ unitIds: null, limit: 1_000, after: null })
      ).rows.map((r) => r.username);
      expect(all).toEqual(expect.arrayContaining(accounts.map((x) => x.username)));
      await expect(
        catalogOf().listAccounts({ unitIds: null, limit: 5, after: '%%%' }),
      ).rejects.toMatchObject({ code: 'invalid-cursor' });
    });

    test('tell whether somebody else may approve for a unit', async () => {
      const [unit, other] = [`u-${nextId()}`, `u-${nextId()}`];
      const first = await save(unit, ['approver', 'cataloguer']);
      const asked = (): Promise<boolean> => catalogOf().hasOtherApprover(first.id, [unit, 'khac']);
      const admins = (
        await catalogOf().listAccounts({ unitIds: null, limit: 1_000, after: null })
      ).rows.filter((r) => r.roles.includes('admin') && !r.disabled);
      for (const admin of admins) await catalogOf().changeAccount(admin.id, { disabled: true });
      await save(other, ['approver']);
      await save(unit, ['cataloguer', 'auditor', 'unit-admin', 'contributor']);
      await save(unit, ['approver'], { disabled: true });
      expect(await asked()).toBe(false);
      const second = await save(unit, ['approver']);
      expect(await asked()).toBe(true);
      await catalogOf().changeAccount(second.id, { disabled: true });
      expect(await asked()).toBe(false);
      const admin = await save(other, ['admin']);
      expect(await asked()).toBe(true);
      await catalogOf().changeAccount(admin.id, { disabled: true });
      for (const was of admins) await catalogOf().changeAccount(was.id, { disabled: false });
    });

    test('lose all their sessions, but for one when it is named', async () => {
      const [createdAt, expiresAt] = ['2026-01-01T00:00:00.000Z', '2026-01-01T12:00:00.000Z'];
      const accountId = nextId();
      const sessions = [1, 2, 3].map(() => ({
        tokenHash: nextId(),
        accountId,
        createdAt,
        expiresAt,
        seenAt: createdAt,
        from: '203.0.113.…',
        device: '',
        pending: false,
      }));
      const other = { ...sessions[0]!, tokenHash: nextId(), accountId: nextId() };
      for (const s of [...sessions, other]) await catalogOf().saveSession(s);
      const left = async (): Promise<number> =>
        (
          await Promise.all(
            [...sessions, other].map((s) => catalogOf().findSession(s.tokenHash, createdAt)),
          )
        ).filter((s) => s !== null).length;
      await catalogOf().deleteSessionsOf(accountId, sessions[1]!.tokenHash);
      expect(await left()).toBe(2);
      await catalogOf().deleteSessionsOf(accountId, null);
      expect(await left()).toBe(1);
    });
  });

  describe('recovery codes', () => {
    test('are taken once, whoever asks at the same moment', async () => {
      const secondFactor = { secret: 'A', since: '2026-01-01', recovery: ['a', 'b', 'c'] };
      const { id } = await save('u', ['admin'], { secondFactor });
      const takes = await Promise.all(
        ['a', 'a', 'a', 'b', 'd'].map((hash) => catalogOf().takeRecoveryCode(id, hash)),
      );
      expect(takes.filter(Boolean)).toHaveLength(2);
      expect((await catalogOf().getAccount(id)).secondFactor).toEqual({
        ...secondFactor,
        recovery: ['c'],
      });
      await catalogOf().changeAccount(id, { secondFactor: null });
      expect(await catalogOf().takeRecoveryCode(id, 'c')).toBe(false);
      expect(await catalogOf().takeRecoveryCode('khong-co', 'c')).toBe(false);
    });
  });

  describe('sessions', () => {
    test('are listed as they were used last, those of one account that are not over', async () => {
      const [accountId, now] = [nextId(), '2026-01-01T06:00:00.000Z'];
      const made = ['03', '05', '04', '02'].map((hour, n) => ({
        tokenHash: nextId(),
        accountId: n === 3 ? nextId() : accountId,
        createdAt: '2026-01-01T01:00:00.000Z',
        expiresAt: n === 2 ? now : '2026-01-01T13:00:00.000Z',
        seenAt: `2026-01-01T${hour}:00:00.000Z`,
        from: '203.0.113.…',
        device: 'Firefox · Windows',
        pending: false,
      }));
      for (const session of made) await catalogOf().saveSession(session);
      expect(await catalogOf().listSessions(accountId, now)).toEqual([made[1], made[0]]);
      await catalogOf().touchSession(made[0]!.tokenHash, now);
      await catalogOf().touchSession('khong-co', now);
      expect(await catalogOf().listSessions(accountId, now)).toEqual([
        { ...made[0]!, seenAt: now },
        made[1],
      ]);
      expect(await catalogOf().findSession(made[0]!.tokenHash, now)).toMatchObject({ seenAt: now });
    });
  });

  describe('several units', () => {
    test('are saved at once, and items of any of them listed', async () => {
      const before = await catalogOf().publicRevision();
      const ids = [1, 2].map(() => `u-${nextId()}`);
      const units = ids.map((id): Unit => ({
        id,
        code: id,
        name: id,
        kind: 'commune',
        parentId: null,
        validFrom: null,
        validTo: null,
        successorId: null,
      }));
      await catalogOf().saveUnits(units);
      expect((await catalogOf().listUnits()).filter((u) => ids.includes(u.id))).toEqual(units);
      expect(await catalogOf().publicRevision()).toBeGreaterThan(before);
      const items = [];
      for (const unitId of [...ids, ids[0]!])
        items.push(await catalogOf().saveItem(aChange(anItem({ unitId }))));
      expect((await catalogOf().listItems(aList({ unitId: ids }))).rows.map((i) => i.id)).toEqual(
        items.map((i) => i.id).toReversed(),
      );
      expect((await catalogOf().listItems(aList({ unitId: [] }))).rows).toEqual([]);
    });
  });
}
