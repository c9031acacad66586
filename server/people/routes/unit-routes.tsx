import { parse } from 'csv-parse/sync';
import { Router, type Request, type Response } from 'express';
import multer from 'multer';
import {
  importUnits,
  saveUnit,
  UNIT_KIND_LABELS,
  type UnitInput,
  type UnitRow,
} from '../actions/manage-units.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { AppError } from '#server/base/errors.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import { UNIT_KINDS, unitToday, type Unit } from '../unit.ts';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import {
  StaffUnitImportPage,
  StaffUnitPage,
  StaffUnitsPage,
  type UnitChoices,
  type UnitNode,
  type UnitRowView,
} from '#web/people/staff-units.tsx';
import { unitsPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody, staffForm } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { wordOf } from '#server/http/staff-form.ts';

/** The list of a whole country has 3,400 lines of some 100 bytes. */
const MOST_BYTES = 2 * 1024 ** 2;
const MOST_ROWS = 200;

const NO_COUNTS = { new: 0, changed: 0, same: 0, refused: 0 } as const;

function treeOf(units: readonly Unit[]): UnitNode[] {
  const byId = new Map(units.map((u) => [u.id, u]));
  const children = Map.groupBy(units, (u) =>
    u.parentId !== null && byId.has(u.parentId) ? u.parentId : '',
  );
  const node = (u: Unit): UnitNode => ({
    code: u.code,
    name: u.name,
    kind: UNIT_KIND_LABELS[u.kind],
    validTo: u.validTo === null ? null : showPartialDate(u.validTo),
    successor: u.successorId === null ? null : (byId.get(unitToday(units, u.id))?.name ?? null),
    below: (children.get(u.id) ?? [])
      .map(node)
      .toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
  });
  return (children.get('') ?? []).map(node);
}

