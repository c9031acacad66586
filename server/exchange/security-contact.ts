/** Where weak points of the shelf are to be reported. */
export interface SecurityContact {
  /** `https:`, `mailto:` or `tel:`, the preferred one first; at least one. */
  readonly contacts: readonly string[];
  /** Absolute address of the file itself; empty where the shelf does not know its own address. */
  readonly canonical: string;
  /** ISO instant. */
  readonly now: string;
}

/** RFC 9116 recommends less than a year; a page kept by a proxy for a month is good for long yet. */
const GOOD_FOR_DAYS = 180;
const DAY_MS = 86_400_000;

/**
 * `security.txt` (RFC 9116). It expires at a beginning of a day, so that all answers of a day are
 * the same.
 */
export function securityContact({ contacts, canonical, now }: SecurityContact): string {
  const expires = new Date(Math.floor(Date.parse(now) / DAY_MS + GOOD_FOR_DAYS) * DAY_MS);
  return [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires.toISOString().replace('.000', '')}`,
    'Preferred-Languages: vi, en',
    ...(canonical === '' ? [] : [`Canonical: ${canonical}`]),
    '',
  ].join('\n');
}

/** Contacts of whoever keeps the shelf: what is set for it, else their mail and telephone. */
export function contactsOf(
  {
    SECURITY_CONTACT,
    SHELF_EMAIL,
    SHELF_PHONE,
  }: {
    readonly SECURITY_CONTACT: string;
    readonly SHELF_EMAIL: string;
    readonly SHELF_PHONE: string;
  },
  contactPage: string,
): string[] {
  if (SECURITY_CONTACT !== '') return [SECURITY_CONTACT];
  const phone = SHELF_PHONE.replace(/[^+\d]/gu, '').replace(/^0/u, '+84');
  return [
    ...(SHELF_EMAIL === '' ? [] : [`mailto:${SHELF_EMAIL}`]),
    ...(phone === '' ? [] : [`tel:${phone}`]),
    contactPage,
  ];
}
