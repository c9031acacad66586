import { urlencoded, type Request, type Response, type Router } from 'express';
import { AppError, errorMessage, type FieldErrors } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { baseUrl, pageFrame } from '#server/http/frame.ts';
import { interfaceLanguage, readerText } from '#server/http/interface-language.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { judgeForm } from '#server/open-forms/actions/judge-form.ts';
import { issueToken } from '#server/open-forms/actions/form-token.ts';
import { sentForm } from '#server/open-forms/routes/sent-form.ts';
import { countShelf } from '#server/search/actions/browse-shelf.ts';
import { browseQuery } from '#server/search/browse-query.ts';
import { facetViews } from '#server/search/routes/facet-labels.ts';
import { readFilters } from '#server/search/routes/search-address.ts';
import type { SearchFilters } from '#server/search/search-query.ts';
import { anyFilter } from '#server/search/scoring/item-facts.ts';
import { searchFeedPath } from '#web/paths/exchange.ts';
import { subscribedPath, subscribePath } from '#web/paths/subscriptions.ts';
import { SentPage } from '#web/subscriptions/own-subscription.tsx';
import { NoMailPage, SubscribePage, type SubscribeValues } from '#web/subscriptions/subscribe.tsx';
import { askForWord } from '../actions/subscribe.ts';
import { messages } from '../messages.ts';
import { LONGEST_WORDS } from '../topic.ts';

/** Of one network: a class or an office behind one address. */
const LIMITS = { of: 'subscription', mostOfNetwork: 20, mostOfAll: 300 };
const MOST_BYTES = '64kb';

type Fields = Readonly<Record<string, unknown>>;

/** What an address or a form says; an address that names a law or a search has chosen what. */
const valuesOf = (fields: Fields, filters: SearchFilters): SubscribeValues => {
  const text = wordOf(fields, 'text') || wordOf(fields, 'q');
  const law = wordOf(fields, 'law') || wordOf(fields, 'van-ban');
  const named = law !== '' ? 'law' : text !== '' || anyFilter(filters) ? 'some' : 'all';
  return {
    email: wordOf(fields, 'email'),
    what: wordOf(fields, 'what') || named,
    text,
    exact: wordOf(fields, 'dung-nguyen-van') === '1',
    law,
    article: wordOf(fields, 'article') || wordOf(fields, 'dieu'),
    rhythm: wordOf(fields, 'rhythm') || 'weekly',
  };
};

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  more: { readonly fields: Fields; readonly errors?: FieldErrors; readonly status?: number },
): Promise<void> {
  const { catalog, search } = deps.storage;
  const { fields, errors = {}, status = 200 } = more;
  const filters = readFilters(fields);
  const { facets } = await countShelf({ catalog, search, now: deps.now }, browseQuery({}));
  const page = (
    <SubscribePage
      frame={pageFrame(deps, req, res, {
        canonical: subscribePath(),
        noindex: Object.keys(req.query).length > 0,
      })}
      values={valuesOf(fields, filters)}
      errors={errors}
      token={await issueToken(deps)}
      facets={facetViews(readerText(req), facets, {
        filters,
        units: await catalog.listUnits(),
        vocabulary: vocabularyFor(req),
      })}
      chosen={filters}
    />
  );
  await sendPage(deps, req, res, page, { status });
}

/** The feed of what the address asks for. */
function showFeed(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const filters = readFilters(req.query);
  const q = (param(req.query['q']) || param(req.query['van-ban'])).slice(0, LONGEST_WORDS);
  const feed = `${baseUrl(deps, req)}${searchFeedPath({ q, filters })}`;
  const frame = pageFrame(deps, req, res, { canonical: subscribePath() });
  return sendPage(deps, req, res, <NoMailPage frame={frame} feed={feed} />);
}

async function send(deps: AppDeps, req: Request, fields: Fields): Promise<void> {
  const { catalog } = deps.storage;
  const signs = await judgeForm({ catalog, now: deps.now }, sentForm(req), LIMITS);
  if (signs === null) throw new AppError('invalid-input', { fields: { '': messages.formOld } });
  const filters = readFilters(fields);
  const input = { ...valuesOf(fields, filters), filters };
  await askForWord(deps, input, { signs, language: interfaceLanguage(req) });
  deps.wakeJobs();
}

const refusal = (error: unknown): { errors: FieldErrors; status: number } => {
  if (!(error instanceof AppError) || !['invalid-input', 'too-many-requests'].includes(error.code))
    throw error;
  const { code, details, kind } = error;
  const said = code === 'too-many-requests' ? messages.tooMany : errorMessage(code);
  return { errors: details.fields ?? { '': said }, status: HTTP_STATUS[kind] };
};

async function take(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const fields = formBody(req);
  try {
    await send(deps, req, fields);
  } catch (error) {
    return show(deps, req, res, { fields, ...refusal(error) });
  }
  return res.redirect(303, subscribedPath());
}

/** The form for word of what is new; where no mail is sent, the feed instead. */
export function subscribeRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  const sends = (): boolean => deps.config.SMTP_URL !== '';
  get('/dang-ky-nhan-tin', (req, res) =>
    sends() ? show(deps, req, res, { fields: req.query }) : showFeed(deps, req, res),
  );
  get('/dang-ky-nhan-tin/da-gui', (req, res) =>
    sendPage(deps, req, res, <SentPage frame={pageFrame(deps, req, res, { noindex: true })} />),
  );
  post(
    '/dang-ky-nhan-tin',
    (req, res) => (sends() ? take(deps, req, res) : showFeed(deps, req, res)),
    urlencoded({ extended: false, limit: MOST_BYTES }),
  );
  return router;
}
