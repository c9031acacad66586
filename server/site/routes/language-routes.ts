import { type Router, urlencoded } from 'express';
import { AppError } from '#server/base/errors.ts';
import { homePath, languagePath } from '#web/paths/site.ts';
import { isInterfaceLanguage } from '#web/text/languages.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { setInterfaceLanguage } from '#server/http/interface-language.ts';
import { ownAddress } from '#server/http/own-address.ts';
import { isSecure } from '#server/http/session.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';

/**
 * Remembers in which language this device wants the pages, and goes back to the one the reader was
 * on.
 */
export function languageRoutes(deps: AppDeps): Router {
  const { router, post } = createRoutes();
  post(
    languagePath(),
    (req, res) => {
      const body = formBody(req);
      const language = param(body['ngon-ngu']);
      if (!isInterfaceLanguage(language)) throw new AppError('invalid-input');
      setInterfaceLanguage(res, language, isSecure(deps, req));
      res.redirect(303, ownAddress(param(body['ve']), homePath()));
    },
    urlencoded({ extended: false, limit: '16kb' }),
  );
  return router;
}
