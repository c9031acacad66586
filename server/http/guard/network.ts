/** The network of an address, by which requests are counted: a household or office has a whole /64 of IPv6. */
export const network = (address: string): string =>
  address.includes(':') && !address.includes('.')
    ? address.split('::')[0]!.split(':').slice(0, 4).join(':')
    : address;
