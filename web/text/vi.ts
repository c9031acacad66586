import { readerWords } from './reader-words.ts';
import { auditStaffWords } from './vi/staff/audit.ts';
import { cataloguingStaffWords } from './vi/staff/cataloguing.ts';
import { correctionStaffWords } from './vi/staff/correction.ts';
import { deliveryStaffWords } from './vi/staff/delivery.ts';
import { deskStaffWords } from './vi/staff/desk.ts';
import { exchangeStaffWords } from './vi/staff/exchange.ts';
import { figuresStaffWords } from './vi/staff/figures.ts';
import { frameStaffWords } from './vi/staff/frame.ts';
import { holdingsStaffWords } from './vi/staff/holdings.ts';
import { importsStaffWords } from './vi/staff/imports.ts';
import { lawsStaffWords } from './vi/staff/laws.ts';
import { newsStaffWords } from './vi/staff/news.ts';
import { peopleStaffWords } from './vi/staff/people.ts';
import { questionsStaffWords } from './vi/staff/questions.ts';
import { reportsStaffWords } from './vi/staff/reports.ts';
import { sendingStaffWords } from './vi/staff/sending.ts';
import { siteStaffWords } from './vi/staff/site.ts';
import { subscriptionsStaffWords } from './vi/staff/subscriptions.ts';
import { vocabularyStaffWords } from './vi/staff/vocabulary.ts';
import { weeklyStaffWords } from './vi/staff/weekly.ts';
import { wordsStaffWords } from './vi/staff/words.ts';
import { workflowStaffWords } from './vi/staff/workflow.ts';

/**
 * Every word that pages of officials show, theirs and those of readers. Pages of readers take theirs
 * from {@link readerWords}, so that these are loaded with the first page of an official.
 */
export const vi = {
  ...readerWords,
  ...auditStaffWords,
  ...cataloguingStaffWords,
  ...correctionStaffWords,
  ...deliveryStaffWords,
  ...deskStaffWords,
  ...exchangeStaffWords,
  ...figuresStaffWords,
  ...frameStaffWords,
  ...holdingsStaffWords,
  ...importsStaffWords,
  ...lawsStaffWords,
  ...newsStaffWords,
  ...peopleStaffWords,
  ...questionsStaffWords,
  ...reportsStaffWords,
  ...sendingStaffWords,
  ...siteStaffWords,
  ...subscriptionsStaffWords,
  ...vocabularyStaffWords,
  ...weeklyStaffWords,
  ...wordsStaffWords,
  ...workflowStaffWords,
};
