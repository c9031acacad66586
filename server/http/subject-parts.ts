import type { Request, RequestHandler } from 'express';
import type { Catalog } from '#server/domain/ports.ts';
import type { SubSubjectEntry } from '#server/domain/sub-subject.ts';
import type { Text } from '#web/text/vi.ts';
import type { AppDeps } from './app-deps.ts';

interface Known { readonly revision: number; readonly parts: Promise<readonly SubSubjectEntry[]> }

const known = new WeakMap<Catalog, Known>();

/** All parts of subjects by rank, hidden ones too; read again once anything public has changed. */
async function partsAt(catalog: Catalog, revision: number): Promise<readonly SubSubjectEntry[]> {
  const last = known.get(catalog);
  if (last?.revision === revision) return last.parts;
  const read = { revision, parts: catalog.listKept('sub-subject') };
  known.set(catalog, read);
  // A failure is not kept: the next asks again.
  read.parts.catch(() => known.delete(catalog));
  return read.parts;
}

/** Parts of subjects that officials named, as this request knows them; none before {@link knowSubjectParts}. */
export const subjectParts = (req: Request): readonly SubSubjectEntry[] => (req.res?.locals['subjectParts'] as readonly SubSubjectEntry[] | undefined) ?? [];

/** Reads the parts of subjects once for whatever the request shows; the revision that the kept pages asked for serves here too. */
export const knowSubjectParts = ({ storage: { catalog } }: AppDeps): RequestHandler => async (_req, res, next) => {
  res.locals['subjectParts'] = await partsAt(catalog, (res.locals['revision'] as number | undefined) ?? await catalog.publicRevision());
  next();
};

/** The words of a page with the names of the parts that readers see. */
export function withSubjectParts(text: Text, parts: readonly SubSubjectEntry[]): Text {
  if (parts.length === 0) return text;
  const byCode = new Map(parts.filter(({ value }) => !value.hidden).map(({ id, value }) => [id, value]));
  const subjectPart = (code: string): ReturnType<Text['names']['subjectPart']> => {
    const part = byCode.get(code);
    if (part === undefined) return null;
    return text.language === 'en' && part.english !== '' ? { label: part.english, language: 'en' } : { label: part.name, language: 'vi' };
  };
  return { ...text, names: { ...text.names, subjectPart, subject: (code) => subjectPart(code)?.label ?? text.names.subject(code) } };
}
