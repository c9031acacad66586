import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { sendAnswerJob } from '#server/base/job.ts';
import { eraseQuestions } from '#server/questions/actions/erase-questions.ts';
import { answerMail } from '#server/questions/jobs/answer-mail.ts';
import { sendAnswer, type SendAnswerDeps } from '#server/questions/jobs/send-answer.ts';
import type { Question } from '#server/questions/question.ts';
import { openMail } from '#server/workflow/jobs/send-mail.ts';
import { NOW } from '../../support/builders.ts';
import { answeredQuestion, aQuestion } from '../../support/make/some-questions.ts';
import { textOf, type ReceivedMail } from '../../support/receivers/read-mail.ts';
import { openTemporarySqlite, type StorageUnderTest } from '../../support/storage-under-test.ts';
import { openTestStorage } from '../../support/test-storage.ts';

const SILENT_MS = 300;
const TO = 'nguoi.hoi@example.com';
let storage: StorageUnderTest;
let received: (ReceivedMail & { readonly to: string })[] = [];
let refuses = false;
let faults: unknown[] = [];
let smtp: SMTPServer;
let silent: ReturnType<typeof createServer>;

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;
const listens = (server: { listen(port: number, host: string, done: () => void): unknown }) =>
  new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

beforeAll(async () => {
  storage = await openTestStorage();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) =>
      done(refuses ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]!.address;
        received.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });
  smtp.on('error', () => undefined);
  silent = createServer(() => undefined);
  await listens(smtp);
  await listens(silent);
});
beforeEach(() => {
  [received, faults, refuses] = [[], [], false];
});
afterAll(async () => {
  await new Promise<void>((resolve) => {
    smtp.close(resolve);
  });
  silent.close();
  await storage.close();
});

const depsOn = (port: number | null): SendAnswerDeps => ({
  catalog: storage.catalog,
  now: () => NOW,
  send:
    port === null
      ? null
      : openMail({ url: `smtp://127.0.0.1:${port}`, from: 'tusach@example.gov.vn' }, SILENT_MS),
  compose: (question) =>
    answerMail(question, { shelf: 'Tủ sách', base: 'https://tusach.example.gov.vn' }),
  onError: (reason, id) => {
    faults.push([reason, id]);
  },
});
const add = async (question: Question): Promise<Question> =>
  (await storage.catalog.addQuestion(question, '2026', 9))!;
const jobOf = ({ id }: Question, attempts = 1) => ({ ...sendAnswerJob(id), attempts });
const mailOf = async ({ id }: Question) => (await storage.catalog.findQuestion(id))!.mail;

