import { Parser } from 'htmlparser2';

/**
 * Elements open at once. Browsers stop at 512 as well. The parser moves its whole stack for every
 * tag: without a bound, 700,000 open elements took two minutes.
 */
const MOST_OPEN = 512;

/**
 * Reads markup in time linear in its length: an element that stands too deep ends where it begins,
 * and what it holds is read as content of the last one that stays open.
 */
export class BoundedParser extends Parser {
  /** The tag that is read now stands too deep. */
  #tooDeep = false;
  /** Elements that ended where they began and whose closing tags are still to come. */
  #ended = 0;

  override isVoidElement(name: string): boolean {
    return this.#tooDeep || super.isVoidElement(name);
  }

  override onopentagname(start: number, end: number): void {
    this.#tooDeep = this['stack'].length >= MOST_OPEN;
    super.onopentagname(start, end);
    if (this.#tooDeep && !super.isVoidElement(this['tagname'])) this.#ended += 1;
  }

  override onselfclosingtag(end: number): void {
    if (!this.#tooDeep) return super.onselfclosingtag(end);
    this.#ended = Math.max(0, this.#ended - 1);
    return this.onopentagend(end);
  }

  override onclosetag(start: number, end: number): void {
    this.#tooDeep = this.#ended > 0;
    if (this.#tooDeep) this.#ended -= 1;
    super.onclosetag(start, end);
  }
}
