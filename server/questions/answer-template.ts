import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';

/** A piece of an answer that officials write often. */
export interface AnswerTemplate {
  readonly name: string;
  readonly text: string;
}

export type TemplateEntry = AuthorityEntry<'answer-template', AnswerTemplate>;
