import express, { type Express } from 'express';
import { logActs } from './audit/routes/log-acts.ts';
import { metrics } from './audit/routes/metrics.ts';
import { AppError } from './base/errors.ts';
import { apiRoutes } from './exchange/routes/api/api-routes.ts';
import { correctionReaders } from './correction/routes/readers.ts';
import { deskReaders } from './desk/routes/readers.ts';
import { exchangeReaders } from './exchange/routes/readers.ts';
import { countVisits } from './figures/routes/count-visits.ts';
import { figuresReaders } from './figures/routes/readers.ts';
import type { AppDeps } from './http/app-deps.ts';
import { builtFiles } from './http/built-files.ts';
import { errorFace } from './http/error-face.tsx';
import { allowedMethods } from './http/guard/allowed-methods.ts';
import { boundedHead } from './http/guard/bounded-head.ts';
import { countAnswers } from './http/guard/count-answers.ts';
import { requestIds } from './http/guard/request-id.ts';
import { shortLocations } from './http/guard/short-locations.ts';
import { healthRoutes } from './http/health-routes.ts';
import { knowSettings } from './http/guard/know-settings.ts';
import { loadWhenUsed } from './http/load-when-used.ts';
import { isRead, originCheck } from './http/origin-check.ts';
import { pdfAssets } from './http/pdf-assets.ts';
import { securityHeaders } from './http/security-headers.ts';
import { cachedPages } from './http/send-page.ts';
import { session, signedIn } from './http/session.ts';
import { knowVocabulary } from './http/vocabulary.ts';
import { dueSteps } from './people/routes/due-steps.ts';
import { peopleReaders } from './people/routes/readers.ts';
import { knowOutages } from './news/routes/know-outages.ts';
import { newsReaders } from './news/routes/readers.ts';
import { questionsReaders } from './questions/routes/readers.ts';
import { readingReaders } from './reading/routes/readers.ts';
import { searchReaders } from './search/routes/readers.ts';
import { oneClickRoutes } from './subscriptions/routes/own-routes.tsx';
import { subscriptionsReaders } from './subscriptions/routes/readers.ts';
import { siteReaders } from './site/routes/readers.ts';
import { weeklyReaders } from './weekly/routes/readers.tsx';
import { countNotices } from './workflow/routes/count-notices.ts';

/** The rooms that readers enter. */
const READERS_ROOMS = [
  siteReaders,
  searchReaders,
  exchangeReaders,
  // Before reading: the optional slug of an item's page would catch the last part of its addresses.
  figuresReaders,
  correctionReaders,
  questionsReaders,
  subscriptionsReaders,
  newsReaders,
  deskReaders,
  weeklyReaders,
  readingReaders,
  peopleReaders,
];

/** The whole shelf as an Express app that never listens by itself. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  // Pages make their own ETag from what they say.
  app.disable('etag');
  app.set('trust proxy', deps.config.TRUST_PROXY);

  app.use(requestIds(deps.config.TRUST_PROXY), countAnswers(deps));
  app.use(boundedHead, shortLocations);
  app.use('/assets', builtFiles(deps.assetsFolder));
  app.use(securityHeaders());
  app.use(pdfAssets());
  // Before all that asks the storage: a process is alive without it.
  app.use(healthRoutes(deps));
  app.use('/metrics', metrics(deps));
  app.use(knowSettings(deps));
  app.use('/api', apiRoutes(deps));
  // Before the check of origins: harvesters post forms from anywhere, and nothing changes by them.
  app.use(
    loadWhenUsed('/oai', async () => [
      (await import('./exchange/routes/oai-routes.ts')).oaiRoutes(deps),
    ]),
  );
  // Mail programs post from anywhere too: the secret in the address is all it goes by.
  app.use(oneClickRoutes(deps));
  app.use(countVisits(deps));
  app.use(cachedPages(deps));
  // Nobody is asked where a request comes from that no route takes.
  const known = allowedMethods(() => app.router);
  app.use((req, res, next) => (isRead(req.method) ? next() : known(req, res, next)));
  app.use(originCheck(deps));
  app.use(session(deps), logActs(deps), knowVocabulary(deps), knowOutages(deps));
  app.use(...READERS_ROOMS.map((room) => room(deps)));
  app.use('/can-bo', signedIn, dueSteps, countNotices(deps));
  app.use(loadWhenUsed('/can-bo', async () => (await import('./staff-rooms.ts')).staffRooms(deps)));
  app.use(known, () => {
    throw new AppError('page-not-found');
  });
  app.use(errorFace(deps));
  return app;
}
