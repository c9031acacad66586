import { describe, expect, test } from '@jest/globals';
import type { Item, Passage } from '#server/items/item.ts';
import type { Catalog } from '#server/ports.ts';
import type { PassageRef } from '#server/items/text-catalog.ts';
import type { Unit } from '#server/people/unit.ts';
import {
  aChange,
  anAccount,
  anAttachment,
  anItem,
  aPassage,
  aText,
  nextId,
} from '../../support/builders.ts';

/**
 * The part of the catalog contract on texts of files and on people; `catalog-contract.ts` runs it.
 */
export function describeTextsAndPeople(catalogOf: () => Catalog): void {
  /** An item with two files of four and three passages. */
  const anItemWithTexts = async (): Promise<{
    item: Item;
    first: string;
    second: string;
    passages: Passage[];
  }> => {
    const attachments = [anAttachment(), anAttachment()];
    // The order is that of the item's files, not of their ids.
    const [first, second] = [attachments[1]!.id, attachments[0]!.id];
    const item = anItem({ attachments: attachments.toReversed() });
    const of = (attachmentId: string, count: number): Passage[] =>
      Array.from({ length: count }, (_, i) =>
        aPassage({
          itemId: item.id,
          attachmentId,
          ordinal: i,
          locator: { kind: 'page', page: i + 1 },
          heading: `Mục ${i}`,
          text: `Đoạn ${i}\n\n“đất đai” 😀`,
        }),
      );
    const passages = [...of(first, 4), ...of(second, 3)];
    const saved = await catalogOf().saveItem(
      aChange(item, {
        texts: [
          aText(second, { passages: passages.slice(4) }),
          aText(first, {
            passages: passages.slice(0, 4),
            outline: [{ title: 'Mục 0', level: 1, locator: { kind: 'page', page: 1 } }],
            sections: [2, 1].map((number) => ({
              attachmentId: first,
              number,
              title: `Chương ${number}`,
              href: `c${number}.xhtml`,
              html: `<p>${number}</p>`,
            })),
            resources: [
              {
                attachmentId: first,
                name: 'bia.png',
                mediaType: 'image/png',
                sha256: 'cd'.repeat(32),
                bytes: 9,
              },
            ],
          }),
        ],
      }),
    );
    return { item: saved, first, second, passages };
  };

  describe('texts', () => {
    test('are read by the order of files and ordinal, from just after a passage', async () => {
      const { item, passages } = await anItemWithTexts();
      expect(await catalogOf().listPassages(item.id, null, 100)).toEqual(passages);
      for (const limit of [1, 2, 3, 4, 7, 8]) {
        const seen: Passage[] = [];
        let after: PassageRef | null = null;
        do {
          const batch: Passage[] = await catalogOf().listPassages(item.id, after, limit);
          seen.push(...batch);
          after = batch.length === limit ? batch.at(-1)! : null;
        } while (after !== null);
        expect(seen).toEqual(passages);
      }
      expect(await catalogOf().listPassages('không có', null, 5)).toEqual([]);
    });

    test('are found in the order asked, missing ones left out', async () => {
      const { first, second, passages } = await anItemWithTexts();
      const refs = [
        { attachmentId: second, ordinal: 2 },
        { attachmentId: first, ordinal: 99 },
        { attachmentId: first, ordinal: 0 },
        { attachmentId: 'none', ordinal: 0 },
      ];
      expect(await catalogOf().findPassages(refs)).toEqual([passages[6], passages[0]]);
      expect(await catalogOf().findPassages([])).toEqual([]);
    });

    test('are found by page or chapter range', async () => {
      const { first, passages } = await anItemWithTexts();
      expect(await catalogOf().passagesOfPages(first, 2, 3)).toEqual(passages.slice(1, 3));
      expect(await catalogOf().passagesOfPages(first, 9, 12)).toEqual([]);
      const attachment = anAttachment();
      const item = anItem({ attachments: [attachment] });
      const chapters = [1, 1, 2, 3].map((chapter, ordinal) =>
        aPassage({
          itemId: item.id,
          attachmentId: attachment.id,
          ordinal,
          locator: { kind: 'chapter', chapter, fragment: ordinal === 1 ? 'm2' : null },
        }),
      );
      await catalogOf().saveItem(
        aChange(item, { texts: [aText(attachment.id, { passages: chapters })] }),
      );
      expect(await catalogOf().passagesOfPages(attachment.id, 1, 2)).toEqual(chapters.slice(0, 3));
    });

    test('of every kind of place come back as they were', async () => {
      const attachment = anAttachment();
      const item = anItem({ attachments: [attachment] });
      const passages = (
        [
          { kind: 'time', seconds: 95.125 },
          { kind: 'chapter', chapter: 2, fragment: 'muc-1' },
          { kind: 'page', page: 700 },
        ] as const
      ).map((locator, ordinal) =>
        aPassage({ itemId: item.id, attachmentId: attachment.id, ordinal, locator }),
      );
      await catalogOf().saveItem(aChange(item, { texts: [aText(attachment.id, { passages })] }));
      expect(await catalogOf().listPassages(item.id, null, 10)).toEqual(passages);
    });

    test('have sections, pictures and an outline', async () => {
      const { first, second } = await anItemWithTexts();
      expect(await catalogOf().findSection(first, 1)).toEqual({
        attachmentId: first,
        number: 1,
        title: 'Chương 1',
        href: 'c1.xhtml',
        html: '<p>1</p>',
      });
      expect(await catalogOf().findSection(first, 3)).toBeNull();
      expect(await catalogOf().listSections(first)).toEqual(
        [1, 2].map((number) => ({
          attachmentId: first,
          number,
          title: `Chương ${number}`,
          href: `c${number}.xhtml`,
        })),
      );
      expect(await catalogOf().findResource(first, 'bia.png')).toEqual({
        attachmentId: first,
        name: 'bia.png',
        mediaType: 'image/png',
        sha256: 'cd'.repeat(32),
        bytes: 9,
      });
      expect(await catalogOf().findResource(second, 'bia.png')).toBeNull();
      expect(await catalogOf().outline(first)).toEqual([
        { title: 'Mục 0', level: 1, locator: { kind: 'page', page: 1 } },
      ]);
      expect(await catalogOf().outline(second)).toEqual([]);
      expect(await catalogOf().listSections(second)).toEqual([]);
    });

    test('replace whatever the file had, and only that file', async () => {
      const { item, first, second, passages } = await anItemWithTexts();
      const fresh = aPassage({ itemId: item.id, attachmentId: first, text: 'Mới' });
      await catalogOf().saveItem(aChange(item, { texts: [aText(first, { passages: [fresh] })] }));
      expect(await catalogOf().listPassages(item.id, null, 10)).toEqual([
        fresh,
        ...passages.slice(4),
      ]);
      expect(await catalogOf().listSections(first)).toEqual([]);
      expect(await catalogOf().findResource(first, 'bia.png')).toBeNull();
      expect(await catalogOf().outline(first)).toEqual([]);
      expect(await catalogOf().findPassages([{ attachmentId: second, ordinal: 0 }])).toEqual([
        passages[4],
      ]);
    });

    test('stay when a change brings none', async () => {
      const { item, passages } = await anItemWithTexts();
      await catalogOf().saveItem(aChange({ ...item, title: 'Sửa' }));
      expect(await catalogOf().listPassages(item.id, null, 10)).toEqual(passages);
    });
  });

  describe('people', () => {
    test('never share a user name, however it is written', async () => {
      const name = `ten-${nextId()}`;
      const first = anAccount({ username: name });
      await catalogOf().saveAccount(first);
      await expect(
        catalogOf().saveAccount(anAccount({ username: name.toUpperCase() })),
      ).rejects.toMatchObject({ code: 'duplicate-username' });
      await catalogOf().saveAccount({ ...first, displayName: 'Tên khác' });
      expect((await catalogOf().findAccount(name))?.displayName).toBe('Tên khác');
      const both = await Promise.allSettled(
        [1, 2].map(() => catalogOf().saveAccount(anAccount({ username: `cung-luc-${name}` }))),
      );
      expect(both.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });

    test('have their tries counted together until the time is over', async () => {
      const [key, later] = [`dang-nhap:${nextId()}`, '2100-01-01T00:15:00.000Z'];
      const at = (minute: number): string =>
        `2100-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
      const counts = await Promise.all(
        Array.from({ length: 10 }, () => catalogOf().countTry(key, at(0), later)),
      );
      expect(counts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(await catalogOf().countTry(`${key}-khac`, at(0), later)).toBe(1);
      expect(await catalogOf().countTry(key, at(14), at(29))).toBe(11);
      expect(await catalogOf().countTry(key, at(15), at(30))).toBe(1);
      expect(await catalogOf().countTry(key, at(29), at(44))).toBe(2);
      expect(await catalogOf().countTry(key, at(29), at(44), 40)).toBe(42);
      expect(await catalogOf().countTry(`${key}-nhieu`, at(29), at(44), 7)).toBe(7);
    });

    test('have their tries found, and forgotten one by one or all', async () => {
      const [key, now, until] = [
        `dang-nhap:${nextId()}`,
        '2100-01-01T00:00:00.000Z',
        '2100-01-01T00:15:00.000Z',
      ];
      expect(await catalogOf().findTries(key, now)).toBe(0);
      await catalogOf().forgetTries(key, 1);
      expect(await catalogOf().findTries(key, now)).toBe(0);
      await catalogOf().countTry(key, now, until, 10);
      await Promise.all(Array.from({ length: 4 }, () => catalogOf().forgetTries(key, 1)));
      expect(await catalogOf().findTries(key, now)).toBe(6);
      expect(await catalogOf().findTries(key, until)).toBe(0);
      await catalogOf().forgetTries(key, 9);
      expect(await catalogOf().countTry(key, now, until)).toBe(1);
      await catalogOf().forgetTries(key, null);
      expect(await catalogOf().findTries(key, now)).toBe(0);
    });

    test('are counted no longer than from now on, where a clock ran ahead', async () => {
      const key = `dang-nhap:${nextId()}`;
      await catalogOf().countTry(key, '2102-01-01T00:00:00.000Z', '2102-01-01T00:15:00.000Z');
      const [now, until] = ['2101-01-01T00:00:00.000Z', '2101-01-01T00:15:00.000Z'];
      expect(await catalogOf().countTry(key, now, until)).toBe(2);
      expect(await catalogOf().findTries(key, until)).toBe(0);
      expect(await catalogOf().countTry(key, until, '2101-01-01T00:30:00.000Z')).toBe(1);
    });

    test('are found by user name however capitalised, and by id', async () => {
      const before = await catalogOf().countAccounts();
      const account = anAccount({ username: 'nguyen.an' });
      await catalogOf().saveAccount(account);
      expect(await catalogOf().findAccount('Nguyen.AN')).toEqual(account);
      expect(await catalogOf().getAccount(account.id)).toEqual(account);
      await catalogOf().saveAccount({ ...account, displayName: 'Tên khác', roles: ['admin'] });
      expect(await catalogOf().findAccount('nguyen.an')).toMatchObject({
        displayName: 'Tên khác',
        roles: ['admin'],
      });
      expect(await catalogOf().countAccounts()).toBe(before + 1);
    });

    test('that are missing are null by name and an error by id', async () => {
      expect(await catalogOf().findAccount('khong-co')).toBeNull();
      await expect(catalogOf().getAccount('khong-co')).rejects.toMatchObject({
        code: 'not-signed-in',
      });
    });

    test('have sessions until they expire or are deleted', async () => {
      const [createdAt, expiresAt] = ['2026-01-01T00:00:00.000Z', '2026-01-01T12:00:00.000Z'];
      const session = {
        tokenHash: nextId(),
        accountId: 'a',
        createdAt,
        expiresAt,
        seenAt: createdAt,
        from: '',
        device: '',
        pending: false,
      };
      const other = { ...session, tokenHash: nextId() };
      await catalogOf().saveSession(session);
      await catalogOf().saveSession(other);
      expect(await catalogOf().findSession(session.tokenHash, '2026-01-01T11:59:59.999Z')).toEqual(
        session,
      );
      for (const now of [expiresAt, '2026-01-02T00:00:00.000Z'])
        expect(await catalogOf().findSession(session.tokenHash, now)).toBeNull();
      await catalogOf().deleteSession(session.tokenHash);
      expect(await catalogOf().findSession(session.tokenHash, createdAt)).toBeNull();
      expect(await catalogOf().findSession(other.tokenHash, createdAt)).toEqual(other);
      await expect(catalogOf().deleteSession('khong-co')).resolves.toBeUndefined();
    });
  });

  describe('units and facts', () => {
    test('are inserted, replaced and listed', async () => {
      const unit: Unit = {
        id: `u-${nextId()}`,
        code: '04',
        name: 'Tỉnh An Sơn',
        kind: 'province',
        parentId: null,
        validFrom: '2025-07-01',
        validTo: null,
        successorId: null,
      };
      await catalogOf().saveUnit(unit);
      await catalogOf().saveUnit({ ...unit, name: 'Tỉnh An Giang' });
      expect((await catalogOf().listUnits()).filter((u) => u.id === unit.id)).toEqual([
        { ...unit, name: 'Tỉnh An Giang' },
      ]);
      expect(await catalogOf().findFact('demo')).toBeNull();
      await catalogOf().saveFact('demo', 'half');
      await catalogOf().saveFact('demo', 'done');
      expect(await catalogOf().findFact('demo')).toBe('done');
    });
  });
}
