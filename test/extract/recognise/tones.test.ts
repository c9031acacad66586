import { beforeAll, describe, expect, test } from '@jest/globals';
import { toneKey } from '#server/base/vietnamese/syllables.ts';
import {
  openTonePairs,
  packTonePairs,
  type TonePairs,
  withPhrases,
} from '#server/base/vietnamese/tone-pairs.ts';
import { repairTones, toneQuestion } from '#server/base/vietnamese/tone-repair.ts';
import { tonePairs } from '#server/ingest/extract/recognise/tone-pairs-file.ts';

let pairs: TonePairs;
beforeAll(async () => {
  pairs = await tonePairs();
});

const repair = (text: string): string => repairTones(pairs, text.split(' ')).join(' ');

describe('tone repair', () => {
  test.each([
    ['trình tư, thủ tục để nghị phê chuấn kết quả', 'trình tự, thủ tục đề nghị phê chuẩn kết quả'],
    ['giao quyển cho chính quyển địa phương', 'giao quyền cho chính quyền địa phương'],
    ['Xết đề nghị của Bộ', 'Xét đề nghị của Bộ'],
    ['THŨ TƯỚNG CHÍNH PHŨ', 'THỦ TƯỚNG CHÍNH PHỦ'],
  ])('mends %j', (read, meant) => {
    expect(repair(read)).toBe(meant);
  });

  test.each([
    'Nghị định số 10/2020/NĐ-CP ngày 17 tháng 11 năm 2025',
    'đối với ông Nguyễn Văn Tố là Phó Chủ tịch',
    'UBND, HĐND và KBNN các TP',
    'điểm đ khoản 2 và điểm e khoản 3',
    'danh quốc gia (VNeTraffic).',
    'nước Cộng hoà xã hội chủ nghĩa Việt Nam',
    'văn bản của Uỷ ban nhân dân',
  ])('leaves %j as it was read', (read) => {
    expect(repair(read)).toBe(read);
  });

  test('takes signs beside a word for no part of it', () => {
    expect(repair('(để nghị) theo “trình tư”, thủ tục;')).toBe(
      '(đề nghị) theo “trình tự”, thủ tục;',
    );
  });

  test('has nothing to say of no words', () => {
    expect(repairTones(pairs, [])).toEqual([]);
  });
});

describe('a question typed bare', () => {
  test.each([
    ['thu tuc ly hon don phuong', 'thủ tục ly hôn đơn phương'],
    ['Quyen su dung dat nam 2024', 'Quyền sử dụng đất năm 2024'],
  ])('%j gets its tones', (typed, meant) => {
    expect(toneQuestion(pairs, typed)).toEqual({ text: meant, changed: true });
  });

  test.each(['thủ tục ly hôn', 'BLDS 2015', ''])('%j stays as typed', (typed) => {
    expect(toneQuestion(pairs, typed)).toEqual({ text: typed, changed: false });
  });
});

describe('the file of tone pairs', () => {
  const few = new Map([
    ['', new Map([[toneKey('tổ'), 3]])],
    [toneKey('tổ'), new Map([[toneKey('chức'), 40]])],
    [toneKey('tố'), new Map([[toneKey('cáo'), 9]])],
  ]);

  test('gives what was packed', () => {
    const opened = openTonePairs(packTonePairs(few));
    const [first, second] = [opened.idOf(toneKey('tổ')), opened.idOf(toneKey('chức'))];
    expect(opened.keyOf(first)).toBe(toneKey('tổ'));
    expect(opened.sameLetters('to')).toEqual([first, first + 1]);
    expect(opened.cost(first, second)).toBeLessThan(
      opened.cost(opened.idOf(toneKey('tố')), second),
    );
    expect(opened.idOf('nghiêng')).toBe(-1);
  });

  test('tells what follows most of the syllables of the same letters, with phrases of people as well', () => {
    const added = withPhrases(pairs, [{ text: 'đất vươờn, sổ hồng sổ đõ', times: 7 }]);
    for (const all of [pairs, added])
      for (const first of ['đất', 'sổ', 'vươờn', 'quyền'])
        for (const letters of ['dai', 'do', 'hong', 'vuoon', 'su', 'khong-co']) {
          const [id, group] = [all.idOf(toneKey(first)), all.sameLetters(letters)];
          if (id < 0) continue;
          expect([first, letters, all.mostFollowed(id, group)]).toEqual([
            first,
            letters,
            Math.max(0, ...group.map((second) => all.followed(id, second))),
          ]);
        }
    expect(added.mostFollowed(added.idOf(toneKey('sổ')), added.sameLetters('do'))).toBeGreaterThan(
      0,
    );
  });

  test('is refused when it is another', () => {
    expect(() => openTonePairs(new Uint8Array(64))).toThrow('no tone pairs');
    expect(() => openTonePairs(packTonePairs(few).subarray(0, -1))).toThrow('no tone pairs');
  });
});