const choicesOf = (units: readonly Unit[], but = ''): UnitChoices => ({
  kinds: UNIT_KINDS.map((value) => ({ value, label: UNIT_KIND_LABELS[value] })),
  units: units
    .filter((u) => u.code !== but)
    .map((u) => ({ value: u.code, label: u.name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi')),
});

const inputOf = (body: Readonly<Record<string, unknown>>, code: string): UnitInput => ({
  code: code.toLowerCase(),
  name: wordOf(body, 'name'),
  kind: wordOf(body, 'kind'),
  parent: wordOf(body, 'parent'),
  validFrom: wordOf(body, 'validFrom'),
  validTo: wordOf(body, 'validTo'),
  successor: wordOf(body, 'successor'),
});

const shown = (date: string | null): string => (date === null ? '' : showPartialDate(date));

const valuesOf = (unit: Unit, units: readonly Unit[]): FormValues => {
  const code = (id: string | null): string => units.find((u) => u.id === id)?.code ?? '';
  return {
    name: unit.name,
    kind: unit.kind,
    parent: code(unit.parentId),
    validFrom: shown(unit.validFrom),
    validTo: shown(unit.validTo),
    successor: code(unit.successorId),
  };
};

function fieldErrors(error: unknown): { errors: FormErrors; status: number } {
  if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
  return { errors: error.details.fields ?? { '': error.message }, status: HTTP_STATUS[error.kind] };
}

/** What parts the cells: spreadsheets of Vietnamese Windows write semicolons, pasted cells have tabs. */
const delimiterOf = (list: string): string => {
  const header = list.slice(0, (list.indexOf('\n') + 1 || list.length + 1) - 1);
  return [';', '\t'].find((mark) => header.includes(mark)) ?? ',';
};

/** Cells of a list parted by commas, semicolons or tabs. Throws `invalid-input`. */
function cellsOf(list: string): string[][] {
  try {
    return parse(list, {
      delimiter: delimiterOf(list),
      relaxColumnCount: true,
      skipEmptyLines: true,
      bom: true,
      relaxQuotes: true,
    }) as string[][];
  } catch (cause) {
    throw new AppError('invalid-input', { fields: { list: vi.unitImport.unreadable } }, { cause });
  }
}

const rowView = ({ line, input, outcome, faults }: UnitRow): UnitRowView => ({
  line,
  code: input.code,
  name: input.name,
  outcome,
  faults,
});
const countsOf = (rows: readonly UnitRow[]): typeof NO_COUNTS =>
  rows.reduce((sum, { outcome }) => ({ ...sum, [outcome]: sum[outcome] + 1 }), NO_COUNTS);

export function unitRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const router = Router();
  const file = multer({
    storage: multer.memoryStorage(),
    limits: { files: 1, fileSize: MOST_BYTES, fieldSize: MOST_BYTES, fields: 5 },
  }).single('file');

  const showTree = async (
    req: Request,
    res: Response,
    values: FormValues = { kind: 'commune' },
    errors: FormErrors = {},
    status = 200,
  ): Promise<void> => {
    const units = await catalog.listUnits();
    await sendPage(
      deps,
      req,
      res,
      <StaffUnitsPage
        frame={pageFrame(deps, req, res, { noindex: true })}
        roots={treeOf(units)}
        count={units.length}
        form={{ values, errors }}
        choices={can(theActor(res), 'manage-units', 'shelf') ? choicesOf(units) : null}
        notice={param(req.query['bao']) === 'da-luu' ? vi.unitTree.saved : null}
      />,
      { status },
    );
  };

  const showOne = async (
    req: Request,
    res: Response,
    code: string,
    values: FormValues | null,
    errors: FormErrors = {},
    status = 200,
  ): Promise<void> => {
    const units = await catalog.listUnits();
    const unit = units.find((u) => u.code === code);
    if (!unit) throw new AppError('unit-not-found', { code });
    await sendPage(
      deps,
      req,
      res,
      <StaffUnitPage
        frame={pageFrame(deps, req, res, { noindex: true })}
        code={code}
        name={unit.name}
        form={{ values: values ?? valuesOf(unit, units), errors }}
        choices={choicesOf(units, code)}
      />,
      { status },
    );
  };

  const showImport = (
    req: Request,
    res: Response,
    list: string,
    rows: readonly UnitRow[] | null,
    errors: FormErrors = {},
    status = 200,
    notice: string | null = null,
  ): Promise<void> => {
    const first =
      rows
        ?.toSorted(
          (a, b) =>
            Number(b.outcome === 'refused') - Number(a.outcome === 'refused') || a.line - b.line,
        )
        .slice(0, MOST_ROWS) ?? null;
    return sendPage(
      deps,
      req,
      res,
      <StaffUnitImportPage
        frame={pageFrame(deps, req, res, { noindex: true })}
        form={{ values: { list }, errors }}
        rows={first?.map(rowView) ?? null}
        counts={rows ? countsOf(rows) : NO_COUNTS}
        notice={notice}
      />,
      { status },
    );
  };

  router.get('/can-bo/don-vi', async (req, res) => {
    authorise(theActor(res), 'view-units', 'shelf');
    await showTree(req, res);
  });

  router.post('/can-bo/don-vi', staffForm, async (req, res) => {
    const body = formBody(req);
    const input = inputOf(body, wordOf(body, 'code'));
    try {
      await saveUnit(deps, theActor(res), input, false);
      res.redirect(303, `${unitsPath()}?bao=da-luu`);
    } catch (error) {
      const { errors, status } = fieldErrors(error);
      await showTree(req, res, { ...input }, errors, status);
    }
  });

  router.get('/can-bo/don-vi/:code', async (req, res) => {
    authorise(theActor(res), 'manage-units', 'shelf');
    await showOne(req, res, req.params.code, null);
  });

  router.post('/can-bo/don-vi/:code', staffForm, async (req: Request<{ code: string }>, res) => {
    const input = inputOf(formBody(req), req.params.code);
    try {
      await saveUnit(deps, theActor(res), input, true);
      res.redirect(303, `${unitsPath()}?bao=da-luu`);
    } catch (error) {
      const { errors, status } = fieldErrors(error);
      await showOne(req as unknown as Request, res, req.params.code, { ...input }, errors, status);
    }
  });

  router.get('/can-bo/nhap-don-vi', async (req, res) => {
    authorise(theActor(res), 'manage-units', 'shelf');
    await showImport(req, res, '', null);
  });

  router.post(
    '/can-bo/nhap-don-vi',
    (_req, res, next) => {
      authorise(theActor(res), 'manage-units', 'shelf');
      next();
    },
    file,
    staffForm,
    async (req, res) => {
      const body = formBody(req);
      const list =
        req.file && req.file.size > 0
          ? req.file.buffer.toString('utf8')
          : typeof body['list'] === 'string'
            ? body['list']
            : '';
      if (list.trim() === '')
        return showImport(req, res, '', null, { list: vi.unitImport.missing }, 400);
      try {
        const write = body['viec'] === 'ghi';
        const rows = await importUnits(deps, theActor(res), cellsOf(list), write);
        const written = write && rows.every((row) => row.outcome !== 'refused');
        const { new: added, changed } = countsOf(rows);
        return written
          ? await showImport(
              req,
              res,
              '',
              null,
              {},
              200,
              vi.unitImport.done(vi.units.count(added + changed)),
            )
          : await showImport(req, res, list, rows);
      } catch (error) {
        const { errors, status } = fieldErrors(error);
        return showImport(req, res, list, null, errors, status);
      }
    },
  );

  return router;
}
