import type { Request, Response, Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable, param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { AppError } from '#server/base/errors.ts';
import { foldedWords } from '#server/base/vietnamese/tokens.ts';
import { tableRoutes } from '#server/tables/routes/table-routes.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { staffWordsPath } from '#web/paths/search-words.ts';
import { StaffWordPage, type StaffWordProps } from '#web/search/staff-word.tsx';
import { StaffWordsPage } from '#web/search/staff-words.tsx';
import { vi } from '#web/text/vi.ts';
import { getWord, saveWord } from '../actions/keep-words.ts';
import { previewWord } from '../actions/preview-words.ts';
import { WORD_GROUPS } from '../words/word-list.ts';
import { allWords, newWord, shippedWord, wordErrors, type WordRow } from '../words/word-record.ts';
import { notedWords } from '../noted-words.ts';
import { WORD_COLUMNS, wordCells } from '../words/word-sheet.ts';
import { wordOfForm, wordValues } from './word-form.ts';

const NOTICES: Readonly<Record<string, string>> = {
  'da-luu': vi.words.saved,
  'lay-lai': vi.words.tookBack,
};
const WEAK_SHOWN = 30;

/** Entries that hold the words somebody types, marks or not. */
function holding(all: readonly WordRow[], find: string): WordRow[] {
  const wanted = foldedWords(find).join(' ');
  return all.filter(({ value }) =>
    [...value.said, ...value.meant.map(({ words }) => words)].some((text) =>
      foldedWords(text).join(' ').includes(wanted),
    ),
  );
}

async function showList(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'view', 'shelf');
  const { catalog } = deps.storage;
  const all = allWords(await catalog.listAuthority('word'));
  const find = param(req.query['tim']).slice(0, 100);
  const group = WORD_GROUPS.find((name) => name === param(req.query['nhom'])) ?? WORD_GROUPS[0];
  await sendPage(
    deps,
    req,
    res,
    <StaffWordsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      groups={WORD_GROUPS.map((name) => ({
        name,
        count: all.filter(({ value }) => value.group === name).length,
      }))}
      group={find === '' ? group : null}
      find={find}
      words={find === '' ? all.filter(({ value }) => value.group === group) : holding(all, find)}
      weak={await catalog.emptyQueries(WEAK_SHOWN)}
      notice={fromTable(NOTICES, req.query['bao'])}
      mayEdit={can(actor, 'edit-lists', 'shelf')}
    />,
  );
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  word: WordRow,
  more: Partial<StaffWordProps> = {},
  status = 200,
): Promise<void> {
  const versions = await deps.storage.catalog.authorityVersions('word', word.id);
  await sendPage(
    deps,
    req,
    res,
    <StaffWordPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      word={word}
      isNew={word.version === 0 && shippedWord(word.id) === null}
      shipped={shippedWord(word.id)}
      form={{ values: wordValues(word), errors: {} }}
      versions={versions}
      preview={null}
      conflict={false}
      {...more}
    />,
    { status },
  );
}

/** Saves, shows what it would change, or shows the form again with what was typed. */
async function save(
  deps: AppDeps,
  req: Request,
  res: Response,
  word: WordRow,
  notice = 'da-luu',
): Promise<void> {
  const body = formBody(req);
  const { catalog, search } = deps.storage;
  const values = { ...wordValues(word), test: wordOf(body, 'test') };
  const errors = wordErrors(word.value);
  if (wordOf(body, 'xem') === '1' && Object.keys(errors).length === 0) {
    const preview = await previewWord(
      { catalog, search },
      word,
      wordOf(body, 'test').slice(0, 500),
    );
    return show(deps, req, res, word, { form: { values, errors: {} }, preview });
  }
  try {
    await saveWord({ catalog, now: deps.now }, theActor(res), word);
    // What stood on the list as it is said now has its words.
    await deps.queries.flush();
    for (const said of word.value.said) await catalog.settleQuery(notedWords(said));
    res.redirect(303, staffWordsPath({ group: word.value.group, notice }));
  } catch (error) {
    assertFormRefusal(error);
    await show(
      deps,
      req,
      res,
      word,
      {
        conflict: error.code === 'stale-version',
        form: { values, errors: error.details.fields ?? {} },
      },
      HTTP_STATUS[error.kind],
    );
  }
}

/** An older version, or the one that was shipped (0), is saved anew. */
async function takeBack(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const body = formBody(req);
  const wanted = Number(wordOf(body, 'ban'));
  const older =
    wanted === 0
      ? shippedWord(id)
      : (await catalog.authorityVersions('word', id)).find(({ version }) => version === wanted);
  if (!older) throw new AppError('page-not-found', { id });
  await save(
    deps,
    req,
    res,
    { ...older, version: Number(wordOf(body, 'version')) || 0 },
    'lay-lai',
  );
}

/** Words of citizens: the list, an entry with what it changes, what readers looked for in vain. */
export function wordRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  const { catalog } = deps.storage;
  const guard = (res: Response): void => authorise(theActor(res), 'edit-lists', 'shelf');

  get('/can-bo/tu-nguoi-dan', (req, res) => showList(deps, req, res));
  tableRoutes(router, '/can-bo/tu-nguoi-dan', 'tu-nguoi-dan', async (_req, res) => {
    authorise(theActor(res), 'view', 'shelf');
    return [
      {
        name: vi.words.title,
        heading: [],
        columns: WORD_COLUMNS.keys.map(WORD_COLUMNS.label),
        rows: allWords(await catalog.listAuthority('word')).map(wordCells),
      },
    ];
  });
  get('/can-bo/tu-nguoi-dan/moi', async (req, res) => {
    guard(res);
    const said = param(req.query['noi']).slice(0, 200).trim();
    await show(deps, req, res, newWord(deps.newId(), said === '' ? [] : [said]), {
      form: {
        values: { ...wordValues(newWord('', said === '' ? [] : [said])), test: said },
        errors: {},
      },
    });
  });
  post('/can-bo/tu-nguoi-dan/moi', async (req, res) => {
    guard(res);
    await save(deps, req, res, wordOfForm(formBody(req), newWord(deps.newId())));
  });
  get('/can-bo/tu-nguoi-dan/muc/:id', async (req, res, { id }) => {
    guard(res);
    await show(deps, req, res, await getWord(catalog, id));
  });
  post('/can-bo/tu-nguoi-dan/muc/:id', async (req, res, { id }) => {
    guard(res);
    await save(deps, req, res, wordOfForm(formBody(req), await getWord(catalog, id)));
  });
  post('/can-bo/tu-nguoi-dan/muc/:id/lay-lai', async (req, res, { id }) => {
    guard(res);
    await getWord(catalog, id);
    await takeBack(deps, req, res, id);
  });
  return router;
}
