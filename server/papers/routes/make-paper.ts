import type { Paper } from '../paper.ts';
import { madeInThread } from './made-in-thread.ts';

export interface PaperOrder {
  readonly paper: Paper;
  readonly form: 'docx' | 'pdf';
  /** An ISO time: the one its file says it was made at. */
  readonly madeAt: string;
}

export const PAPER_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

const MOST_MB = 512;

/** The file of a paper, made in a thread of its own. Throws what the library threw. */
export const makePaper = (order: PaperOrder): Promise<Buffer> =>
  madeInThread('paper-worker', order, MOST_MB);
