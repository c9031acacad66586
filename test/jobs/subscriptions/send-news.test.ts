import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { searchDocument } from '#server/search/actions/search-document.ts';
import { hashOfSecret } from '#server/open-forms/actions/form-token.ts';
import { sendNewsJob } from '#server/base/job.ts';
import type { Item } from '#server/items/item.ts';
import { unknownLaw } from '#server/laws/law-record.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import { managingSecret } from '#server/subscriptions/actions/subscribe.ts';
import { confirmationLetter, newsLetter } from '#server/subscriptions/jobs/letters.ts';
import { sendConfirmation } from '#server/subscriptions/jobs/send-confirmation.ts';
import { sendNews, type SendNewsDeps } from '#server/subscriptions/jobs/send-news.ts';
import { submitNews } from '#server/subscriptions/jobs/submit-news.ts';
import { lastRun } from '#server/subscriptions/runs.ts';
import type { Rhythm, Subscriber, Wish } from '#server/subscriptions/subscriber.ts';
import { EVERYTHING, topicKey, type SearchTopic } from '#server/subscriptions/topic.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { openMail } from '#server/workflow/jobs/send-mail.ts';
import { NO_FILTERS, type SearchFilters } from '#server/search/search-query.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { aSubscriber, aWish } from '../../support/make/some-subscribers.ts';
import {
  openDeadEnd,
  openMailServer,
  type MailServer,
} from '../../support/receivers/mail-server.ts';
import { textOf } from '../../support/receivers/read-mail.ts';
import { openTemporarySqlite, type StorageUnderTest } from '../../support/storage-under-test.ts';
import { openTestStorage } from '../../support/test-storage.ts';

const SILENT_MS = 300;
const BASE = 'https://tusach.example.gov.vn';
/** A Monday at seven in Vietnam, and the one before. */
const MONDAY = '2026-05-11T00:00:00.000Z';
const LAST_MONDAY = '2026-05-04T00:00:00.000Z';
const DAY = 86_400_000;

let storage: StorageUnderTest;
let mail: MailServer;
let silent: Awaited<ReturnType<typeof openDeadEnd>>;
let faults: unknown[][] = [];
let now = MONDAY;

const plus = (instant: string, ms: number): string =>
  new Date(Date.parse(instant) + ms).toISOString();

beforeAll(async () => {
  [mail, silent] = await Promise.all([openMailServer(), openDeadEnd()]);
});
beforeEach(async () => {
  storage = await openTestStorage();
  await storage.search.remove(['nobody']);
  mail.received.length = 0;
  mail.refuse = () => null;
  [faults, now] = [[], MONDAY];
});
afterEach(() => storage.close());
afterAll(async () => {
  await mail.close();
  silent.close();
});

const LETTERS = {
  shelf: 'Tủ sách thử',
  base: BASE,
  vocabulary: LAW_VOCABULARY,
  units: [],
};

const depsOn = (url = `smtp://127.0.0.1:${mail.port}`): SendNewsDeps => ({
  ...storage,
  now: () => now,
  send: openMail({ url, from: 'tusach@example.gov.vn' }, SILENT_MS),
  compose: async (subscriber, letter, secret) => newsLetter(LETTERS, subscriber, letter, secret),
  onError: (...said) => {
    faults.push(said);
  },
});
const run = (
  deps = depsOn(),
  {
    rhythm = 'weekly',
    until = MONDAY,
    attempts = 1,
  }: Partial<{ rhythm: Rhythm; until: string; attempts: number }> = {},
) =>
  sendNews(
    deps,
    { payload: sendNewsJob(rhythm, until).payload, attempts },
    new AbortController().signal,
  );

async function publish(more: Partial<Item>): Promise<Item> {
  const item = anItem({ state: 'published', publishedAt: plus(LAST_MONDAY, DAY), ...more });
  const saved = await storage.catalog.saveItem(aChange(item));
  await storage.search.index([await searchDocument({ ...storage, now: () => now }, saved)]);
  return saved;
}
async function subscribe(name: string, more: Partial<Subscriber> = {}): Promise<Subscriber> {
  const { catalog } = storage;
  const subscriber = aSubscriber({
    id: name,
    email: `${name}@example.org`,
    toldUntil: LAST_MONDAY,
    ...more,
  });
  const secretHash = hashOfSecret(await managingSecret({ catalog, now: () => now }, subscriber));
  const wish = aWish({ email: subscriber.email });
  await catalog.addWish(wish, { ofAddress: 9, ofAll: 99 }, []);
  return catalog.confirmWish(wish.id, { ...subscriber, secretHash });
}
const topic = (filters: Partial<SearchFilters>, more: Partial<SearchTopic> = {}): string =>
  topicKey({ ...EVERYTHING, filters: { ...NO_FILTERS, ...filters }, ...more });