describe('an answer by e-mail', () => {
  it('says what was answered and what it rests on, once, without the secret address', async () => {
    const answer = {
      text: 'Được, nếu không có tranh chấp [1].',
      citations: [{ label: 'Điều 138, Luật Đất đai', href: '/van-ban/31-2024-QH15', law: '' }],
      by: 'Cán bộ A',
      approvedBy: 'Cán bộ B',
      at: NOW,
    };
    const question = await add(answeredQuestion({ mail: 'waiting', answer }));
    const deps = depsOn(portOf(smtp.server));
    expect(await sendAnswer(deps, jobOf(question))).toEqual({ state: 'done' });
    expect(await sendAnswer(deps, jobOf(question))).toEqual({ state: 'done' });
    expect(received.map(({ to }) => to)).toEqual([TO]);
    const text = textOf(received[0]!);
    expect(text).toContain('Được, nếu không có tranh chấp [1].');
    expect(text).toContain(
      '[1] Điều 138, Luật Đất đai https://tusach.example.gov.vn/van-ban/31-2024-QH15',
    );
    expect(text).not.toContain('theo-doi');
    expect(await mailOf(question)).toBe('sent');
  });

  it('says what is asked back, and why a question was closed', async () => {
    const asked = await add(
      aQuestion({
        state: 'asked',
        mail: 'waiting',
        messages: [{ from: 'staff', text: 'Đất ở xã nào?', at: NOW }],
      }),
    );
    const closed = await add(
      aQuestion({ state: 'closed', mail: 'waiting', closing: 'Việc của tòa án.', settledAt: NOW }),
    );
    for (const question of [asked, closed])
      await sendAnswer(depsOn(portOf(smtp.server)), jobOf(question));
    expect(received.map(textOf)).toEqual([
      expect.stringContaining('Đất ở xã nào?'),
      expect.stringContaining('Việc của tòa án.'),
    ]);
  });

  it('waits for a server that is down or slow, and is given up in sight of officials', async () => {
    const question = await add(answeredQuestion({ mail: 'waiting' }));
    for (const port of [1, portOf(silent)])
      expect(await sendAnswer(depsOn(port), jobOf(question))).toMatchObject({
        state: 'retry',
        reason: 'mail-unavailable',
      });
    expect(await mailOf(question)).toBe('waiting');
    expect(await sendAnswer(depsOn(1), jobOf(question, 7))).toEqual({ state: 'done' });
    expect(await mailOf(question)).toBe('refused');
    expect(JSON.stringify(faults)).not.toContain(TO);
  });

  it('is not sent again to whom the server refuses, nor where no server is set', async () => {
    refuses = true;
    for (const port of [portOf(smtp.server), null]) {
      const question = await add(answeredQuestion({ mail: 'waiting' }));
      expect(await sendAnswer(depsOn(port), jobOf(question))).toEqual({ state: 'done' });
      expect(await mailOf(question)).toBe('refused');
    }
    expect(received).toEqual([]);
  });
});

describe('personal data beyond its time', () => {
  const PHONE = '0987 654 321';
  const days = (n: number): (() => string) => {
    const at = new Date(Date.parse(NOW) + n * 86_400_000).toISOString();
    return () => at;
  };
  const everything = async (catalog: StorageUnderTest['catalog']): Promise<string> => {
    let all = '';
    for await (const record of catalog.dump(null)) all += JSON.stringify(record);
    return all;
  };

  const erases = async (on: StorageUnderTest): Promise<void> => {
    const text = `Gọi tôi số ${PHONE}. Đất khai hoang có được cấp sổ đỏ không?`;
    const { catalog } = on;
    const asked = (await catalog.addQuestion(
      aQuestion({ text, contact: { email: 'xoa.toi@example.com', phone: PHONE } }),
      '2026',
      9,
    ))!;
    // Saved several times, as questions are.
    const answered = await catalog.saveQuestion(
      { ...answeredQuestion(), ...asked, state: 'answered', settledAt: NOW, eraseAt: days(90)() },
      [],
    );
    await eraseQuestions({ catalog, now: days(89) });
    expect((await catalog.findQuestion(asked.id))!.contact).not.toBeNull();
    await eraseQuestions({ catalog, now: days(91) });
    const left = (await catalog.findQuestion(asked.id))!;
    expect([left.contact, left.text]).toEqual([
      null,
      'Gọi tôi số […]. Đất khai hoang có được cấp sổ đỏ không?',
    ]);
    expect(left.events.at(-1)?.act).toBe('erased');
    expect(await everything(catalog)).not.toMatch(/0987 654 321|xoa\.toi/u);
    await eraseQuestions({ catalog, now: days(800) });
    expect((await catalog.findQuestion(answered.id))!.text).toBe('');
    expect(await catalog.findQuestionBySecret(asked.secretHash)).toBeNull();
  };

  it('is gone from the row, its history and what backups read', () => erases(storage));

  it('is gone from the bytes of the embedded database', async () => {
    const sqlite = await openTemporarySqlite();
    try {
      await erases(sqlite);
      for (const file of ['catalog.db', 'catalog.db-wal']) {
        const bytes = readFileSync(join(sqlite.path, file));
        expect([file, bytes.includes(PHONE), bytes.includes('xoa.toi')]).toEqual([
          file,
          false,
          false,
        ]);
      }
    } finally {
      await sqlite.close();
    }
  });
});
