import type { Request, RequestHandler } from 'express';
import { LAW_VOCABULARY, type Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { AppDeps } from './app-deps.ts';
import { revisionOf } from './guard/know-settings.ts';

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
  let known: { readonly revision: number; readonly vocabulary: Promise<Vocabulary> } | null = null;
  const at = (revision: number): Promise<Vocabulary> => {
    if (known?.revision !== revision) {
      const read = { revision, vocabulary: readVocabulary() };
      known = read;
      // A failure is not kept: the next asks again.
      read.vocabulary.catch(() => {
        if (known === read) known = null;
      });
    }
    return known!.vocabulary;
  };
  return async (_req, res, next) => {
    res.locals['vocabulary'] = await at(revisionOf(res) ?? (await catalog.publicRevision()));
    next();
  };
}
