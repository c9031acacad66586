import { describe, expect, test } from '@jest/globals';
import { completeRecord, type KnownOfFile } from '#server/cataloguing/actions/complete-record.ts';
import { missingForPublishing } from '#server/items/record-rules.ts';
import type { FileMetadata } from '#server/items/extraction.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';

const NOTHING: FileMetadata = {
  title: null,
  creators: [],
  publisher: null,
  issued: null,
  language: null,
  description: null,
};
const aFile = (more: Partial<KnownOfFile> = {}): KnownOfFile => ({
  fileName: 'cam_nang_hoa_giai.pdf',
  metadata: NOTHING,
  passages: [],
  genre: 'sach',
  modifiedAt: '2025-11-03T08:00:00.000Z',
  shelfUnit: 'Sở Tư pháp tỉnh An Sơn',
  ...more,
});
const MANDATORY = [
  'tên',
  'thể loại',
  'cơ quan biên soạn',
  'thời gian phát hành',
  'giới thiệu',
  'chủ đề',
];

describe('completing a record from its file', () => {
  test('fills every mandatory field from nothing but a name, and says so', () => {
    const { record, proposed } = completeRecord({}, aFile());
    expect(record).toMatchObject({
      title: 'cam nang hoa giai',
      genre: 'sach',
      compilers: ['Sở Tư pháp tỉnh An Sơn'],
      issued: '2025',
      subjects: ['44'],
      language: 'vi',
    });
    expect(missingForPublishing(record, LAW_VOCABULARY)).toEqual({});
    expect(proposed).toEqual(expect.arrayContaining(MANDATORY));
    expect(proposed).toHaveLength(MANDATORY.length);
  });

  test('tells what stands nowhere in the file from what the file says itself', () => {
    const metadata = {
      ...NOTHING,
      title: 'Cẩm nang hòa giải',
      creators: ['Sở Tư pháp'],
      issued: '2024',
    };
    const passages = [{ text: 'Hòa giải viên giúp các bên tự giải quyết mâu thuẫn.' }];
    const all = ['title', 'genre', 'compilers', 'issued', 'abstract', 'subjects'];
    expect(completeRecord({}, aFile())).toMatchObject({ guessed: all, madeUp: all });
    expect(completeRecord({}, aFile({ metadata, passages }))).toMatchObject({
      guessed: all,
      madeUp: ['genre', 'subjects'],
    });
    expect(
      completeRecord({ genre: 'cam-nang', subjects: ['44'] }, aFile({ metadata, passages })),
    ).toMatchObject({ guessed: ['title', 'compilers', 'issued', 'abstract'], madeUp: [] });
  });

  test('proposes nothing where the sheet has said it', () => {
    const given = {
      title: 'A',
      genre: 'to-gap',
      compilers: ['B'],
      issued: '2020',
      abstract: 'C.',
      subjects: ['11'],
      language: 'en',
      publisher: 'D',
    };
    const { record, proposed } = completeRecord(
      given,
      aFile({
        metadata: {
          ...NOTHING,
          title: 'Khác',
          language: 'vi',
          publisher: 'Khác',
          description: 'Khác',
        },
      }),
    );
    expect(record).toMatchObject(given);
    expect(proposed).toEqual([]);
  });

  test('believes what the file says of itself', () => {
    const { record } = completeRecord(
      {},
      aFile({
        metadata: {
          title: 'Cẩm nang',
          creators: ['Ủy ban'],
          publisher: 'NXB Tư pháp',
          issued: '12/5/2024',
          language: 'en-GB',
          description: ' Giới thiệu. ',
        },
      }),
    );
    expect(record).toMatchObject({
      title: 'Cẩm nang',
      compilers: ['Ủy ban'],
      publisher: 'NXB Tư pháp',
      issued: '2024-05-12',
      language: 'en',
      abstract: 'Giới thiệu.',
    });
  });

  test.each([
    'Microsoft Word - baocao',
    'untitled',
    'Document1',
    'Slide 1',
    'a.indd',
    'abc',
    '   ',
  ])('does not believe the title %j', (title) => {
    expect(completeRecord({}, aFile({ metadata: { ...NOTHING, title } })).record.title).toBe(
      'cam nang hoa giai',
    );
  });

  test('does not believe an unreal date or an unknown language', () => {
    expect(
      completeRecord({}, aFile({ metadata: { ...NOTHING, issued: 'D:20240512', language: 'xx' } }))
        .record,
    ).toMatchObject({ issued: '2025', language: 'vi' });
  });

  test('proposes the subject that the text speaks of most', () => {
    const passages = [
      { text: 'Luật Đất đai quy định việc thu hồi đất.' },
      { text: 'Tranh chấp đất đai và hộ gia đình.' },
    ];
    expect(completeRecord({}, aFile({ passages })).record.subjects).toEqual(['11']);
  });

  test('introduces a long text by whole sentences of its beginning', () => {
    const sentence = 'Cẩm nang này giới thiệu trình tự hòa giải ở cơ sở cho bà con.';
    const { abstract } = completeRecord(
      {},
      aFile({ passages: [{ text: Array.from({ length: 30 }, () => sentence).join('\n') }] }),
    ).record;
    expect(abstract.length).toBeLessThanOrEqual(401);
    expect(abstract.replaceAll(sentence, '').trim()).toBe('');
    expect(
      completeRecord({}, aFile({ passages: [{ text: 'từ '.repeat(500) }] })).record.abstract,
    ).toMatch(/^(?:từ )+…$/u);
  });
});
