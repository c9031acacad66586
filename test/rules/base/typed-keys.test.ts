import { describe, expect, it, test } from '@jest/globals';
import { typeKey, typeKeys, wordBefore } from '#server/base/vietnamese/typed-keys.ts';

describe('Telex', () => {
  test.each([
    ['as', 'á'],
    ['tieengs', 'tiếng'],
    ['tiengse', 'tiếng'],
    ['tieesng', 'tiếng'],
    ['vieetj', 'việt'],
    ['nghieengr', 'nghiểng'],
    ['ddaats', 'đất'],
    ['datsd', 'đát'],
    ['dde', 'đe'],
    ['DDieeuf', 'Điều'],
    ['Dieefud', 'Điều'],
    ['DDIEEUF', 'ĐIỀU'],
    ['gif', 'gì'],
    ['gifn', 'gìn'],
    ['gias', 'giá'],
    ['giaays', 'giấy'],
    ['giuwax', 'giữa'],
    ['gieengs', 'giếng'],
    ['quas', 'quá'],
    ['quys', 'quý'],
    ['quyeets', 'quyết'],
    ['quoocs', 'quốc'],
    ['quow', 'quơ'],
    ['quawnj', 'quặn'],
    ['quynhf', 'quỳnh'],
    ['thuowr', 'thuở'],
    ['huow', 'huơ'],
    ['huowng', 'hương'],
    ['huongw', 'hương'],
    ['thuwowngf', 'thường'],
    ['nuwowcs', 'nước'],
    ['nuowcs', 'nước'],
    ['nuocsw', 'nước'],
    ['nguowif', 'người'],
    ['nguwoif', 'người'],
    ['ruowuj', 'rượu'],
    ['muaw', 'mưa'],
    ['muwa', 'mưa'],
    ['muas', 'múa'],
    ['xoawn', 'xoăn'],
    ['hoawcj', 'hoặc'],
    ['xuaan', 'xuân'],
    ['thuees', 'thuế'],
    ['khuyur', 'khuỷu'],
    ['khuya', 'khuya'],
    ['uyr', 'ủy'],
    ['hoaf', 'hòa'],
    ['hoanf', 'hoàn'],
    ['khoer', 'khỏe'],
    ['thuys', 'thúy'],
    ['luuw', 'lưu'],
    ['tw', 'tư'],
    ['tuw', 'tư'],
    ['cawns', 'cắn'],
    ['caanf', 'cần'],
    ['canaf', 'cần'],
    ['yeeu', 'yêu'],
    ['DDawks', 'Đắk'],
    ['Kroong', 'Krông'],
    ['mooocs', 'moóc'],
    ['xooong', 'xoong'],
  ])('%s gives %s', (keys, text) => expect(typeKeys(keys, 'telex')).toBe(text));

  test.each([
    ['ass', 'as'],
    ['asss', 'ass'],
    ['asf', 'à'],
    ['asz', 'a'],
    ['az', 'az'],
    ['aaa', 'aa'],
    ['eee', 'ee'],
    ['aw', 'ă'],
    ['aww', 'aw'],
    ['awa', 'â'],
    ['oow', 'ơ'],
    ['uww', 'uw'],
    ['uoww', 'uow'],
    ['ww', 'w'],
    ['ddd', 'dd'],
    ['dataa', 'data'],
  ])('a key pressed again takes its mark back: %s gives %s', (keys, text) =>
    expect(typeKeys(keys, 'telex')).toBe(text),
  );

  test.each([
    'Windows',
    'case',
    'internet',
    'file',
    'show',
    'web',
    'excel',
    'fax',
    'zip',
    'UBND',
    '2026',
  ])('leaves %s as it was typed', (word) => expect(typeKeys(word, 'telex')).toBe(word));

  test.each([
    ['NDD', 'NĐ'],
    ['QDD', 'QĐ'],
    ['HDDND', 'HĐND'],
    ['NDDD', 'NDD'],
    ['DDanhd', 'Danhd'],
    ['add', 'add'],
  ])('đ of an abbreviation: %s gives %s', (keys, text) =>
    expect(typeKeys(keys, 'telex')).toBe(text),
  );
});

describe('VNI', () => {
  test.each([
    ['tie6ng1', 'tiếng'],
    ['tieng61', 'tiếng'],
    ['d9a61t', 'đất'],
    ['dat9', 'đat'],
    ['D9ie6u2', 'Điều'],
    ['nguoi72', 'người'],
    ['thuo73', 'thuở'],
    ['ha8n2g', 'hằng'],
    ['gi2', 'gì'],
    ['quy1', 'quý'],
    ['hoa2', 'hòa'],
    ['a11', 'a1'],
    ['a10', 'a'],
    ['ND9', 'NĐ'],
    ['15', '15'],
    ['b52', 'b52'],
  ])('%s gives %s', (keys, text) => expect(typeKeys(keys, 'vni')).toBe(text));
});

describe('tones', () => {
  test.each([
    ['hoaf', 'hòa', 'hoà'],
    ['thuys', 'thúy', 'thuý'],
    ['khoer', 'khỏe', 'khoẻ'],
    ['quys', 'quý', 'quý'],
    ['cuar', 'của', 'của'],
    ['hoanf', 'hoàn', 'hoàn'],
    ['giaf', 'già', 'già'],
    ['ngoaif', 'ngoài', 'ngoài'],
  ])('%s stand where each way wants them: %s, %s', (keys, old, taught) => {
    expect(typeKeys(keys, 'telex', 'old')).toBe(old);
    expect(typeKeys(keys, 'telex', 'new')).toBe(taught);
  });

  it('move when the word goes on', () => {
    expect(typeKey(wordBefore('hòa'), 'n', 'telex').text).toBe('hoàn');
    expect(typeKey(wordBefore('của'), 'z', 'telex').text).toBe('cua');
  });
});
