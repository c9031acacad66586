import type { Claims } from './outside-identity.ts';

/** Who the service has proved somebody to be (`iss` and `sub`), and what it says of them. */
export interface OutsidePerson {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
}

/** What the browser carries from the beginning of a sign-in to its end. */
export interface Started {
  readonly state: string;
  readonly nonce: string;
  /** PKCE (RFC 7636): only who began can end it. */
  readonly verifier: string;
}

/** The service at which an authority's people sign in for all its programs (OpenID Connect). */
export interface IdentityProvider {
  /** What people call it. */
  readonly name: string;
  /** Origin of the page at which people sign in. Throws `outside-unreachable`. */
  origin(): Promise<string>;
  /**
   * Where the browser is sent, and what it has to bring back to this address. Throws
   * `outside-unreachable`.
   */
  begin(returnTo: string): Promise<{ readonly address: URL; readonly started: Started }>;
  /** Who came back with this address. Throws `outside-unconfirmed`, `outside-unreachable`. */
  end(back: URL, started: Started): Promise<OutsidePerson>;
}
