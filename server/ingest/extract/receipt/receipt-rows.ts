import { BoundedParser } from '../bounded-parser.ts';
import { AppError } from '#server/base/errors.ts';

type Fields = ReadonlyMap<string, string>;

/** More would be no answer to what a shelf can send. */
const MOST_RECORDS = 200_000;
const MOST_FIELDS = 100;
const DEEPEST = 20;

/** Records as a table: the first line names every field that one of them has. */
function tableOf(records: readonly Fields[]): string[][] {
  const names = [...new Set(records.flatMap((record) => [...record.keys()]))].slice(0, MOST_FIELDS);
  return [names, ...records.map((record) => names.map((name) => record.get(name) ?? ''))];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : Array.isArray(value)
      ? value.map(textOf).join(' | ')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value as string | number | boolean);

/** Fields of an object; those of an object inside it bear its name before theirs. */
function fieldsOf(record: Readonly<Record<string, unknown>>, before = ''): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(record)) {
    if (fields.size >= MOST_FIELDS) break;
    if (isObject(value) && before === '')
      for (const [inner, text] of fieldsOf(value, `${name}.`)) fields.set(inner, text);
    else fields.set(before + name, textOf(value));
  }
  return fields;
}

/** The first list of objects in a value, the outermost before others. */
function listIn(value: unknown): readonly Readonly<Record<string, unknown>>[] | null {
  let level: unknown[] = [value];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    const list = level.find((one) => Array.isArray(one) && one.length > 0 && one.every(isObject));
    if (list !== undefined) return list as Readonly<Record<string, unknown>>[];
    level = level.filter(isObject).flatMap((one) => Object.values(one).slice(0, MOST_FIELDS));
  }
  return isObject(value) ? [value] : null;
}

/** A receipt in JSON: a list of objects, alone or inside an answer; or one object. */
export function rowsOfJson(text: string): string[][] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid-sheet', { form: 'json' }, { cause });
  }
  const records = listIn(value);
  if (records === null) throw new AppError('invalid-sheet', { form: 'json' });
  if (records.length > MOST_RECORDS) throw new AppError('sheet-too-large', { most: MOST_RECORDS });
  return tableOf(records.map((record) => fieldsOf(record)));
}

interface Element {
  readonly name: string;
  text: string;
  /** Fields of those of its elements that have none themselves, and its attributes. */
  readonly fields: Map<string, string>;
  elements: number;
}

/** Without a prefix: senders choose their own. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * A receipt in XML: its records are the elements of the commonest name that hold fields, which are
 * attributes and elements with nothing but text in them. No entity is fetched.
 */
export function rowsOfXml(text: string): string[][] {
  const open: Element[] = [];
  const records = new Map<string, Fields[]>();
  let count = 0;
  const close = (): void => {
    const element = open.pop();
    const parent = open.at(-1);
    if (element === undefined) return;
    const words = element.text.replace(/\s+/gu, ' ').trim();
    if (parent !== undefined) {
      parent.elements += 1;
      if (element.elements === 0 && parent.fields.size < MOST_FIELDS) {
        const before = parent.fields.get(element.name);
        parent.fields.set(element.name, before === undefined ? words : `${before} | ${words}`);
      }
    }
    if (element.fields.size === 0) return;
    if (++count > MOST_RECORDS) throw new AppError('sheet-too-large', { most: MOST_RECORDS });
    const own = records.get(element.name);
    if (own === undefined) records.set(element.name, [element.fields]);
    else own.push(element.fields);
  };
  const parser = new BoundedParser(
    {
      onopentag(name, attributes) {
        if (open.length >= DEEPEST) throw new AppError('invalid-sheet', { form: 'xml' });
        const fields = Object.entries(attributes)
          .filter(([key]) => !key.startsWith('xmlns'))
          .slice(0, MOST_FIELDS)
          .map(([key, value]) => [localName(key), value] as const);
        open.push({ name: localName(name), text: '', fields: new Map(fields), elements: 0 });
      },
      ontext(words) {
        const element = open.at(-1);
        if (element !== undefined) element.text += words;
      },
      onclosetag: close,
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(text);
  parser.end();
  const best = [...records.values()].toSorted((a, b) => b.length - a.length)[0];
  if (best === undefined) throw new AppError('invalid-sheet', { form: 'xml' });
  return tableOf(best);
}
