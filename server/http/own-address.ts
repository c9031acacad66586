/** Programs take heads of 16 KB; a letter outside ASCII may take nine of the head. */
const LONGEST = 1_500;

/**
 * An address of this shelf to go on to, never `//other.site` or `\\`; `otherwise` for anything
 * else, and for what a head has no room for.
 */
export const ownAddress = (address: string, otherwise: string): string =>
  address.length <= LONGEST && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(address) ? address : otherwise;
