/**
 * Writes `server/base/vietnamese/tone-pairs.bin` from a corpus of legal texts:
 *
 *   npm run tone-pairs -- phapdien.jsonl.gz
 *
 * One JSON object a line with `heading` and `text`, gzipped. Pairs that were seen once are left out:
 * most of them are slips of the pen.
 */
import { createReadStream, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { phraseWord } from '#server/base/vietnamese/phrase-words.ts';
import { packTonePairs } from '#server/base/vietnamese/tone-pairs.ts';

const LEAST = 2;
const TARGET = new URL('base/vietnamese/tone-pairs.bin', import.meta.url);

const corpus = process.argv[2];
if (corpus === undefined) {
  console.error('Usage: npm run tone-pairs -- CORPUS.jsonl.gz');
  process.exit(1);
}

/** @type {Map<string, Map<string, number>>} */
const pairs = new Map();

/** @param {string} first @param {string} second */
const count = (first, second) => {
  const seconds = pairs.get(first) ?? new Map();
  pairs.set(first, seconds);
  seconds.set(second, (seconds.get(second) ?? 0) + 1);
};

/** @param {string} text */
const read = (text) => {
  let before = '';
  for (const word of text.normalize('NFC').split(/\s+/u)) {
    const { key, ends } = phraseWord(word);
    if (key !== '' || before !== '') count(before, key);
    if (key !== '' && ends) count(key, '');
    before = ends ? '' : key;
  }
};

for await (const line of createInterface({
  input: createReadStream(corpus).pipe(createGunzip()),
})) {
  const { heading, text } = JSON.parse(line);
  read(heading);
  read(text);
}
for (const [first, seconds] of pairs) {
  for (const [second, seen] of seconds) if (seen < LEAST) seconds.delete(second);
  if (seconds.size === 0) pairs.delete(first);
}
const bytes = packTonePairs(pairs);
writeFileSync(TARGET, bytes);
console.log(`${pairs.size} syllables, ${bytes.length} bytes`);
