import { wordOf } from '#server/http/staff-form.ts';
import type { FormValues } from '#web/frame/form-field.tsx';
import { readMeant, showMeant } from '../words/word-list.ts';
import type { WordRow } from '../words/word-record.ts';

type Body = Readonly<Record<string, unknown>>;

/** Lines of a field, each tidied. */
const linesOf = (text: string): string[] =>
  text
    .split(/[\n;|]/u)
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '');

/** The entry that a form means. */
export const wordOfForm = (body: Body, before: WordRow): WordRow => ({
  ...before,
  version: Number(wordOf(body, 'version')) || 0,
  value: {
    said: linesOf(wordOf(body, 'said')),
    meant: linesOf(wordOf(body, 'meant')).map(readMeant),
    group: wordOf(body, 'group'),
    only: wordOf(body, 'only')
      .split(/[,;\s]+/u)
      .filter((code) => code !== ''),
    hidden: wordOf(body, 'hidden') === '1',
  },
});

export const wordValues = ({ value }: WordRow): FormValues => ({
  said: value.said.join('\n'),
  meant: value.meant.map(showMeant).join('\n'),
  group: value.group,
  only: value.only.join(', '),
  hidden: value.hidden ? '1' : '',
  test: '',
});
