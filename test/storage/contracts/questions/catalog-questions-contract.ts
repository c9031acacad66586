import { beforeAll, describe, expect, test } from '@jest/globals';
import { sendAnswerJob } from '#server/base/job.ts';
import { erased } from '#server/questions/erasing.ts';
import type { Question } from '#server/questions/question.ts';
import type { Catalog, Queue } from '#server/ports.ts';
import { aQuestion, answeredQuestion } from '../../../support/make/some-questions.ts';

const at = (day: string): string => `2026-${day}T03:00:00.000Z`;
const LATER = '2027-01-01T00:00:00.000Z';

/** What every Catalog keeps of what citizens ask. */
export function describeQuestions(catalogOf: () => Catalog, queueOf: () => Queue): void {
  describe('questions of citizens', () => {
    const add = async (more: Partial<Question> = {}, mostHeld = 9): Promise<Question> =>
      (await catalogOf().addQuestion(aQuestion(more), '2026', mostHeld))!;
    let first: Question;
    let second: Question;
    let settled: Question;
    beforeAll(async () => {
      first = await add({ unitId: 'xa-an', runsFrom: at('06-02') });
      second = await add({ unitId: 'xa-khac', runsFrom: at('06-01') });
      settled = (await catalogOf().addQuestion(
        answeredQuestion({ unitId: 'xa-an', settledAt: at('06-09'), itemId: 'tai-lieu' }),
        '2026',
        9,
      ))!;
    });

    test('are numbered within their year, even many at once', async () => {
      expect([first.number, second.number, settled.number]).toEqual([
        'HD-2026-1',
        'HD-2026-2',
        'HD-2026-3',
      ]);
      const many = await Promise.all(
        Array.from({ length: 5 }, () => catalogOf().addQuestion(aQuestion(), '2025', 9)),
      );
      expect(many.map((q) => q?.number).toSorted()).toEqual(
        [1, 2, 3, 4, 5].map((n) => `HD-2025-${n}`),
      );
    });

    test('are found by id, number and secret', async () => {
      const catalog = catalogOf();
      expect(await catalog.findQuestion(first.id)).toEqual(first);
      expect(await catalog.findQuestionByNumber(first.number)).toEqual(first);
      expect(await catalog.findQuestionBySecret(first.secretHash)).toEqual(first);
      expect([
        await catalog.findQuestion('nichts'),
        await catalog.findQuestionByNumber('HD-2026-99'),
        await catalog.findQuestionBySecret('nichts'),
      ]).toEqual([null, null, null]);
    });

    test('of one secret are one, even where they come at once', async () => {
      const secretHash = 'hash-of-one-form';
      const twice = await Promise.all(
        [1, 2].map(() => catalogOf().addQuestion(aQuestion({ secretHash }), '2024', 9)),
      );
      expect(twice[0]).toEqual(twice[1]);
      expect(twice[0]!.number).toBe('HD-2024-1');
      expect(await catalogOf().findQuestion(twice[0]!.id)).toEqual(twice[0]);
      // One that is known is no further one that is held.
      const held = aQuestion({ secretHash, state: 'held' });
      expect(await catalogOf().addQuestion(held, '2024', 0)).toEqual(twice[0]);
    });

    test('are held only up to a number', async () => {
      expect((await add({ state: 'held' }, 1)).state).toBe('held');
      expect(await catalogOf().addQuestion(aQuestion({ state: 'held' }), '2026', 1)).toBeNull();
    });

    test('are saved with their jobs, of two who saved at once one', async () => {
      const catalog = catalogOf();
      const pending = await queueOf().pending();
      const job = sendAnswerJob(second.id);
      const saved = await catalog.saveQuestion({ ...second, subject: '11' }, [job]);
      expect(saved).toEqual({ ...second, subject: '11', version: second.version + 1 });
      expect(await queueOf().pending()).toBe(pending + 1);
      await expect(catalog.saveQuestion(second, [sendAnswerJob('x')])).rejects.toMatchObject({
        code: 'stale-version',
      });
      expect(await queueOf().pending()).toBe(pending + 1);
    });

    test('are listed by unit and state, the longest waiting first, the newest settled first', async () => {
      const catalog = catalogOf();
      const list = async (
        unitIds: readonly string[] | null,
        limit = 9,
        after: string | null = null,
      ) => catalog.listQuestions({ unitIds, states: ['waiting', 'asked'], limit, after });
      const both = ['xa-an', 'xa-khac'];
      const page = await list(both, 1);
      expect(page.rows.map(({ id }) => id)).toEqual([second.id]);
      expect((await list(both, 9, page.next)).rows.map(({ id }) => id)).toEqual([first.id]);
      expect((await list(['xa-an'])).rows.map(({ id }) => id)).toEqual([first.id]);
      expect((await list([])).rows).toEqual([]);
      const newer = (await catalog.addQuestion(
        answeredQuestion({ settledAt: at('06-10') }),
        '2026',
        9,
      ))!;
      const answered = await catalog.listQuestions({
        unitIds: null,
        states: ['answered', 'closed'],
        limit: 9,
        after: null,
      });
      expect(answered.rows.map(({ id }) => id)).toEqual([newer.id, settled.id]);
      expect(await catalog.countQuestions(['xa-an'])).toEqual({ waiting: 1, answered: 1 });
    });

    test('that wait are counted by what is new, what is late and who may approve', async () => {
      const catalog = catalogOf();
      const unitIds = ['xa-dem'];
      const draft = (byId: string, day: string) => ({
        state: 'drafted' as const,
        draft: { text: 'Được.', citations: [], byId, byName: byId, at: at(day) },
      });
      await add({ unitId: 'xa-dem', runsFrom: at('07-01') });
      await add({ unitId: 'xa-dem', runsFrom: at('07-20') });
      await add({ unitId: 'xa-dem', runsFrom: at('07-01'), ...draft('binh', '07-25') });
      await add({ unitId: 'xa-dem', runsFrom: at('07-20'), ...draft('an', '07-21') });
      const waiting = { unitIds, state: 'waiting' } as const;
      const drafted = { unitIds, state: 'drafted' } as const;
      const counts = [
        waiting,
        { ...waiting, since: at('07-10') },
        { ...waiting, runsBefore: at('07-10') },
        { ...waiting, unitIds: ['xa-la'] },
        drafted,
        { ...drafted, since: at('07-22') },
        { ...drafted, runsBefore: at('07-10') },
        { ...drafted, notBy: 'an', runsBefore: at('07-20') },
        { ...drafted, notBy: 'binh', runsBefore: at('07-20') },
      ];
      expect(
        await Promise.all(counts.map((which) => catalog.countWaitingQuestions(which, 9))),
      ).toEqual([2, 1, 1, 0, 2, 1, 1, 1, 0]);
      expect(await catalog.countWaitingQuestions(waiting, 1)).toBe(1);
      const everywhere = { unitIds: null, state: 'waiting' } as const;
      expect(await catalog.countWaitingQuestions(everywhere, 99)).toBeGreaterThan(2);
    });

    test('that were published are listed, and told in counts without a word', async () => {
      const catalog = catalogOf();
      const published = await catalog.listPublishedQuestions(9, null);
      expect(published.rows.map(({ id }) => id)).toEqual([settled.id]);
      expect(published.next).toBeNull();
      const { state, unitId, subject, createdAt, runsFrom, settledAt, helped, way } = settled;
      const facts = await catalog.questionFacts(['xa-an'], '2026-01-01T00:00:00.000Z');
      expect(facts).toContainEqual({
        state,
        unitId,
        subject,
        createdAt,
        runsFrom,
        settledAt,
        helped,
        way,
      });
      expect(facts).toHaveLength(2);
      expect(await catalog.questionFacts(['xa-an'], LATER)).toEqual([]);
    });

    test('whose time is over are erased by version, or go whole', async () => {
      const catalog = catalogOf();
      const due = await catalog.questionsToErase('2026-07-15T00:00:00.000Z', 9);
      const held = due.find(({ state }) => state === 'held')!;
      await catalog.eraseQuestion(held, null);
      expect(await catalog.findQuestion(held.id)).toBeNull();
      const left = erased(settled, LATER)!;
      await catalog.eraseQuestion(settled, left);
      expect(await catalog.findQuestion(settled.id)).toEqual({
        ...left,
        version: settled.version + 1,
      });
      await expect(catalog.eraseQuestion(settled, null)).rejects.toMatchObject({
        code: 'stale-version',
      });
    });
  });
}
