import express, { type Express } from 'express';
import { AppError } from './domain/errors.ts';
import type { AppDeps } from './http/app-deps.ts';
import { builtFiles } from './http/built-files.ts';
import { countNotices } from './http/count-notices.ts';
import { countVisits } from './http/count-visits.ts';
import { errorFace } from './http/error-face.tsx';
import { originCheck } from './http/origin-check.ts';
import { pdfParts } from './http/pdf-parts.ts';
import { securityHeaders } from './http/security-headers.ts';
import { keptPages } from './http/send-page.ts';
import { session, signedIn } from './http/session.ts';
import { knowVocabulary } from './http/vocabulary.ts';
import { passwordRoutes } from './routes/account/password-routes.tsx';
import { signInRoutes } from './routes/account/sign-in-routes.tsx';
import { apiRoutes } from './routes/api/api-routes.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { bannerRoutes } from './routes/public/banner-routes.ts';
import { browseRoutes } from './routes/public/browse-routes.tsx';
import { collectionRoutes } from './routes/public/collection-routes.tsx';
import { languageRoutes } from './routes/public/language-routes.ts';
import { machineRoutes } from './routes/public/machine-routes.ts';
import { offlineRoutes } from './routes/public/offline-routes.tsx';
import { searchRoutes } from './routes/public/search-routes.tsx';
import { siteRoutes } from './routes/public/site-routes.tsx';
import { bookRoutes } from './routes/reader/book-routes.tsx';
import { chapterRoutes } from './routes/reader/chapter-routes.tsx';
import { citationRoutes } from './routes/reader/citation-routes.ts';
import { fileRoutes } from './routes/reader/file-routes.ts';
import { itemRoutes } from './routes/reader/item-routes.tsx';
import { pageRoutes } from './routes/reader/page-routes.tsx';
import { ratingRoutes } from './routes/reader/rating-routes.tsx';
import { shareRoutes } from './routes/reader/share-routes.tsx';
import { textRoutes } from './routes/reader/text-routes.tsx';
import { watchRoutes } from './routes/reader/watch-routes.tsx';
import { shelfReportRoutes } from './routes/staff/shelf-report-routes.tsx';
import { staffItemRoutes } from './routes/staff/item-routes.tsx';
import { bulkEditRoutes } from './routes/staff/bulk-edit-routes.tsx';
import { approvalRoutes } from './routes/staff/approval-routes.tsx';
import { bannerListRoutes } from './routes/staff/banner-list-routes.tsx';
import { bulkRoutes } from './routes/staff/bulk-routes.tsx';
import { catalogSheetRoutes } from './routes/staff/catalog-sheet-routes.ts';
import { citationReviewRoutes } from './routes/staff/citation-review-routes.tsx';
import { collectionListRoutes } from './routes/staff/collection-list-routes.tsx';
import { figureRoutes } from './routes/staff/figure-routes.tsx';
import { fixedPageRoutes } from './routes/staff/fixed-page-routes.tsx';
import { holdingSheetRoutes } from './routes/staff/holding-sheet-routes.tsx';
import { holdingRoutes } from './routes/staff/holding-routes.tsx';
import { importRoutes } from './routes/staff/import-routes.tsx';
import { lawImportRoutes } from './routes/staff/law-import-routes.tsx';
import { lawRoutes } from './routes/staff/law-routes.tsx';
import { listRoutes } from './routes/staff/list-routes.tsx';
import { nameRoutes } from './routes/staff/name-routes.tsx';
import { noticeRoutes } from './routes/staff/notice-routes.tsx';
import { loanRoutes } from './routes/staff/loan-routes.tsx';
import { opinionRoutes } from './routes/staff/opinion-routes.ts';
import { queueFilterRoutes } from './routes/staff/queue-filter-routes.ts';
import { placeRoutes } from './routes/staff/place-routes.tsx';
import { reviewRoutes } from './routes/staff/review-routes.tsx';
import { peopleRoutes } from './routes/staff/people-routes.tsx';
import { subjectNoteRoutes } from './routes/staff/subject-note-routes.tsx';
import { subjectRoutes } from './routes/staff/subject-routes.tsx';
import { stocktakeRoutes } from './routes/staff/stocktake-routes.tsx';
import { termRoutes } from './routes/staff/term-routes.tsx';
import { unitRoutes } from './routes/staff/unit-routes.tsx';
import { uploadRoutes } from './routes/staff/upload-routes.tsx';
import { workRoutes } from './routes/staff/work-routes.tsx';

/** The longest head of a request: an address with 10,000 Vietnamese letters, percent-encoded, fits. */
export const MOST_HEADER_BYTES = 128 * 1024;

/** The whole shelf as an Express app that never listens by itself. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  // Pages make their own ETag from what they say.
  app.disable('etag');
  app.set('trust proxy', deps.config.TRUST_PROXY);

  app.use('/assets', builtFiles(deps.assetsFolder));
  app.use(securityHeaders());
  app.use(pdfParts());
  // Before all that asks the storage: a process is alive without it.
  app.use(healthRoutes(deps));
  app.use('/api', apiRoutes(deps));
  app.use(countVisits(deps));
  app.use(keptPages(deps));
  app.use(originCheck);
  app.use(session(deps), knowVocabulary(deps));
  app.use(
    browseRoutes(deps),
    bannerRoutes(deps),
    collectionRoutes(deps),
    siteRoutes(deps),
    searchRoutes(deps),
    machineRoutes(deps),
    languageRoutes(deps),
  );
  // Before the item's own page, whose optional slug would catch their last part.
  app.use(
    pageRoutes(deps),
    chapterRoutes(deps),
    bookRoutes(deps),
    citationRoutes(deps),
    watchRoutes(deps),
    textRoutes(deps),
    shareRoutes(deps),
    ratingRoutes(deps),
    offlineRoutes(deps),
    itemRoutes(deps),
    fileRoutes(deps),
  );
  app.use(signInRoutes(deps));
  app.use('/can-bo', signedIn, countNotices(deps));
  app.use(
    workRoutes(deps),
    queueFilterRoutes(deps),
    bulkRoutes(deps),
    bulkEditRoutes(deps),
    uploadRoutes(deps),
    opinionRoutes(deps),
    noticeRoutes(deps),
    catalogSheetRoutes(deps),
    importRoutes(deps),
    lawImportRoutes(deps),
    lawRoutes(deps),
    listRoutes(deps),
    subjectNoteRoutes(deps),
    subjectRoutes(deps),
    termRoutes(deps, 'genre'),
    termRoutes(deps, 'audience'),
    nameRoutes(deps),
    collectionListRoutes(deps),
    fixedPageRoutes(deps),
    bannerListRoutes(deps),
    holdingSheetRoutes(deps),
    placeRoutes(deps),
    holdingRoutes(deps),
    loanRoutes(deps),
    stocktakeRoutes(deps),
    shelfReportRoutes(deps),
    figureRoutes(deps),
    citationReviewRoutes(deps),
    staffItemRoutes(deps),
    reviewRoutes(deps),
    approvalRoutes(deps),
    peopleRoutes(deps),
    unitRoutes(deps),
    passwordRoutes(deps),
  );
  app.use(() => {
    throw new AppError('page-not-found');
  });
  app.use(errorFace(deps));
  return app;
}
