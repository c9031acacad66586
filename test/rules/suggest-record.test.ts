import { describe, expect, test } from '@jest/globals';
import { EMPTY_RECORD } from '#server/items/record-rules.ts';
import { suggestRecord } from '#server/cataloguing/actions/suggest-record.ts';
import { LAW_AUDIENCES } from '#server/vocabulary/audience.ts';
import { LAW_GENRES } from '#server/vocabulary/genre.ts';
import { proposeTerms } from '#server/cataloguing/propose-terms.ts';
import { unknownLaw } from '#server/laws/law-record.ts';
import { proposeSubjects, subjectWordsOf } from '#server/cataloguing/propose-subjects.ts';
import { SUBJECT_WORDS } from '#server/cataloguing/subject-words.ts';
import { properName, readTitlePage } from '#server/cataloguing/title-page.ts';
import { anAttachment, aPassage } from '../support/builders.ts';

const TERMS = { genres: LAW_GENRES, audiences: LAW_AUDIENCES };

describe('the first pages', () => {
  test('tell title, maker and date of a booklet', () => {
    const page = readTitlePage(
      '',
      'SỞ TƯ PHÁP TỈNH AN SƠN\n\nTủ sách pháp luật điện tử\n\nCẨM NANG HÒA GIẢI Ở CƠ SỞ\n\nISBN: 978-604-81-0001-8\nNhà xuất bản Tư pháp\nAn Sơn, tháng 5 năm 2026\nCẩm nang hòa giải ở cơ sở dành cho hòa giải viên.',
    );
    expect(page.title?.value).toBe('Cẩm nang hòa giải ở cơ sở');
    expect(page.compilers.map((c) => c.value)).toEqual(['Sở Tư pháp tỉnh An Sơn']);
    expect([page.issued, page.publisher?.value, page.isbn?.value]).toEqual([
      { value: '2026-05', line: 'An Sơn, tháng 5 năm 2026' },
      'Nhà xuất bản Tư pháp',
      '978-604-81-0001-8',
    ]);
  });

  test.each([
    ['Người biên soạn: Hà Văn Sáng, Giàng Thị Chở; Lò A', ['Hà Văn Sáng', 'Giàng Thị Chở', 'Lò A']],
    ['Ủy ban nhân dân xã Mường Khe · Tờ gấp số 05', ['Ủy ban nhân dân xã Mường Khe']],
    ['Bộ luật Hình sự năm 2015', []],
    ['Phòng ngừa tội phạm trong xã', []],
    ['Trường hợp nào được hưởng', []],
    ['Sở Tư pháp', ['Sở Tư pháp']],
  ])('of %j name %j', (line, names) => {
    expect(readTitlePage('', line).compilers.map((c) => c.value)).toEqual(names);
  });

  test.each([
    ['ngày 31 tháng 12 năm 2025', '2025-12-31'],
    ['An Sơn, ngày 30 tháng 2 năm 2025', '2025-02'],
    ['In xong và nộp lưu chiểu quý I năm 2024', '2024'],
    ['Sở Tư pháp, năm 2019', '2019'],
    ['Số 45/2013/QH13', null],
    ['02/11/2026', '2026-11-02'],
  ])('of %j are dated %j', (line, date) => {
    expect(readTitlePage('', line).issued?.value ?? null).toBe(date);
  });

  test.each([
    ['Mục lục', null],
    ['Chương 1. Trước ngày cưới', null],
    ['Tủ sách pháp luật điện tử', null],
    ['Tên sách: Luật tục', 'Luật tục'],
    ['Hỏi đáp Luật Đất đai cho người dân', 'Hỏi đáp Luật Đất đai cho người dân'],
  ])('headed %j have the title %j', (line, title) => {
    expect(readTitlePage('', line).title?.value ?? null).toBe(title);
  });

  test.each([
    ['SỞ TƯ PHÁP TỈNH AN SƠN', 'Sở Tư pháp tỉnh An Sơn'],
    ['ỦY BAN NHÂN DÂN XÃ MƯỜNG KHE', 'Ủy ban nhân dân xã Mường Khe'],
    ['HỘI NÔNG DÂN THÀNH PHỐ HUẾ', 'Hội Nông dân thành phố Huế'],
  ])('in capitals %j are written %j', (shouted, name) => {
    expect(properName(shouted)).toBe(name);
  });
});

describe('subjects of a text', () => {
  test('are proposed with the words that speak for them, counted', () => {
    const text = `${'Hòa giải viên hòa giải tranh chấp đất đai. '.repeat(14)} Tổ hòa giải.`;
    const [first] = proposeSubjects('', text, SUBJECT_WORDS);
    expect(first!.code).toBe('37');
    expect(first!.words).toContainEqual({ word: 'hòa giải', times: 29 });
  });

  test('are at most three, and none where the text says nothing', () => {
    expect(
      proposeSubjects('Truyện ngắn', 'Chuyến xe khách rời bến lúc bốn giờ sáng.', SUBJECT_WORDS),
    ).toEqual([]);
    expect(
      proposeSubjects('', SUBJECT_WORDS.map(({ word }) => word).join('. '), SUBJECT_WORDS).length,
    ).toBeLessThanOrEqual(3);
  });

  test('are learnt from keywords of items that stand with one subject', () => {
    const items = [
      ...Array.from({ length: 4 }, () => ({
        keywords: ['hàng rào đá', 'một mình'],
        subjects: ['09'],
      })),
      { keywords: ['Hàng rào đá'], subjects: ['11'] },
      { keywords: ['lạ lùng'], subjects: ['01'] },
    ];
    const learnt = subjectWordsOf(items);
    expect(learnt.map(({ subject, word }) => [subject, word])).toEqual([
      ['09', 'hàng rào đá'],
      ['09', 'một mình'],
    ]);
    expect(learnt[0]!.weight).toBeLessThan(1);
    expect(proposeSubjects('', 'Hàng rào đá. '.repeat(40), learnt)[0]).toEqual({
      code: '09',
      words: [{ word: 'hàng rào đá', times: 40 }],
    });
  });
});

