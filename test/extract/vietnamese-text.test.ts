import { describe, expect, test } from '@jest/globals';
import { cleanLine, cleanText, detectEncoding } from '#server/ingest/extract/vietnamese-text.ts';

describe('clean text', () => {
  test('is composed, without invisible or control characters, with Đ for Ð', () => {
    expect(cleanText('Ðiê\u0300u\u200B 1\u00A0\u00AD(a)\u0007\r\nb\u202E')).toBe('Điều 1 (a)\nb');
    expect(cleanLine('  a \n b\t')).toBe('a b');
  });
});

describe('the encoding of a text', () => {
  const tcvn3 =
    'Céng hoµ x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\nquyÕt ®Þnh cña Bé tr\u00adëng Bé Tµi chÝnh';
  const vni =
    'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc\nñöôïc nhöõng Chæ thò Myõ';

  test('is told by the text alone and with the font', () => {
    expect(detectEncoding(tcvn3)).toBe('tcvn3');
    expect(detectEncoding('Céng hoµ x· héi ®Þnh', ['ABCDEF+.VnTimeH'])).toBe('tcvn3');
    expect(detectEncoding(vni)).toBe('vni');
    expect(detectEncoding('Haïnh phuùc Töï do', ['VNI-Times'])).toBe('vni');
  });

  test('is told when pdf.js shows other code points for TCVN3', () => {
    expect(
      detectEncoding(
        'Céng hoμ x∙ héi n − íc ViÖt Nam\nquyÕt ®Þnh cña Bé tr−ëng Bé Tμi chÝnh ngμy th¸ng',
        ['.VnTime'],
      ),
    ).toBe('tcvn3');
  });

  test('is Unicode for Vietnamese in Unicode whatever the font says, composed or not', () => {
    const text = 'Cộng hoà xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc';
    for (const form of ['NFC', 'NFD'])
      expect(detectEncoding(text.normalize(form), ['.VnTime', 'VNI-Times'])).toBe('unicode');
  });

  test.each([
    [
      'French',
      'Les élèves français « très sérieux » étudièrent à la bibliothèque où l’été s’achève, même là-bas, près de l’hôtel.',
    ],
    [
      'German',
      'Die Straße führt über grüne Hügel, süße Äpfel fallen, schöne Mädchen wählen größere Körbe für die Bäume.',
    ],
    [
      'Spanish',
      'El niño pequeño soñó con montañas, después comió piñones y añoró mañanas españolas según su corazón.',
    ],
    [
      'Arabic with guillemets',
      'قال «نعم» ثم «لا» ثم «ربما» ثم «أبدا» في «الكتاب» و«المدرسة» و«البيت» و«الحديقة» و«السوق» و«المدينة» و«القرية»',
    ],
    ['unaccented', 'Cong hoa xa hoi chu nghia Viet Nam Doc lap Tu do Hanh phuc'],
  ])('is Unicode for %s', (_name, text) => {
    expect(detectEncoding(`${text}\n${text}`)).toBe('unicode');
  });

  test('is unknown for a font with its own private encoding', () => {
    expect(
      detectEncoding('7X\\zQQJ{Q 3T\\xRRK{R 9Y\\aSSL{S 7X\\zQQJ{Q 3T\\xRRK{R 9Y\\aSSL{S', [
        'ABCDEF+.VnTime0117',
      ]),
    ).toBe('unknown');
    expect(
      detectEncoding(
        '\u0002\u0003\u0004\u0005\u0003\u0006 \u0004\u0007\u0002\u0003\u0004\u0005\u0003\u0006\u0004\u0007\u0002\u0003\u0004\u0005\u0003',
      ),
    ).toBe('unknown');
  });
});
