import type { questionsWords as vietnamese } from '../../vi/reader/questions.ts';

const followQuestion: typeof vietnamese.followQuestion = {
  title: (number) => `Question ${number}`,
  states: {
    held: 'Received, waiting to be looked at',
    waiting: 'Received, waiting for an answer',
    asked: 'Our staff asked you something',
    drafted: 'Received, waiting for an answer',
    answered: 'Answered',
    closed: 'Closed',
  },
  keepTitle: 'We have received your question',
  keepText:
    'Keep the address of this page, or print it. Only those who have the address can see the page, and we cannot send it again.',
  address: 'Address to follow it',
  number: 'Number',
  asked: 'Sent on',
  unit: 'Answered by',
  state: 'State',
  due: 'Due',
  dueText: (day, days) => `${day} (${days} working days)`,
  question: 'Your question',
  gone: 'The words of question and answer were erased because their time was over.',
  talk: 'What was asked back',
  staffSaid: (day) => `Our staff asked on ${day}`,
  youSaid: (day) => `You said on ${day}`,
  reply: 'Your reply',
  replyHelp:
    'Reply to what our staff asked. No names, telephone numbers or numbers of papers needed.',
  send: 'Send',
  replied: 'Your reply was sent.',
  answer: 'Answer',
  by: (who, day) => `${who}, ${day}`,
  citations: 'Sources',
  closed: 'The question was closed because',
  published: 'This answer also stands on the shelf, for others to read:',
  helped: 'Did the answer help you?',
  yes: 'Yes',
  no: 'Not yet',
  thanks: 'Thank you for telling us.',
  rated: (helped) => `You chose: ${helped ? 'Yes' : 'Not yet'}.`,
  failed: 'Not sent yet',
  privacy:
    'How to reach you is erased 90 days after the answer. This page can be opened for two years.',
  other: 'Ask another question',
};

const askQuestion: typeof vietnamese.askQuestion = {
  title: 'Ask about the law',
  short: 'Questions',
  lead: 'You ask, officials of justice answer in writing and say what the answer rests on. No account needed.',
  formTitle: 'Ask a question',
  failed: 'Your question was not sent yet',
  question: 'Your question',
  questionHelp:
    'Say what happened and what you need to know, in Vietnamese if you can. No names and numbers of papers needed.',
  commune: 'Your commune or ward',
  communeHelp: 'So that the question gets to the right office. Optional.',
  reach: 'How to tell you',
  reachHelp:
    'Optional. Only for the answer, seen by those who answer alone, erased 90 days after the answer. Without it you still see the answer at an address of your own.',
  email: 'E-mail',
  phone: 'Telephone',
  trap: 'Leave this field empty',
  next: 'Go on',
  send: 'Send this question',
  nearTitle: 'Is this what you need?',
  nearText:
    'The shelf has passages that are near your question. If they are enough, you need not send it; if not, send it below.',
  nothingNear: 'The shelf has nothing near this question yet. Look at it once more, then send it.',
  look: 'Look at it before you send it',
  days: (n) => `Usually answered within ${n} working days.`,
  button: 'Ask our staff',
  answered: 'Questions that were answered',
  answeredNone: 'No answer has been published yet.',
  others: 'Books of questions and answers on the shelf',
  findLabel: 'Search the questions and the whole shelf',
  find: 'Search',
  askTitle: 'Not what you need?',
  steps: [
    'Write your question. The shelf shows you at once what may answer it.',
    'Send it. You get a number and an address of your own to follow it.',
    'An official writes the answer, a second one approves it, and it comes to that address and to your e-mail if you gave one.',
  ],
  howTitle: 'How it works',
};

export const questionsWords: typeof vietnamese = { askQuestion, followQuestion };
