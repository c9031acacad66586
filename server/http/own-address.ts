/**
 * An address of this shelf to go on to, never `//other.site` or `\\`; `otherwise` for anything
 * else.
 */
export const ownAddress = (address: string, otherwise: string): string =>
  /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(address) ? address : otherwise;
