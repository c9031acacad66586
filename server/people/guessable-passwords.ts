import { messages } from './messages.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';

/** Shortest password, in characters (NIST SP 800-63B; Unicode code points after NFC). */
export const SHORTEST_PASSWORD = 12;

/**
 * What people begin and end passwords with, in Vietnamese and English, as guessing lists do: small
 * letters without marks, blanks or signs. A password made of these, digits and years alone is easily
 * guessed, however long.
 */
const GUESSED_WORDS = `
  matkhau matma khongbiet khongco quentmatkhau quenmatkhau doimatkhau
  quantri quantrivien quanly quantrihethong nguoidung taikhoan dangnhap
  tusach
  tusachphapluat
  phapluat
  dientu
  thuvien
  tuphap
  sotuphap
  botuphap
  canbo vanphong uyban ubnd hdnd congan chinhphu hoagiai phongtuphap
  vietnam vietnamvodich toiyeuvietnam hanoi saigon hochiminh danang hue
  haiphong cantho nghean thanhhoa bacho dangcongsan doclaptudohanhphuc
  doclap tudo hanhphuc conghoa xahoichunghia congnghethongtin
  anhyeuem emyeuanh yeuem yeuanh toiyeuban iloveyou loveyou iloveu
  giadinh
  conyeu
  meyeucon
  boyeucon
  bome
  vochong
  chongyeu
  voyeu
  yeucon
  xinchao chaoban camon hanhphucmai maimaiyeuem thanhcong maymanphattai
  nguyen
  nguyenvan
  nguyenthi
  tran
  tranvan
  tranthi
  levan
  lethi
  phamvan
  nguyenvana nguyenthib hoang minh tuan linh huong thao trang
  password passw0rd p4ssword pass passwd passphrase secret letmein
  welcome admin administrator root user guest login default changeme
  master monkey dragon sunshine princess football baseball superman
  batman shadow michael trustno starwars whatever freedom computer
  internet google facebook zalo windows microsoft test testing demo
  example correcthorsebatterystaple hello hellothere abc abcd abcdef
  as asd qwe zxc uiop jkl fghj
  qwerty qwertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qwer
  qaz wsx edc rfv qazwsx qazwsxedc qweasd qweasdzxc zaq xsw
  my the new cua toi moi la so tinh xa phuong thanhpho
  abcdefgh abcdefghijkl january february summer winter spring autumn
`
  .trim()
  .split(/\s+/u);
const WORDS: ReadonlySet<string> = new Set(GUESSED_WORDS);
const LONGEST_WORD = Math.max(...GUESSED_WORDS.map((word) => word.length));
/** Fewer different characters than this make a pattern. */
const FEWEST_DIFFERENT = 5;

/** Signs that stand for letters: `p@ssw0rd`, `m@tkh@u`. */
const LETTER_OF: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
};

/** Read so, without the digits and signs before and after. */
const withLetters = (text: string): string => {
  const letters = Array.from(text);
  const isLetter = (c: string): boolean => /^\p{Letter}$/u.test(c);
  const [first, last] = [letters.findIndex(isLetter), letters.findLastIndex(isLetter)];
  return letters
    .slice(Math.max(0, first), last + 1)
    .map((c) => LETTER_OF[c] ?? c)
    .join('');
};

/** Whether the letters are such words one after another; linear in the length of the text. */
function isMadeOfWords(letters: string, own: string): boolean {
  if (letters === '') return true;
  const longest = Math.max(LONGEST_WORD, own.length);
  const ends = new Set([0]);
  for (let from = 0; from < letters.length; from++) {
    if (!ends.has(from)) continue;
    for (let to = from + 2; to <= Math.min(letters.length, from + longest); to++) {
      const word = letters.slice(from, to);
      if (WORDS.has(word) || word === own) ends.add(to);
    }
  }
  return ends.has(letters.length);
}

/** Whether every character follows the one before in the alphabet or in counting, up or down. */
const isStep = (text: string): boolean => {
  const steps = Array.from(text.slice(1), (c, i) => c.charCodeAt(0) - text.charCodeAt(i));
  return steps.filter((step) => step === steps[0]).length >= steps.length - 1;
};

/** Whether the text is a shorter one several times over. */
const isRepeated = (text: string): boolean => (text + text).indexOf(text, 1) < text.length;

/**
 * Whether others would think of this password early: a known word or several, with digits and signs
 * or without, the account's own name, a straight run, a repetition, or few different characters.
 */
function isGuessable(password: string, username: string): boolean {
  const folded = fold(password);
  if (new Set(folded).size < FEWEST_DIFFERENT || isStep(folded) || isRepeated(folded)) return true;
  const own = fold(username).replace(/[^a-z]/gu, '');
  return [folded, withLetters(folded)].some((text) =>
    isMadeOfWords(text.replace(/[^\p{Letter}]/gu, ''), own),
  );
}

/**
 * What is wrong with a new password of this account, in Vietnamese; null for a good one. Linear in
 * its length, which the caller bounds.
 */
export function passwordFault(password: string, username: string): string | null {
  const wanted = password.normalize('NFC');
  if ([...wanted].length < SHORTEST_PASSWORD) return messages.passwordTooShort(SHORTEST_PASSWORD);
  return isGuessable(wanted, username) ? messages.passwordGuessable : null;
}
