/** How every address of the shelf is put together (DESIGN.md §8). */
export type Query = Readonly<
  Record<string, string | number | readonly string[] | null | undefined>
>;
export const withQuery = (path: string, query: Query): string => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value)
      ? (value as readonly string[])
      : [String(value as string | number)])
      search.append(key, one);
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
};
/** A value as one step of a path or one value of a query; half a surrogate pair is no letter. */
export const encoded = (value: string): string => encodeURIComponent(value.toWellFormed());
