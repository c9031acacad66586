/** OPDS 1.2 §7.1: to the letter, since programs compare them. */
export const OPDS1_TYPES = {
  navigation: 'application/atom+xml;profile=opds-catalog;kind=navigation',
  acquisition: 'application/atom+xml;profile=opds-catalog;kind=acquisition',
  entry: 'application/atom+xml;type=entry;profile=opds-catalog',
} as const;

/** OPDS 2.0 §1.1 and §5.1. */
export const OPDS2_TYPES = {
  feed: 'application/opds+json',
  publication: 'application/opds-publication+json',
} as const;
