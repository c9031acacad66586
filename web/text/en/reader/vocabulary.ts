import type { vocabularyWords as vietnamese } from '../../vi/reader/vocabulary.ts';

/** What each audience finds behind its tile. */
const audienceNotes: Readonly<Record<string, string>> = {
  'nguoi-dan': 'Everyday rights, duties and procedures in short words',
  'can-bo': 'Civil status, certification, land, receiving citizens',
  'tuyen-truyen': 'Legal education skills and mediation cases',
  'hoc-sinh': 'Stories, videos and quizzes about the law',
  'lao-dong': 'Contracts, wages, insurance, taxes, legal support',
  'dan-toc': 'Short, illustrated documents, some in minority languages',
  'phu-nu': 'Marriage, gender equality, maternity, violence prevention',
  'thanh-nien': 'Traffic, the internet, drug prevention',
  'cao-tuoi': 'Pensions, allowances, inheritance, health care',
  'khuyet-tat': 'Allowances, support and rights of people with disabilities',
  'nan-nhan-bao-luc': 'Where to find help, the right to protection, how to report',
  'chap-hanh-an': 'Rights and duties while serving a sentence, and after',
  'giao-duc-tai-xa': 'Education in the commune and suspended sentences',
  'luc-luong': 'Military service, national defence, security',
};

/** What the terms of the vocabulary say to readers. */
export const vocabularyWords: typeof vietnamese = { audienceNotes };
