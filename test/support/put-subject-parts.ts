import { searchDocument } from '#server/search/actions/search-document.ts';
import { aChange, NOW } from './builders.ts';
import type { TestApp } from './start-test-app.ts';

/** Two parts of the item's first subject, one of them hidden; the item has both. */
export async function putSubjectParts(
  {
    shelf: {
      storage: { catalog, search },
    },
  }: Pick<TestApp, 'shelf'>,
  itemId: string,
): Promise<void> {
  const item = (await catalog.findItem(itemId))!;
  const [subject] = item.subjects;
  const parts = [
    [`${subject}.hoa-giai-o-co-so`, 'Hòa giải ở cơ sở', false],
    [`${subject}.luat-su`, 'Luật sư', true],
  ] as const;
  for (const [n, [id, name, hidden]] of parts.entries())
    await catalog.saveAuthority({
      list: 'sub-subject',
      id,
      rank: n,
      version: 0,
      changedAt: NOW,
      changedBy: 'Lò Thị Hương',
      value: { name, english: '', hidden },
    });
  const saved = await catalog.saveItem(
    aChange({ ...item, subjects: [...item.subjects, ...parts.map(([id]) => id)] }),
  );
  await search.index([await searchDocument({ catalog, now: () => NOW }, saved)]);
  await catalog.bumpPublicRevision();
}
