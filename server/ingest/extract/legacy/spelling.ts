/**
 * Which strings of letters are syllables of written Vietnamese: a closed set, so that a text shows
 * by its spelling whether it was decoded rightly. The lists are those of the spelling taught at
 * school (onset, rime, tone), with both placements of the tone.
 */
const ONSETS = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ');
const RIMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
   e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh
   ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo
   oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc
   uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp
   uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ych yêm yên yêng yêt yêu yn
   ynh yt`
    .trim()
    .split(/\s+/u),
);
/** Stops bear only two of the tones. */
const STOPPED = /(?:c|ch|p|t)$/u;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const LONGEST = 7;

/** The longest onsets first: `ngh` before `ng` before `n`. */
const BY_LENGTH = [...ONSETS.toSorted((x, y) => y.length - x.length), ''];

const fits = (bare: string): boolean =>
  BY_LENGTH.some((onset) => {
    if (!bare.startsWith(onset)) return false;
    const rest = bare.slice(onset.length);
    // `gì`, `giếng`, `quốc`: the vowel of these onsets belongs to the rime as well.
    return RIMES.has(rest) || (onset === 'gi' && RIMES.has(`i${rest}`));
  });

function judge(word: string): boolean {
  const apart = word.normalize('NFD').toLowerCase();
  const tones = apart.match(TONE) ?? [];
  if (tones.length > 1) return false;
  const bare = apart.replace(TONE, '').normalize('NFC');
  if (bare.length > LONGEST || !fits(bare)) return false;
  const isMarked = apart !== bare;
  const [tone = ''] = tones;
  return !isMarked || !STOPPED.test(bare) || tone === '\u0301' || tone === '\u0323';
}

/** Texts of any length repeat a few thousand words. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 50_000;

/**
 * Whether a word is spelled as Vietnamese is: NFC or NFD, in small or capital letters. A stop
 * (`-c -ch -p -t`) wants its tone only where the word bears any mark: bare words are mostly of
 * other languages or typed without marks.
 */
export function isSyllable(word: string): boolean {
  const before = known.get(word);
  if (before !== undefined) return before;
  const found = word !== '' && judge(word);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, found);
  return found;
}