const told = (): string[] => mail.received.map(({ to }) => to.replace('@example.org', ''));
const letterOf = (name: string): string =>
  textOf(mail.received.findLast(({ to }) => to.startsWith(`${name}@`))!);

describe('the week’s letter', () => {
  it('says what is new of each topic: any within a filter, all filters, words, a law or an Điều', async () => {
    const ref = (articles: string) => ({ ...lawReference('31/2024/QH15'), articles });
    await publish({ title: 'Sổ tay đất đai', subjects: ['11'], genre: 'cam-nang' });
    await publish({ title: 'Tờ rơi bảo hiểm', subjects: ['02'], genre: 'to-gap' });
    const validity = { ...anItem().validity, state: 'het' as const };
    await publish({ title: 'Sổ tay hết hạn', subjects: ['20'], validity });
    await publish({ title: 'Hỏi đáp thừa kế', subjects: ['09'], lawRefs: [ref('Điều 138')] });
    await publish({ title: 'Bài cũ', publishedAt: LAST_MONDAY });
    await publish({ title: 'Bài sau', publishedAt: plus(MONDAY, 1) });
    await publish({ title: 'Bài đã gỡ', state: 'withdrawn' });
    await subscribe('a-moi');
    await subscribe('b-loc', { topics: [topic({ subjects: ['11', '02'], genres: ['cam-nang'] })] });
    await subscribe('c-tu', { topics: [topic({}, { text: 'thừa kế' })] });
    await subscribe('d-luat', {
      topics: [topicKey({ kind: 'law', number: '31/2024/QH15', article: '138' })],
    });
    await subscribe('e-khac', {
      topics: [topicKey({ kind: 'law', number: '31/2024/QH15', article: '9' })],
    });
    await subscribe('f-ngay', { rhythm: 'at-once' });
    expect(await run()).toEqual({ state: 'done' });
    expect(told()).toEqual(['a-moi', 'b-loc', 'c-tu', 'd-luat']);
    expect(letterOf('a-moi').match(/^- .*$/gmu)).toHaveLength(4);
    expect(letterOf('a-moi')).toContain('- Sổ tay hết hạn (Hết hiệu lực)');
    expect(letterOf('b-loc').match(/^- .*$/gmu)).toEqual(['- Sổ tay đất đai']);
    expect(letterOf('c-tu').match(/^- .*$/gmu)).toEqual(['- Hỏi đáp thừa kế']);
    expect(letterOf('d-luat')).toContain('- Hỏi đáp thừa kế');
    expect(await lastRun(storage.catalog, 'weekly')).toMatchObject({ sent: 4, reason: null });

    mail.received.length = 0;
    await run();
    now = plus(MONDAY, 7 * DAY);
    await run(depsOn(), { until: now });
    expect(told()).toEqual(['a-moi']);
    expect(letterOf('a-moi')).toContain('- Bài sau');
  });

  it('is plain text, leads to leaving by one press, and carries no line of a title or an address further', async () => {
    const title = 'Sổ tay\r\nBcc: tat-ca@example.org\r\n\r\n<img src=x>';
    const { id } = await publish({ title });
    const { secretHash } = await subscribe('a-moi');
    await run();
    const [{ raw } = { raw: '' }] = mail.received;
    const head = raw.split('\r\n\r\n')[0]!.replace(/\r\n\s+/gu, ' ');
    const leave = /^List-Unsubscribe: <(\S+)>$/mu.exec(head)![1]!;
    expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/mu);
    expect(head).toMatch(/^Content-Type: text\/plain/mu);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/mu);
    expect(head).not.toMatch(/^Bcc/mu);
    expect(leave).toMatch(
      /^https:\/\/tusach\.example\.gov\.vn\/dang-ky-nhan-tin\/roi\/[\w-]{22}$/u,
    );
    expect(hashOfSecret(leave.split('/').at(-1)!)).toBe(secretHash);
    const text = letterOf('a-moi');
    expect(text).toContain('- Sổ tay Bcc: tat-ca@example.org <img src=x>\r\n');
    const links = text.match(/https?:\S+/gu)!;
    expect(links).toContain(`${BASE}/tai-lieu/${id}`);
    for (const link of links) expect(link).toMatch(/^https:\/\/tusach\.example\.gov\.vn\/[^?]*$/u);
  });

  it('says how a followed law stands when that changed, once, and to nobody who knows it', async () => {
    const key = '312024qh15';
    const law = { ...unknownLaw('31/2024/QH15'), title: 'Luật Đất đai', state: 'con' as const };
    const [saved] = await storage.catalog.saveLaws([law]);
    const topics = [topicKey({ kind: 'law', number: '31/2024/QH15', article: '' })];
    await subscribe('a-luat', { topics, laws: [{ key, state: 'con' }] });
    await run();
    expect(told()).toEqual([]);
    await storage.catalog.saveLaws([{ ...saved!, state: 'het_mot_phan' }]);
    now = plus(MONDAY, 7 * DAY);
    for (let n = 0; n < 2; n++) await run(depsOn(), { until: now });
    expect(told()).toEqual(['a-luat']);
    expect(letterOf('a-luat')).toContain(
      'Văn bản 31/2024/QH15: Hết hiệu lực một phần (trước đó: Còn hiệu lực)',
    );
  });

  it('names so many items and leads to the rest', async () => {
    for (let n = 0; n < 32; n++) await publish({ title: `Bài ${n}` });
    await subscribe('a-moi');
    await run();
    expect(letterOf('a-moi').match(/^- Bài/gmu)).toHaveLength(30);
    expect(letterOf('a-moi')).toContain(`${BASE}/tim-kiem?sap-xep=moi`);
  });

  it('goes on where a killed process left off: at most one person is told twice', async () => {
    await publish({});
    for (const name of ['a', 'b', 'c']) await subscribe(name);
    const deps = depsOn();
    const killed: SendNewsDeps = {
      ...deps,
      send: async (letter) => {
        await deps.send!(letter);
        if (letter.to.startsWith('b')) throw new Error('killed');
      },
    };
    await expect(run(killed)).rejects.toThrow('killed');
    await run();
    expect(told()).toEqual(['a', 'b', 'b', 'c']);
    const aborted = sendNews(
      deps,
      { payload: sendNewsJob('weekly', plus(MONDAY, 1)).payload, attempts: 1 },
      AbortSignal.abort(),
    );
    expect(await aborted).toEqual({ state: 'handed-back' });
  });
});

