import { fold } from './syllables.ts';

/** First consonants; `kr` for names of the highlands. */
const ONSETS = ' b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x'.split(' ');

/** Rimes without their tone; those with `c` may end in `k` as well: Đắk Lắk. */
const RIMES = (
  'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây ' +
  'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu ' +
  'iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo ' +
  'oet oi om on ong ooc oong op ot oăc oăm oăn oăng oăt ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ' +
  'u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ ' +
  'uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưng ưt ưu ' +
  'ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ych ynh yt'
)
  .split(' ')
  .flatMap((rime) => (rime.endsWith('c') ? [rime, `${rime.slice(0, -1)}k`] : [rime]));

/** A letter without its hat stands for one that gets it later. */
const begins = (whole: readonly string[], typed: readonly string[]): boolean =>
  typed.length <= whole.length && typed.every((c, i) => c === whole[i] || c === fold(whole[i]!));

/**
 * Whether these letters, without a tone and in small letters, are a Vietnamese syllable or the
 * beginning of one. Hats may still be missing: `tieng` begins `tiêng`.
 */
export function beginsSyllable(letters: string): boolean {
  const typed = [...letters];
  return ONSETS.some((onset) => {
    const first = [...onset];
    if (begins(first, typed)) return true;
    const rest = typed.slice(first.length);
    return (
      begins(first, typed.slice(0, first.length)) && RIMES.some((rime) => begins([...rime], rest))
    );
  });
}
