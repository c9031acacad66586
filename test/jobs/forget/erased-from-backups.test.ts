import { storageSource } from '#server/keeping/actions/move-shelf.ts';
import { openBackup } from '#server/keeping/jobs/backup/open-backup.ts';
import { eraseQuestions } from '#server/questions/actions/erase-questions.ts';
import { NOW } from '../../support/builders.ts';
import { makeBackup } from '../../support/make/make-backup.ts';
import { makeFolder } from '../../support/make/make-folder.ts';
import { answeredQuestion } from '../../support/make/some-questions.ts';
import { aSubscriber, aWish } from '../../support/make/some-subscribers.ts';
import { openTestStorage } from '../../support/test-storage.ts';

const daysLater = (days: number): string =>
  new Date(Date.parse(NOW) + days * 86_400_000).toISOString();
const PHONE = '0987 654 321';
const PERSONAL = ['bo.dang.ky@example.org', 'chua.xac.nhan@example.org', 'hoi@example.org', PHONE];

it('backups made later hold nothing of whoever left, did not confirm, or asked long ago', async () => {
  const storage = await openTestStorage();
  const folder = makeFolder();
  const { catalog } = storage;
  const backedUp = async (): Promise<string[]> => {
    const { path } = await makeBackup(storageSource('thử', storage), folder.path);
    let all = '';
    for await (const record of (await openBackup(path)).records(null))
      all += JSON.stringify(record);
    return PERSONAL.filter((datum) => all.includes(datum));
  };
  try {
    const subscriber = aSubscriber({ email: PERSONAL[0]! });
    const [meant, unmeant] = [aWish({ email: PERSONAL[0]! }), aWish({ email: PERSONAL[1]! })];
    for (const wish of [meant, unmeant])
      await catalog.addWish({ ...wish, eraseAt: daysLater(2) }, { ofAddress: 1, ofAll: 9 }, []);
    await catalog.confirmWish(meant.id, subscriber);
    const contact = { email: PERSONAL[2]!, phone: PHONE };
    const question = answeredQuestion({ contact, text: `Gọi tôi số ${PHONE}.` });
    await catalog.addQuestion({ ...question, eraseAt: daysLater(90) }, '2026', 9);
    expect(await backedUp()).toEqual(PERSONAL.filter((datum) => datum !== PERSONAL[1]));

    await catalog.eraseSubscriber(subscriber.id);
    await catalog.eraseSubscriptions(daysLater(3));
    await eraseQuestions({ catalog, now: () => daysLater(91) });
    expect(await backedUp()).toEqual([]);
  } finally {
    await storage.close();
    folder.remove();
  }
});
