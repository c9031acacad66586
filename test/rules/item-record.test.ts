import { describe, expect, test } from '@jest/globals';
import {
  EMPTY_RECORD,
  isIsbn,
  missingForPublishing,
  recordErrors,
} from '#server/items/record-rules.ts';
import { eventOf } from '#server/items/history/event-of.ts';
import { newItem } from '#server/items/new-item.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import type { ItemRecord } from '#server/items/item.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { anActor, NOW } from '../support/builders.ts';

const aRecord = (more: Partial<ItemRecord> = {}): ItemRecord => ({
  ...EMPTY_RECORD,
  title: 'Cẩm nang hòa giải',
  genre: 'cam-nang',
  compilers: ['Sở Tư pháp'],
  issued: '2026-05',
  abstract: 'Giới thiệu.',
  subjects: ['44'],
  ...more,
});

describe('what is wrong with a record', () => {
  test('is nothing for a whole one, and for one with only a title', () => {
    expect(recordErrors(aRecord(), LAW_VOCABULARY)).toEqual({});
    expect(recordErrors({ ...EMPTY_RECORD, title: 'Tờ gấp' }, LAW_VOCABULARY)).toEqual({});
  });

  test.each<[string, Partial<ItemRecord>]>([
    ['title', { title: '  ' }],
    ['title', { title: 'a'.repeat(1_001) }],
    ['genre', { genre: 'tiểu thuyết' }],
    ['issued', { issued: '2026-02-30' }],
    ['subjects', { subjects: ['44', '46'] }],
    ['subjects', { subjects: ['1'] }],
    ['audiences', { audiences: ['ai-do'] }],
    ['language', { language: 'tlh' }],
    [
      'validity',
      { validity: { state: 'sai' as never, from: null, to: null, reviewedAt: null, reason: '' } },
    ],
    ['rights', { rights: { kind: 'sai' as never, note: '' } }],
    [
      'validityFrom',
      { validity: { state: 'con', from: '2026-02-30', to: null, reviewedAt: null, reason: '' } },
    ],
    [
      'validityTo',
      { validity: { state: 'het', from: null, to: 'mai', reviewedAt: null, reason: '' } },
    ],
    ['isbn', { isbn: '978-604-81-1234-0' }],
    ['isbn', { isbn: 'abc' }],
  ])('is told of the field %s alone', (field, more) => {
    const errors = recordErrors(aRecord(more), LAW_VOCABULARY);
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toMatch(/^\p{Lu}.*\.$/u);
  });

  test('is told of all fields together', () => {
    expect(
      Object.keys(
        recordErrors(aRecord({ title: '', genre: 'x', isbn: '1' }), LAW_VOCABULARY),
      ).toSorted(),
    ).toEqual(['genre', 'isbn', 'title']);
  });

  test('keeps what is missing apart: mandatory only before publishing', () => {
    const draft = { ...EMPTY_RECORD, title: 'Tờ gấp', abstract: ' ' };
    expect(recordErrors(draft, LAW_VOCABULARY)).toEqual({});
    expect(Object.keys(missingForPublishing(draft, LAW_VOCABULARY)).toSorted()).toEqual([
      'abstract',
      'compilers',
      'genre',
      'issued',
      'subjects',
    ]);
    expect(missingForPublishing(aRecord(), LAW_VOCABULARY)).toEqual({});
  });

  test('names a wrong value rather than a missing one', () => {
    const errors = missingForPublishing(aRecord({ genre: 'x', title: '' }), LAW_VOCABULARY);
    expect(errors['genre']).toBe(recordErrors(aRecord({ genre: 'x' }), LAW_VOCABULARY)['genre']);
    expect(errors).toHaveProperty('title');
  });

  test('is thrown with its fields, and nothing is thrown for none', () => {
    expect(() => refuseErrors({})).not.toThrow();
    expect(() => refuseErrors({ title: 'Sai.' })).toThrow(
      expect.objectContaining({ code: 'invalid-input', details: { fields: { title: 'Sai.' } } }),
    );
    expect(() => refuseErrors({ title: 'Sai.' }, 'incomplete-record')).toThrow(
      expect.objectContaining({ code: 'incomplete-record' }),
    );
  });
});

describe('an ISBN', () => {
  test.each(['978-3-16-148410-0', '9783161484100', '0-306-40615-2', '080442957X', '0 8044 2957 x'])(
    '%s is right',
    (isbn) => {
      expect(isIsbn(isbn)).toBe(true);
    },
  );

  test.each([
    '978-3-16-148410-1',
    '0306406153',
    '08044295X7',
    '978316148410',
    '97831614841000',
    '',
    'X',
    '978-3-16-14841O-0',
  ])('%j is wrong', (isbn) => {
    expect(isIsbn(isbn)).toBe(false);
  });

  test('with two neighbouring digits swapped is wrong in the shorter form', () => {
    expect(isIsbn('0-306-40651-2')).toBe(false);
  });
});

describe('a new item', () => {
  const deps = { newId: () => '0000000000001', now: () => NOW };
  const actor = anActor(['cataloguer'], 'xa-an');

  test('is a draft of version 0, its slug from the title', () => {
    expect(newItem(deps, actor, aRecord({ title: 'Cẩm nang Hòa giải' }), 'xa-an')).toMatchObject({
      id: '0000000000001',
      slug: 'cam-nang-hoa-giai',
      state: 'draft',
      version: 0,
      unitId: 'xa-an',
      createdBy: actor.accountId,
      createdAt: NOW,
      updatedAt: NOW,
      publishedAt: null,
      attachments: [],
    });
  });

  test('has an event that tells who, when, from and to', () => {
    const item = newItem(deps, actor, aRecord(), 'xa-an');
    expect(eventOf(deps, actor, null, item, 'create')).toMatchObject({
      itemId: item.id,
      at: NOW,
      actorId: actor.accountId,
      actorName: actor.displayName,
      unitId: 'xa-an',
      action: 'create',
      from: null,
      to: 'draft',
      reason: '',
    });
    expect(
      eventOf(deps, actor, item, { ...item, state: 'submitted' }, 'submit', 'đủ'),
    ).toMatchObject({ from: 'draft', to: 'submitted', reason: 'đủ' });
  });
});
