/**
 * Letters of an address that an answer leads on to: programs take heads of 16 KB, all lines together,
 * and a letter outside ASCII may take nine of it.
 */
export const LONGEST_LOCATION = 1_500;

/**
 * An address of this shelf to go on to, never `//other.site` or `\\`; `otherwise` for anything
 * else, and for what a head has no room for.
 */
export const ownAddress = (address: string, otherwise: string): string =>
  address.length <= LONGEST_LOCATION && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(address)
    ? address
    : otherwise;
