/**
 * What stays the same until something public has changed, read once for all requests. A request
 * without a revision reads for itself.
 */
export class KnownAtRevision<T> {
  readonly #read: () => Promise<T>;
  #known: { readonly revision: number; readonly value: Promise<T> } | null = null;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  at(revision: number | undefined): Promise<T> {
    if (revision === undefined) return this.#read();
    if (this.#known?.revision !== revision) {
      const known = { revision, value: this.#read() };
      this.#known = known;
      // A failure is not kept: the next asks again.
      known.value.catch(() => {
        if (this.#known === known) this.#known = null;
      });
    }
    return this.#known.value;
  }
}
