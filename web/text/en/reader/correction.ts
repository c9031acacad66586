import type { correctionWords as vietnamese } from '../../vi/reader/correction.ts';

const textReport: typeof vietnamese.textReport = {
  unread:
    'The text of this page was read from its picture by machine and nobody has read it again yet; compare it with the page picture.',
  reread: (day) =>
    `The text of this page was read from its picture by machine, and read again by a person on ${day}.`,
  rereadSome:
    'The text of these pages was read from their pictures by machine; nobody has read all of them again yet.',
  link: 'Report a misread word',
  title: 'Report a misread word',
  pageTitle: (page, item) => `Misread word on page ${page}: ${item}`,
  lead: (page) =>
    `The text of page ${page} was read from its picture by machine. Tell us what is wrong; you need no account, and nobody keeps who you are.`,
  line: 'Line with the wrong word',
  anyLine: 'Not sure which line',
  words: 'Wrong word',
  wordsHelp: 'As it is shown on the page. No names, telephone numbers or private matters, please.',
  wanted: 'What it should be',
  wantedHelp: 'Optional.',
  send: 'Send',
  failed: 'Not sent yet',
  thanks: 'Thank you',
  thanksText: 'Our staff will look at it. You can read on.',
  back: 'Back to the page',
  closed: 'The text of this page was not read by machine; nothing can be reported here.',
};

export const correctionWords: typeof vietnamese = { textReport };
