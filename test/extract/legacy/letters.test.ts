import { describe, expect, test } from '@jest/globals';
import { faceOf } from '#server/ingest/extract/legacy/face.ts';
import { LegacyDecoder } from '#server/ingest/extract/legacy/legacy-decoder.ts';
import { repairMarkup } from '#server/ingest/extract/legacy/repair-markup.ts';
import { isSyllable } from '#server/ingest/extract/legacy/spelling.ts';
import { fromTcvn3 } from '#server/ingest/extract/legacy/tcvn3.ts';
import { fromViqr, isViqr } from '#server/ingest/extract/legacy/viqr.ts';
import { fromVni } from '#server/ingest/extract/legacy/vni.ts';

/** Lines in one font as they are after decoding. */
function decoded(face: string, lines: readonly string[]): string[] {
  const decoder = new LegacyDecoder();
  for (const line of lines) decoder.learn(face, line);
  return lines.map((line) => decoder.decode(face, [line]).join(''));
}

describe('TCVN3', () => {
  test.each([
    ['Céng hoµ x· héi chñ nghÜa ViÖt Nam', 'Cộng hoà xã hội chủ nghĩa Việt Nam'],
    ['§éc lËp - Tù do - H¹nh phóc', 'Độc lập - Tự do - Hạnh phúc'],
    ['quyÕt ®Þnh cña Bé tr\u00ADëng Bé Tµi chÝnh', 'quyết định của Bộ trưởng Bộ Tài chính'],
  ])('%s is decoded', (raw, text) => expect(fromTcvn3(raw)).toBe(text));

  test('leaves signs that no letter stands beside', () => {
    expect(fromTcvn3('5 × 3 = 15; ½ l; −12 °C')).toBe('5 × 3 = 15; ½ l; −12 °C');
  });

  test('reads the code points that PDFs give, beside letters only', () => {
    expect(fromTcvn3('n−íc vμ x∙ héi, −−− ®−îc')).toBe('nước và xã hội, −−− được');
  });

  test('reads an amount of đồng and point đ of a law', () => {
    expect(fromTcvn3('1.000® theo ®iÓm ®) vµ kho¶n 2')).toBe('1.000đ theo điểm đ) và khoản 2');
    expect(fromTcvn3('®. Hµng hãa; ®iÓm c, ®, e; Windows® XP')).toBe(
      'đ. Hàng hóa; điểm c, đ, e; Windows® XP',
    );
  });
});

