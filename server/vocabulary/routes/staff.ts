import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { listRoutes } from './lists-routes.tsx';
import { subjectNoteRoutes } from './subject-note-routes.tsx';
import { subjectRoutes } from './subject-routes.tsx';
import { termRoutes } from './term-routes.tsx';

/** What officials do here. */
export const vocabularyStaff = (deps: AppDeps): Router =>
  Router().use(
    listRoutes(deps),
    subjectNoteRoutes(deps),
    subjectRoutes(deps),
    termRoutes(deps, 'genre'),
    termRoutes(deps, 'audience'),
  );
