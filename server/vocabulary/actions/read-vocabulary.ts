import type { VocabularyCatalog } from '../authority-catalog.ts';
import { vocabularyOf, type Vocabulary } from '../vocabulary.ts';

/** What records choose from, as officials keep it now. */
export async function readVocabulary({
  catalog,
}: {
  readonly catalog: VocabularyCatalog;
}): Promise<Vocabulary> {
  const [genres, audiences, parts] = await Promise.all([
    catalog.listAuthority('genre'),
    catalog.listAuthority('audience'),
    catalog.listAuthority('sub-subject'),
  ]);
  return vocabularyOf(genres, audiences, parts);
}