describe('proposals for a record', () => {
  const passages = [
    aPassage({ text: 'SỞ TƯ PHÁP TỈNH AN SƠN\nHỎI ĐÁP LUẬT ĐẤT ĐAI\nAn Sơn, năm 2026' }),
    aPassage({
      text: 'Theo Luật Đất đai số 31/2024/QH15 và Nghị định số 102/2024/NĐ-CP; Luật số 31/2024/QH15. '.repeat(
        4,
      ),
    }),
  ];
  const laws = [{ ...unknownLaw('31/2024/QH15'), title: 'Luật Đất đai', version: 1 }];
  const file = anAttachment({
    name: 'hoi_dap.pdf',
    pages: 40,
    says: {
      title: 'Microsoft Word - hoi_dap',
      creators: ['admin'],
      publisher: null,
      issued: '2026-11-22',
      language: null,
      description: null,
    },
  });
  const of = (record: Partial<typeof EMPTY_RECORD>) =>
    suggestRecord({ ...EMPTY_RECORD, title: 'hoi dap', ...record }, [file], {
      passages,
      laws,
      words: SUBJECT_WORDS,
      terms: TERMS,
    });

  test('come from the pages where the file says nothing useful of itself', () => {
    const found = of({});
    expect(
      found
        .filter((s) => s.field !== 'lawRefs' && s.field !== 'abstract' && s.field !== 'subjects')
        .map((s) => [s.field, s.value, s.reason.kind]),
    ).toEqual([
      ['title', 'Hỏi đáp luật đất đai', 'line'],
      ['genre', 'hoi-dap', 'line'],
      ['compilers', 'Sở Tư pháp tỉnh An Sơn', 'line'],
      ['issued', '2026', 'line'],
      ['extent', '40 trang', 'pages'],
    ]);
    expect(found.filter((s) => s.field === 'lawRefs')).toEqual([
      {
        field: 'lawRefs',
        value: '31/2024/QH15 | Luật Đất đai',
        reason: { kind: 'cited', times: 8 },
      },
      { field: 'lawRefs', value: '102/2024/NĐ-CP', reason: { kind: 'cited', times: 4 } },
    ]);
    expect(found.find((s) => s.field === 'subjects')?.value).toBe('11');
  });

  test.each([
    ['SỔ TAY HÒA GIẢI', '', 'cam-nang', undefined],
    ['Tờ gấp: phòng, chống ma túy', 'Dành cho học sinh, sinh viên', 'to-gap', 'hoc-sinh'],
    ['scan0001', 'ĐỀ CƯƠNG\nGIỚI THIỆU LUẬT ĐẤT ĐAI', 'de-cuong', undefined],
    ['Hỏi - đáp về hộ tịch', 'Tài liệu dùng cho đồng bào dân tộc thiểu số', 'hoi-dap', 'dan-toc'],
    ['Luật Phụ nữ và hỏi han', 'Phụ nữ có quyền bình đẳng.', undefined, undefined],
  ])('of %j over %j are %j for %j', (title, page, genre, audience) => {
    const found = proposeTerms({ title, genre: '', audiences: [] }, page, TERMS);
    expect(found.find((s) => s.field === 'genre')?.value).toBe(genre);
    expect(found.find((s) => s.field === 'audiences')?.value).toBe(audience);
  });

  test('name the language that the file says, unless the text is plainly Vietnamese', () => {
    const said = (language: string, text: string): (string | undefined)[] =>
      suggestRecord(EMPTY_RECORD, [anAttachment({ says: { ...file.says!, language } })], {
        passages: [aPassage({ text })],
        laws,
        words: SUBJECT_WORDS,
        terms: TERMS,
      })
        .filter((s) => s.field === 'language')
        .map((s) => s.value);
    expect(said('ar', 'كتاب')).toEqual(['ar']);
    expect(said('fra', 'Le droit')).toEqual(['fr']);
    expect(said('he', 'ספר')).toEqual(['und']);
    expect(said('en-US', 'Law on Land')).toEqual(['en']);
    expect(said('en-US', 'Nghị định này quy định chi tiết Luật Đất đai')).toEqual([]);
    expect(said('vi-VN', 'x')).toEqual([]);
  });

  test('leave alone what a person has written', () => {
    const record = {
      title: 'Tên đã đặt',
      genre: 'sach',
      compilers: ['A'],
      issued: '2020',
      extent: '5',
      abstract: 'C.',
      subjects: ['11', '09', '37'],
      lawRefs: [{ number: '31/2024/qh15', title: '', articles: '', vbplId: null, url: null }],
    };
    expect(of(record).map((s) => s.value)).toEqual(['102/2024/NĐ-CP']);
  });
});
