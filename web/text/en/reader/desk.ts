import type { deskWords as vietnamese } from '../../vi/reader/desk.ts';
import { frameWords } from './frame.ts';

export const deskWords: typeof vietnamese = {
  procedures: {
    title: 'Administrative procedures',
    short: 'Procedures',
    lead: 'What people often come to the commune for, each with plain reading, answered questions and the laws, in Vietnamese.',
    ended: (day) => `This procedure is no longer done since ${day}.`,
    endedBadge: 'No longer done',
    successor: 'Now see:',
    otherWay: 'See the procedures that are done now',
    items: 'Reading',
    itemsNone: 'The shelf has nothing about this yet.',
    answers: 'Questions and answers',
    laws: 'Laws',
    note: 'The shelf helps to understand the rules; ask the office or the public service portal for papers, fees and times.',
    ask: 'Not what you are looking for? Ask an official',
    subject: frameWords.frame.subjects,
  },
};
