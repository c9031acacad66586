import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageRoutes } from './page-routes.tsx';
import { chapterRoutes } from './chapter-routes.tsx';
import { bookRoutes } from './book-routes.tsx';
import { citationRoutes } from './citation-routes.ts';
import { watchRoutes } from './watch-routes.tsx';
import { textRoutes } from './text-routes.tsx';
import { coverRoutes } from './cover-routes.ts';
import { shareRoutes } from './share-routes.tsx';
import { offlineRoutes } from './offline/offline-routes.tsx';
import { itemRoutes } from './item-routes.tsx';
import { fileRoutes } from './file-routes.ts';

/** What readers find here. */
export const readingReaders = (deps: AppDeps): Router =>
  Router().use(
    pageRoutes(deps),
    chapterRoutes(deps),
    bookRoutes(deps),
    citationRoutes(deps),
    watchRoutes(deps),
    textRoutes(deps),
    shareRoutes(deps),
    coverRoutes(deps),
    offlineRoutes(deps),
    // After those above: its optional slug would catch the last part of their addresses.
    itemRoutes(deps),
    fileRoutes(deps),
  );
