import type { BrokenLink, LinkCheck } from './link-check.ts';

/** The part of the port `Catalog` that keeps outgoing links and what is known of them. */
export interface LinkCatalog {
  /**
   * Addresses the shelf itself links to, besides its items: replaces those given before. Forgets
   * what is known of addresses that neither it nor any item has. Items' own (`linksOf`) follow
   * `saveItem`.
   */
  saveShelfLinks(addresses: readonly string[]): Promise<void>;
  /**
   * Addresses that a published item or the shelf has and that wait since `before` or longer; the
   * longest first, new ones before all, then by address.
   */
  linksToCheck(before: string, limit: number): Promise<LinkCheck[]>;
  /** Replaces what is known of the address; ignored when nothing has that address any more. */
  saveLinkCheck(check: LinkCheck): Promise<void>;
  /** What is known of these addresses, in the order asked; those that nothing has are left out. */
  findLinkChecks(addresses: readonly string[]): Promise<LinkCheck[]>;
  /**
   * Broken ones that a published item or the shelf has, failing the longest first, then by address.
   */
  brokenLinks(limit: number): Promise<BrokenLink[]>;
}
