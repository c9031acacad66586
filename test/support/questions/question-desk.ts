import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import { hashOfSecret } from '#server/open-forms/actions/form-token.ts';
import type { Question } from '#server/questions/question.ts';
import { ask, postForm, type Answer, type Fields } from '../ask.ts';
import { anAttachment } from '../builders.ts';
import { publishItems } from '../publish-items.ts';
import { staffPerson, type StaffPerson } from '../staff-person.ts';
import { setClock, startTestApp, type TestApp } from '../start-test-app.ts';

const MONDAY = '2026-11-30T02:00:00.000Z';
export const TEXT =
  'Nhà tôi khai hoang mảnh đất từ năm 1990, chưa có giấy tờ. Tôi có được cấp sổ đỏ không?';

/** A cataloguer and an approver of the managing unit, a contributor of a commune. */
export interface DeskPeople {
  readonly binh: StaffPerson;
  readonly duyet: StaffPerson;
  readonly xa: StaffPerson;
}

let app: TestApp;
/** Filled by {@link withDesk}; their cookies are renewed before every test. */
export const people = {} as DeskPeople;

export const theApp = (): TestApp => app;

export const catalog = () => app.shelf.storage.catalog;
/** Puts the clock forward. */
export const later = (minutes: number): void =>
  setClock(new Date(Date.now() + minutes * 60_000).toISOString());
export const open = (path: string, cookie = ''): Promise<Answer> =>
  ask(app.base, path, cookie === '' ? {} : { headers: { cookie } });
export const send = (path: string, fields: Fields, cookie = ''): Promise<Answer> =>
  postForm(app.base, path, fields, cookie === '' ? {} : { cookie });

/** Fills the form in as a person would, and sends it. */
export async function askFor(text: string, more: Record<string, string> = {}): Promise<Answer> {
  const token = (await open('/hoi-dap/gui')).value('token');
  later(1);
  return send('/hoi-dap/gui', { step: 'send', token, text, ...more });
}
export const secretIn = (given: Answer): string =>
  /^\/hoi-dap\/theo-doi\/([\w-]{22})\?bao=moi$/u.exec(given.headers.location ?? '')![1]!;
export const bySecret = async (secret: string): Promise<Question> =>
  (await catalog().findQuestionBySecret(hashOfSecret(secret)))!;
/** A question that was asked by the form. */
export async function asked(text = TEXT, more: Record<string, string> = {}) {
  const secret = secretIn(await askFor(text, more));
  return { secret, question: await bySecret(secret) };
}
export const onDesk = (
  id: string,
  action: string,
  fields: Fields,
  who = people.binh,
): Promise<Answer> => send(`/can-bo/cau-hoi/${id}/${action}`, fields, who.cookie);
export const stored = async (id: string): Promise<Question> => (await catalog().findQuestion(id))!;
export const version = async (id: string): Promise<string> => String((await stored(id)).version);

/** Brings a question through draft and approval. */
export async function answerIt(
  id: string,
  text = 'Được, theo Điều 138 của luật [1].',
): Promise<void> {
  const citation = JSON.stringify({ label: 'Luật số 31/2024/QH15', href: '', law: '31/2024/QH15' });
  const fields = { act: 'submit', answer: text, subject: '11', citation };
  expect((await onDesk(id, 'soan', { ...fields, version: await version(id) })).status).toBe(303);
  expect((await onDesk(id, 'duyet', { version: await version(id) }, people.duyet)).status).toBe(
    303,
  );
}

const UNIT = {
  kind: 'commune' as const,
  parentId: null,
  validFrom: null,
  validTo: null,
  successorId: null,
};

async function fill(): Promise<void> {
  setClock(MONDAY);
  app = await startTestApp({ settings: { TWO_PERSON_RULE: 'yes' } });
  await catalog().saveUnits([
    { ...UNIT, id: 'so-tu-phap', code: 'so-tu-phap', name: 'Sở Tư pháp', kind: 'department' },
    { ...UNIT, id: 'xa-an', code: 'xa-an', name: 'Xã An Bình' },
    { ...UNIT, id: 'xa-cu', code: 'xa-cu', name: 'Xã Cũ' },
  ]);
  const binh = await staffPerson(app, ['cataloguer'], 'so-tu-phap', {
    displayName: 'Trần Thị Bình',
  });
  const duyet = await staffPerson(app, ['cataloguer', 'approver'], 'so-tu-phap', {
    displayName: 'Lê Văn Duyệt',
  });
  const xa = await staffPerson(app, ['contributor'], 'xa-an', { displayName: 'Cán bộ xã' });
  await publishItems(app, [
    {
      item: { title: 'Hỏi đáp về sổ đỏ', attachments: [anAttachment()], subjects: ['11'] },
      pages: ['Đất khai hoang sử dụng ổn định, không tranh chấp thì được cấp sổ đỏ.'],
    },
  ]);
  Object.assign(people, { binh, duyet, xa });
}

/** Sessions end while the clock goes on. */
export async function signInAgain(): Promise<void> {
  for (const who of Object.values(people) as StaffPerson[]) {
    const { headers } = await postForm(app.base, '/dang-nhap', {
      username: who.username,
      password: 'x',
    });
    Object.assign(who, { cookie: headers['set-cookie']![0]!.split(';')[0]! });
  }
}

/** One shelf for a file, where people ask and officials answer; an hour passes between tests. */
export function withDesk(): void {
  beforeAll(fill);
  afterAll(() => app.close());
  // Limits count by the hour.
  beforeEach(async () => {
    later(61);
    await signInAgain();
  });
}
