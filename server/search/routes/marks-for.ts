import type { Response } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { revisionOf } from '#server/http/guard/know-settings.ts';
import { formForMarks } from '../actions/form-for-marks.ts';
import type { QueryForm } from '../scoring/query-form.ts';

/** What a reader's page marks of the query that led to it; null for no query. */
export const marksFor = (
  { storage: { search }, readWords }: Pick<AppDeps, 'storage' | 'readWords'>,
  res: Response,
  q: string,
): Promise<QueryForm | null> =>
  formForMarks({ search, readWords: () => readWords(revisionOf(res)) }, q);
