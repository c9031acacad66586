import { vbplIdOf, unknownLaw, type LawRecord, type LawState } from '../law-record.ts';
import { lawNumberKey, tidyNumber } from '#server/base/vietnamese/law-number.ts';
import { parsePartialDate, showPartialDate } from '#server/base/partial-date.ts';
import type { FormValues } from '#web/frame/form-field.tsx';
import { wordOf as one } from '#server/http/staff-form.ts';

type Body = Readonly<Record<string, unknown>>;

/** What is no date is kept: the form shows it again and names the fault. */
const date = (text: string): string | null =>
  text === '' ? null : (parsePartialDate(text) ?? text);

/** The law that a posted form means; `before` is the stored one, null for a new one. */
export function lawOf(body: Body, before: LawRecord | null): LawRecord {
  const number = tidyNumber(one(body, 'number'));
  const url = one(body, 'url') || null;
  return {
    ...unknownLaw(number),
    key: before?.key ?? lawNumberKey(number),
    title: one(body, 'title'),
    kind: one(body, 'kind'),
    issuer: one(body, 'issuer'),
    issued: date(one(body, 'issued')),
    signer: one(body, 'signer'),
    effectiveFrom: date(one(body, 'effectiveFrom')),
    effectiveTo: date(one(body, 'effectiveTo')),
    state: one(body, 'state') as LawState,
    replacedBy: [
      ...new Set(
        one(body, 'replacedBy')
          .split(/[\n,;|]/u)
          .map(tidyNumber)
          .filter((n) => n !== ''),
      ),
    ],
    url,
    vbplId: one(body, 'vbplId') || (url === null ? null : vbplIdOf(url)),
    checkedAt: date(one(body, 'checkedAt')),
    source: null,
    note: one(body, 'note'),
    version: Number.parseInt(one(body, 'version'), 10) || 0,
  };
}

const shown = (value: string | null): string => (value === null ? '' : showPartialDate(value));

export const lawValues = (law: LawRecord): FormValues => ({
  number: law.number,
  title: law.title,
  kind: law.kind,
  issuer: law.issuer,
  issued: shown(law.issued),
  signer: law.signer,
  state: law.state,
  effectiveFrom: shown(law.effectiveFrom),
  effectiveTo: shown(law.effectiveTo),
  replacedBy: law.replacedBy.join('\n'),
  url: law.url ?? '',
  vbplId: law.vbplId ?? '',
  checkedAt: shown(law.checkedAt),
  note: law.note,
});
