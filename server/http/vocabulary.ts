import type { Request, RequestHandler } from 'express';
import { LAW_VOCABULARY, type Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { AppDeps } from './app-deps.ts';
import { revisionOf } from './guard/know-settings.ts';
import { KnownAtRevision } from './guard/known-at-revision.ts';

/**
 * What records choose from, as this request knows it; the law's own before {@link knowVocabulary}.
 */
export const vocabularyFor = (req: Request): Vocabulary =>
  (req.res?.locals['vocabulary'] as Vocabulary | undefined) ?? LAW_VOCABULARY;

/**
 * Reads the lists once for whatever the request shows, and again once anything public has changed;
 * the revision that the kept pages asked for serves here too.
 */
export function knowVocabulary({
  storage: { catalog },
  readVocabulary,
}: Pick<AppDeps, 'storage' | 'readVocabulary'>): RequestHandler {
  const known = new KnownAtRevision(readVocabulary);
  return async (_req, res, next) => {
    res.locals['vocabulary'] = await known.at(revisionOf(res) ?? (await catalog.publicRevision()));
    next();
  };
}
