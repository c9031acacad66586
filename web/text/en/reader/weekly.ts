import type { weeklyWords as vietnamese } from '../../vi/reader/weekly.ts';

export const weeklyWords: typeof vietnamese = {
  weekly: {
    title: 'One provision a week',
    lead: 'Every week communes choose a provision of daily use, to be read out and hung up, in Vietnamese.',
    none: 'There is none yet.',
    week: (number, from, to) => `Week ${number}: ${from} to ${to}`,
    thisWeek: 'This week',
    of: (unit) => `Chosen by ${unit}`,
    quote: 'The words themselves',
    source: 'Read it in the item:',
    question: 'A quick question',
    seeAnswer: 'See the answer',
    feed: 'Feed (Atom)',
  },
};
