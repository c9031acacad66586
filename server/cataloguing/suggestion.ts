/** Fields of the form for which a file may say something. */
export const SUGGESTED_FIELDS = [
  'title',
  'genre',
  'compilers',
  'publisher',
  'issued',
  'isbn',
  'extent',
  'abstract',
  'language',
  'subjects',
  'audiences',
  'lawRefs',
] as const;
export type SuggestedField = (typeof SUGGESTED_FIELDS)[number];
export const isSuggestedField = (name: string): name is SuggestedField =>
  (SUGGESTED_FIELDS as readonly string[]).includes(name);

/** Those that take several values, one after the other; the others are replaced. */
export const TAKES_MANY: readonly SuggestedField[] = [
  'compilers',
  'subjects',
  'audiences',
  'lawRefs',
];

/** Why the machine thinks so; always shown. */
export type SuggestionReason =
  /** The file says it of itself. */
  | { readonly kind: 'file' }
  /** A line of its first pages says it. */
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'opening' }
  | { readonly kind: 'pages' }
  | {
      readonly kind: 'words';
      readonly words: readonly { readonly word: string; readonly times: number }[];
    }
  | { readonly kind: 'cited'; readonly times: number };

/** A value for one field of the form, which a person takes or leaves. */
export interface Suggestion {
  readonly field: SuggestedField;
  /** As the form's field takes it. */
  readonly value: string;
  readonly reason: SuggestionReason;
}