describe('a mail server in trouble', () => {
  it('holds the run up, ever longer, and the next one says everything', async () => {
    await publish({});
    await subscribe('a-moi');
    const deferring = `smtp://127.0.0.1:${mail.port}`;
    mail.refuse = () => [451, 'try later'];
    const noTls = `smtp://may:mat-khau@127.0.0.1:${mail.port}`;
    for (const url of ['smtp://127.0.0.1:1', `smtp://127.0.0.1:${silent.port}`, deferring, noTls])
      expect(await run(depsOn(url))).toEqual({
        state: 'retry',
        reason: 'mail-unavailable',
        notBefore: plus(now, 60_000),
      });
    expect(await run(depsOn('smtp://127.0.0.1:1'), { attempts: 11 })).toEqual({ state: 'done' });
    expect(await lastRun(storage.catalog, 'weekly')).toMatchObject({
      sent: 0,
      reason: 'mail-unavailable',
    });
    expect(JSON.stringify(faults)).not.toContain('example.org');
    mail.refuse = () => null;
    await run();
    expect(told()).toEqual(['a-moi']);
  });

  it('sets an address aside that nobody has, not one that a rule of the server keeps out', async () => {
    await subscribe('a-khong');
    await subscribe('b-luat');
    await subscribe('c-co');
    mail.refuse = (address) =>
      address.startsWith('a-')
        ? [550, '5.1.1 no such mailbox']
        : address.startsWith('b-')
          ? [550, '5.7.1 relaying denied']
          : null;
    for (let week = 0; week < 4; week++) {
      now = plus(MONDAY, week * 7 * DAY);
      await publish({ publishedAt: plus(now, -DAY) });
      for (let n = 0; n < 2; n++)
        expect(await run(depsOn(), { until: now })).toEqual({ state: 'done' });
    }
    expect(told()).toEqual(['c-co', 'c-co', 'c-co', 'c-co']);
    expect(faults).toHaveLength(3 + 4);
    const { catalog } = storage;
    expect(await catalog.countSubscriptions()).toMatchObject({ weekly: 2, setAside: 1 });
    expect(await catalog.eraseSubscriptions(plus(now, DAY))).toBe(1);
    expect(await catalog.findSubscriberByAddress('a-khong@example.org')).toBeNull();
    mail.refuse = () => null;
    mail.received.length = 0;
    await run(depsOn(), { until: plus(now, DAY) });
    expect(letterOf('b-luat').match(/^- /gmu)).toHaveLength(4);
  });
});

