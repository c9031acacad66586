import express, { type Express } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { builtFiles } from '#server/http/built-files.ts';
import { countNotices } from '#server/workflow/routes/count-notices.ts';
import { countVisits } from '#server/figures/routes/count-visits.ts';
import { errorFace } from '#server/http/error-face.tsx';
import { originCheck } from '#server/http/origin-check.ts';
import { pdfAssets } from '#server/http/pdf-assets.ts';
import { securityHeaders } from '#server/http/security-headers.ts';
import { cachedPages } from '#server/http/send-page.ts';
import { session, signedIn } from '#server/http/session.ts';
import { knowVocabulary } from '#server/http/vocabulary.ts';
import { passwordRoutes } from '#server/people/routes/password-routes.tsx';
import { signInRoutes } from '#server/people/routes/sign-in-routes.tsx';
import { apiRoutes } from '#server/exchange/routes/api/api-routes.ts';
import { healthRoutes } from '#server/http/health-routes.ts';
import { bannerRoutes } from '#server/site/routes/banner-routes.ts';
import { browseRoutes } from '#server/site/routes/browse-routes.tsx';
import { collectionRoutes } from '#server/site/routes/collection-routes.tsx';
import { languageRoutes } from '#server/site/routes/language-routes.ts';
import { machineRoutes } from '#server/exchange/routes/machine-routes.ts';
import { offlineRoutes } from '#server/reading/routes/offline/offline-routes.tsx';
import { searchRoutes } from '#server/search/routes/search-routes.tsx';
import { siteRoutes } from '#server/site/routes/site-routes.tsx';
import { bookRoutes } from '#server/reading/routes/book-routes.tsx';
import { chapterRoutes } from '#server/reading/routes/chapter-routes.tsx';
import { citationRoutes } from '#server/reading/routes/citation-routes.ts';
import { fileRoutes } from '#server/reading/routes/file-routes.ts';
import { itemRoutes } from '#server/reading/routes/item-routes.tsx';
import { pageRoutes } from '#server/reading/routes/page-routes.tsx';
import { ratingRoutes } from '#server/figures/routes/rating-routes.tsx';
import { shareRoutes } from '#server/reading/routes/share-routes.tsx';
import { textRoutes } from '#server/reading/routes/text-routes.tsx';
import { watchRoutes } from '#server/reading/routes/watch-routes.tsx';
import { libraryReportRoutes } from '#server/holdings/routes/library-report-routes.tsx';
import { staffItemRoutes } from '#server/cataloguing/routes/item-routes.tsx';
import { bulkEditRoutes } from '#server/cataloguing/routes/bulk-edit-routes.tsx';
import { approvalRoutes } from '#server/workflow/routes/approval-routes.tsx';
import { bannerListRoutes } from '#server/site/routes/banner-list-routes.tsx';
import { bulkRoutes } from '#server/workflow/routes/bulk-routes.tsx';
import { catalogSheetRoutes } from '#server/imports/routes/catalog-sheet-routes.ts';
import { citationReviewRoutes } from '#server/laws/routes/citation-review-routes.tsx';
import { collectionListRoutes } from '#server/site/routes/collection-list-routes.tsx';
import { figureRoutes } from '#server/figures/routes/figure-routes.tsx';
import { fixedPageRoutes } from '#server/site/routes/fixed-page-routes.tsx';
import { holdingSheetRoutes } from '#server/holdings/routes/holding-sheet-routes.tsx';
import { holdingRoutes } from '#server/holdings/routes/holding-routes.tsx';
import { importRoutes } from '#server/imports/routes/import-routes.tsx';
import { lawImportRoutes } from '#server/laws/routes/law-import-routes.tsx';
import { lawRoutes } from '#server/laws/routes/law-routes.tsx';
import { listRoutes } from '#server/vocabulary/routes/lists-routes.tsx';
import { nameRoutes } from '#server/cataloguing/routes/name-routes.tsx';
import { noticeRoutes } from '#server/workflow/routes/notice-routes.tsx';
import { loanRoutes } from '#server/holdings/routes/loan-routes.tsx';
import { opinionRoutes } from '#server/figures/routes/opinion-routes.ts';
import { queueFilterRoutes } from '#server/workflow/routes/queue-filter-routes.ts';
import { libraryRoutes } from '#server/holdings/routes/library-routes.tsx';
import { reviewRoutes } from '#server/workflow/routes/review-routes.tsx';
import { peopleRoutes } from '#server/people/routes/people-routes.tsx';
import { subjectNoteRoutes } from '#server/vocabulary/routes/subject-note-routes.tsx';
import { subjectRoutes } from '#server/vocabulary/routes/subject-routes.tsx';
import { stocktakeRoutes } from '#server/holdings/routes/stocktake-routes.tsx';
import { termRoutes } from '#server/vocabulary/routes/term-routes.tsx';
import { unitRoutes } from '#server/people/routes/unit-routes.tsx';
import { uploadRoutes } from '#server/cataloguing/routes/upload-routes.tsx';
import { workRoutes } from '#server/workflow/routes/work-routes.tsx';

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
  app.use(pdfAssets());
  // Before all that asks the storage: a process is alive without it.
  app.use(healthRoutes(deps));
  app.use('/api', apiRoutes(deps));
  app.use(countVisits(deps));
  app.use(cachedPages(deps));
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
    libraryRoutes(deps),
    holdingRoutes(deps),
    loanRoutes(deps),
    stocktakeRoutes(deps),
    libraryReportRoutes(deps),
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
