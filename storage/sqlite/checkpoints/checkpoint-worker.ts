import { workerData } from 'node:worker_threads';
import { answerRequests, type Target } from '#storage/answer-requests.ts';
import { asAppError, Database } from '../database.ts';

export interface CheckpointSetup {
  readonly path: string;
}

const db = new Database((workerData as CheckpointSetup).path);

const target: Target = {
  // Passive: waits for nobody, and nobody waits for it.
  checkpoint: () => void db.raw.exec('PRAGMA wal_checkpoint(PASSIVE)'),
  close: () => db.close(),
};

answerRequests(() => target, asAppError);
