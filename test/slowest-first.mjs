// Which files Jest begins with where it has not seen this machine yet: a long one that begins last
// keeps everybody waiting.
import Sequencer from '@jest/test-sequencer';

const SECONDS = [
  [/browser\/every-page/, 90],
  [/faults\//, 40],
  [/browser\/(?:odd-records|offline|reader-pdf)/, 35],
  [/storage\/(?:mongo|move-between-forms)/, 30],
  [/jobs\/(?:carry-shelf|check-shelf|command-line)/, 25],
  [/http\/(?:permissions|staff-faults|laws\/laws|search\/many-items)/, 25],
  [/browser\//, 15],
];
const OTHERS = 3;

export default class SlowestFirst extends Sequencer {
  time(test) {
    const expected = SECONDS.find(([files]) => files.test(test.path.replaceAll('\\', '/')));
    return super.time(test) ?? (expected?.[1] ?? OTHERS) * 1_000;
  }
}
