/** The paragraph styles of a file by number, as far as they tell headings. */
export class RtfStyles {
  readonly #headings = new Map<number, number>();
  #number: number | null = null;
  #level: number | null = null;
  #name = '';

  describe(word: string, value: number | null): void {
    if (word === 's') this.#number = value;
    if (word === 'outlinelevel') this.#level = value;
  }

  addName(text: string): void {
    if (this.#name.length < 200) this.#name += text;
    if (text.endsWith(';')) this.end();
  }

  /** A style's description ended. */
  end(): void {
    const named = /^\s*heading (\d)\b/iu.exec(this.#name)?.[1];
    const level = named === undefined ? this.#level : Number(named) - 1;
    if (this.#number !== null && level !== null && level < 9)
      this.#headings.set(this.#number, Math.min(6, Math.max(1, level + 1)));
    this.#number = this.#level = null;
    this.#name = '';
  }

  /** 1 … 6, or 0 for a style of text. */
  headingOf(style: number): number {
    return this.#headings.get(style) ?? 0;
  }
}