describe('VNI', () => {
  test.each([
    ['Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
    ['Ñoäc laäp - Töï do - Haïnh phuùc', 'Độc lập - Tự do - Hạnh phúc'],
    ['ñöôïc nhöõng Chæ thò Myõ', 'được những Chỉ thị Mỹ'],
    ['THAØNH PHOÁ HOÀ CHÍ MINH', 'THÀNH PHỐ HỒ CHÍ MINH'],
    ['vieâïc', 'việc'],
  ])('%s is decoded', (raw, text) => expect(fromVni(raw)).toBe(text));
});

describe('VIQR', () => {
  const mail =
    "Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam, ddo^.c la^.p - tu+. do. Quye^'t ddi.nh cu?a ta.";

  test('is told from text in ASCII, and decoded without its full stops', () => {
    expect(isViqr(mail)).toBe(true);
    expect(fromViqr(mail)).toBe(
      'Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập - tự do. Quyết định của ta.',
    );
  });

  test('is not found in programs and English', () => {
    expect(isViqr("It's e^(i*x) and a+b, o^2; don't (at all) u^v o+p a^b e^c a(b) u+v o*p.")).toBe(
      false,
    );
  });
});

describe('the spelling of Vietnamese', () => {
  test.each(['nghĩa', 'Quốc', 'giếng', 'gì', 'thuở', 'khuỷu', 'ĐƯỜNG', 'hoà', 'hòa'])(
    'has %s',
    (word) => expect(isSyllable(word)).toBe(true),
  );
  test.each(['ViÖt', 'Coäng', 'hòc', 'Straße', 'été', 'ngươiì', ''])('has no %s', (word) =>
    expect(isSyllable(word)).toBe(false),
  );
});

describe('a font', () => {
  test.each([
    ['ABCDEF+.VnTimeH,Bold', 'tcvn3', true],
    ['.VnArial', 'tcvn3', false],
    ['VNI-Times', 'vni', false],
    ['VNI-Helve', 'vni', false],
    ['Times New Roman', null, false],
  ] as const)('%s promises %s', (name, encoding, capitals) =>
    expect(faceOf(name)).toEqual({ encoding, capitals }),
  );
});

describe('a file is decoded run by run', () => {
  test('in capitals where its font draws them', () => {
    expect(decoded('.VnTimeH', ['céng hßa x· héi chñ nghÜa'])).toEqual([
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA',
    ]);
  });

  test.each(['', '.VnTime', '.VnTimeH', 'VNI-Times', 'Times New Roman'])(
    'never where it is Unicode, whatever its font (%s) says',
    (face) => {
      const lines = [
        'Cộng hoà xã hội chủ nghĩa Việt Nam',
        'có hiệu lực theo Nghị định số 89/2015/NÐ-CP',
        'Ông Müller và bà Ñuñoz đã ký ngày 20/3 tại Paris – 5 × 3 m² («Độc lập»)',
      ];
      expect(decoded(face, lines)).toEqual(lines);
    },
  );

  test('by what its words say where the font lies about the encoding', () => {
    const [line] = decoded('VNI-Times', ['Céng hoµ x· héi chñ nghÜa ViÖt Nam, QuyÕt ®Þnh cña Bé']);
    expect(line).toBe('Cộng hoà xã hội chủ nghĩa Việt Nam, Quyết định của Bộ');
  });

  test('line by line where encodings are mixed', () => {
    expect(
      decoded('', [
        'Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp, tù do, h¹nh phóc',
        'NghÞ ®Þnh cña ChÝnh phñ vÒ viÖc h­íng dÉn thi hµnh LuËt §Êt ®ai, quyÒn vµ nghÜa vô',
        'Ủy ban nhân dân thành phố tháng 9',
        'Vieän Khoa hoïc xaõ hoäi vuøng Nam Boä',
        'tại QuyÕt ®ịnh ngµy 28/4/2004',
      ]),
    ).toEqual([
      'Cộng hoà xã hội chủ nghĩa Việt Nam, độc lập, tự do, hạnh phúc',
      'Nghị định của Chính phủ về việc hướng dẫn thi hành Luật Đất đai, quyền và nghĩa vụ',
      'Ủy ban nhân dân thành phố tháng 9',
      'Viện Khoa học xã hội vùng Nam Bộ',
      'tại Quyết định ngày 28/4/2004',
    ]);
  });

  test('with marks that a run parted from their letters', () => {
    const decoder = new LegacyDecoder();
    decoder.learn('VNI-Times', 'Ñoäc laäp - Töï do');
    expect(decoder.decode('VNI-Times', ['Ño', 'äc la', 'äp'])).toEqual(['Độ', 'c lậ', 'p']);
  });

  test('with an example of one word where there is no longer one', () => {
    const decoder = new LegacyDecoder();
    for (const line of ['®Þnh', 'NghÞ']) decoder.learn('.VnTime', line);
    for (const line of ['®Þnh', 'NghÞ']) decoder.decode('.VnTime', [line]);
    expect(decoder.notes[0]!.detail).toBe('TCVN3: “®Þnh” → “định”');
  });

  test('inside markup, and tells what it did', () => {
    const decoder = new LegacyDecoder();
    const html = repairMarkup(
      '<p><font face=".VnTimeH">nghÞ ®Þnh</font> <strong>5 × 3</strong> <font face=".VnTime">cña <em>ChÝnh</em> phñ &amp; Bé</font></p><p>và Bộ</p>',
      decoder,
    );
    expect(html).toBe(
      '<p>NGHỊ ĐỊNH <strong>5 × 3</strong> của <em>Chính</em> phủ &amp; Bộ</p><p>và Bộ</p>',
    );
    expect(decoder.found).toBe('tcvn3');
    expect(decoder.notes).toEqual([
      { code: 'converted', count: 6, detail: 'TCVN3: “nghÞ ®Þnh” → “NGHỊ ĐỊNH”' },
    ]);
  });
});
