import { sendNewsJob } from '#server/base/job.ts';
import { hashOfSecret } from '#server/open-forms/actions/form-token.ts';
import { managingSecret } from '#server/subscriptions/actions/subscribe.ts';
import { lastRun } from '#server/subscriptions/runs.ts';
import { openStorage } from '#storage/index.ts';
import { aChange, anItem } from '../support/builders.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { aSubscriber, aWish } from '../support/make/some-subscribers.ts';
import { openMailServer } from '../support/receivers/mail-server.ts';
import { indexItems } from '../support/publish-items.ts';
import { endLeases, runServer, until } from '../support/shelf-process.ts';

const SUBSCRIBERS = 90;
const KILLS = 3;
const HOUR_MS = 3_600_000;
const before = (ms: number): string => new Date(Date.now() - ms).toISOString();

it('letters whose server is killed again and again reach everybody, hardly anybody twice', async () => {
  const folder = makeFolder();
  const data = `${folder.path}/data`;
  // Slow enough to be killed between two letters.
  const mail = await openMailServer({
    onMailFrom: (_address, _session, done) => {
      setTimeout(done, 30);
    },
  });
  const now = (): string => new Date().toISOString();
  const addresses = Array.from({ length: SUBSCRIBERS }, (_, n) => `nguoi-${n}@example.org`);
  const open = () => openStorage({ DATABASE_URL: `sqlite:${data}`, ELASTICSEARCH_URL: '' });
  const storage = await open();
  const item = anItem({ title: 'Sổ tay mới', state: 'published', publishedAt: before(HOUR_MS) });
  const saved = await storage.catalog.saveItem(aChange(item));
  const actions = { now } as Parameters<typeof indexItems>[0]['shelf']['actions'];
  await indexItems({ shelf: { storage, actions } }, [saved]);
  for (const email of addresses) {
    const subscriber = aSubscriber({ email, toldUntil: before(24 * HOUR_MS) });
    const secret = await managingSecret({ catalog: storage.catalog, now }, subscriber);
    const wish = aWish({ email });
    await storage.catalog.addWish(wish, { ofAddress: 1, ofAll: 999 }, []);
    await storage.catalog.confirmWish(wish.id, { ...subscriber, secretHash: hashOfSecret(secret) });
  }
  await storage.queue.submit([sendNewsJob('weekly', now())]);
  await storage.close();

  const settings = {
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: 'tusach@example.gov.vn',
    BASE_URL: 'https://tusach.example.gov.vn',
  };
  const told = (): Set<string> => new Set(mail.received.map(({ to }) => to));
  let server = await runServer(data, settings);
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      const so = told().size;
      await until('letters go out', 60_000, () => told().size >= so + 10);
      await server.kill('SIGKILL');
      endLeases(data, server);
      server = await runServer(data, settings);
    }
    await until('everybody is told', 60_000, () => told().size === SUBSCRIBERS);
    await until('the job is done', 60_000, async () => {
      const answer = await fetch(`${server.base}/readyz`);
      return ((await answer.json()) as { pendingJobs: number }).pendingJobs === 0;
    });
  } finally {
    await server.kill('SIGTERM');
    await mail.close();
  }
  expect([...told()].toSorted()).toEqual(addresses.toSorted());
  expect(mail.received.length - SUBSCRIBERS).toBeLessThanOrEqual(KILLS);
  const after = await open();
  try {
    expect(await lastRun(after.catalog, 'weekly')).toMatchObject({ reason: null });
    const first = await after.catalog.findSubscriberByAddress(addresses[0]!);
    expect(Date.parse(first!.toldUntil)).toBeGreaterThan(Date.parse(before(HOUR_MS)));
  } finally {
    await after.close();
    folder.remove();
  }
}, 300_000);
