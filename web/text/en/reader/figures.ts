import { share } from './reading/item.ts';
import type { Text } from '../../reader-words.ts';
import type { figuresWords as vietnamese } from '../../vi/reader/figures.ts';

const rating: Text['rating'] = {
  title: 'What readers say',
  pageTitle: (title) => `Your opinion: ${title}`,
  question: 'Did this item help you?',
  answers: { yes: 'Yes, it did', partly: 'In part', no: 'Not yet' },
  comment: 'Want to say more? (optional)',
  commentLabel: 'What is good, wrong or missing',
  commentHelp:
    'Write first, then press an answer. The bookshelf neither knows nor keeps who answers; do not write names or telephone numbers.',
  thanks: 'Thank you for telling us',
  thanksText:
    'The librarians read every opinion to choose and mend items. It carries neither your name nor the address of your device.',
  failed: 'Your opinion could not be kept',
  closed: 'This item is not published yet and takes no opinions.',
  back: share.back,
};

/** What readers see of ratings. */
export const figuresWords: typeof vietnamese = { rating };