describe('the letter that asks', () => {
  const askOf = async (wish: Wish, port = mail.port, attempts = 1) =>
    sendConfirmation(
      {
        ...storage,
        now: () => now,
        send: openMail(
          { url: `smtp://127.0.0.1:${port}`, from: 'tusach@example.gov.vn' },
          SILENT_MS,
        ),
        compose: async (one, secret) => confirmationLetter(LETTERS, one, secret),
        onError: (...said) => {
          faults.push(said);
        },
      },
      { payload: { wishId: wish.id }, attempts },
    );
  const wished = async (more: Partial<Wish> = {}): Promise<Wish> => {
    const wish = aWish(more);
    await storage.catalog.addWish(wish, { ofAddress: 9, ofAll: 99 }, []);
    return wish;
  };

  it('waits for a server that is away, and is written in the language of the page', async () => {
    const wish = await wished({ email: 'a-moi@example.org', language: 'en' });
    for (const port of [1, silent.port])
      expect(await askOf(wish, port)).toMatchObject({ state: 'retry', reason: 'mail-unavailable' });
    expect(await askOf(wish)).toEqual({ state: 'done' });
    expect(letterOf('a-moi')).toContain('Somebody, you perhaps');
    expect(letterOf('a-moi')).toMatch(/\/dang-ky-nhan-tin\/xac-nhan\/[\w-]{22}/u);
    expect(JSON.stringify(faults)).not.toContain('example.org');
  });

  it('erases an address that the server refuses, that it never reached, and writes to none too late', async () => {
    const [refusedOne, unreached] = [await wished(), await wished()];
    mail.refuse = () => [550, '5.1.1 no such mailbox'];
    expect(await askOf(refusedOne)).toEqual({ state: 'done' });
    expect(await askOf(unreached, 1, 7)).toEqual({ state: 'done' });
    mail.refuse = () => null;
    await askOf(await wished({ eraseAt: now }));
    expect(told()).toEqual([]);
    expect((await storage.catalog.countSubscriptions()).unconfirmed).toBe(1);
  });
});

describe('when letters go', () => {
  const claim = async (): Promise<string | undefined> => {
    const far = '2099-01-01T00:00:00.000Z';
    const job = await storage.queue.claim(['send-news'], 'w', far, far);
    if (job !== null) await storage.queue.finish(job.id, 'w', { state: 'done' });
    return job?.payload['rhythm'];
  };
  const at = async (instant: string): Promise<string | undefined> => {
    now = instant;
    await submitNews({ ...storage, now: () => now });
    return claim();
  };

  it('is once a week from seven on Monday in Vietnam, made up where the machine was off', async () => {
    expect([
      await at('2026-05-10T23:59:00.000Z'),
      await at('2026-05-11T00:00:00.000Z'),
      await at('2026-05-11T00:01:00.000Z'),
      await at('2026-05-17T20:00:00.000Z'),
      await at('2026-05-20T20:00:00.000Z'),
    ]).toEqual([undefined, 'weekly', undefined, undefined, 'weekly']);
  });

  it('is at once where something new was published and can be found, and somebody wants it so', async () => {
    await at(MONDAY);
    await publish({ publishedAt: plus(MONDAY, 60_000) });
    expect(await at(plus(MONDAY, 7 * 60_000))).toBeUndefined();
    await subscribe('a-ngay', { rhythm: 'at-once', toldUntil: MONDAY });
    await publish({ title: 'Bài mới', publishedAt: plus(MONDAY, 10 * 60_000) });
    expect(await at(plus(MONDAY, 16 * 60_000))).toBe('at-once');
    await run(depsOn(), { rhythm: 'at-once' });
    expect(letterOf('a-ngay')).toContain('- Bài mới');
    await at(plus(MONDAY, 17 * 60_000));
    expect(await at(plus(MONDAY, 18 * 60_000))).toBeUndefined();
    await run(depsOn(), { rhythm: 'at-once' });
    expect(told()).toEqual(['a-ngay']);
  });
});

describe('an address that left', () => {
  const leaves = async (on: StorageUnderTest): Promise<void> => {
    const { catalog } = on;
    const email = 'roi.di.that.xa@example.org';
    for (let n = 0; n < 3; n++) {
      const wish = aWish({ email });
      await catalog.addWish(wish, { ofAddress: 9, ofAll: 99 }, []);
      const before = await catalog.findSubscriberByAddress(email);
      await catalog.confirmWish(wish.id, before ?? aSubscriber({ email }));
    }
    const { id } = (await catalog.findSubscriberByAddress(email))!;
    await catalog.noteSubscribers([id], { toldUntil: MONDAY });
    await catalog.eraseSubscriber(id);
    let all = '';
    for await (const record of catalog.dump(null)) all += JSON.stringify(record);
    expect(all).not.toContain('roi.di.that.xa');
  };

  it('is gone from rows and from what backups read', () => leaves(storage));

  it('is gone from the bytes of the embedded database', async () => {
    const sqlite = await openTemporarySqlite();
    try {
      await leaves(sqlite);
      for (const file of ['catalog.db', 'catalog.db-wal'])
        expect([file, readFileSync(join(sqlite.path, file)).includes('roi.di.that.xa')]).toEqual([
          file,
          false,
        ]);
    } finally {
      await sqlite.close();
    }
  });
});
