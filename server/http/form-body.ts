import { urlencoded, type Request } from 'express';

/** Forms of choices and short texts: some 57,000 Vietnamese letters of nine bytes, as forms send them. */
const MOST_FORM_BYTES = 512 * 1024;
/**
 * Forms of records and whole texts: what is too long for a field is refused at that field, so it must
 * arrive: some 460,000 letters.
 */
const MOST_LONG_FORM_BYTES = 4 * 1024 ** 2;
const MOST_FIELDS = 5_000;
/** Bytes of one field beside files, for the same reason. */
export const MOST_FIELD_BYTES = 1024 ** 2;

const takes = (limit: number) =>
  urlencoded({ extended: false, limit, parameterLimit: MOST_FIELDS });

/** Takes a posted form of staff; one that is larger ends as `form-too-large`, never cut short. */
export const staffForm = takes(MOST_FORM_BYTES);

/** The same for a form in which a person writes at length. */
export const longStaffForm = takes(MOST_LONG_FORM_BYTES);

/** The fields of a posted form; none when the request carried no form at all. */
export const formBody = (req: Request): Readonly<Record<string, unknown>> =>
  (req.body as Record<string, unknown> | undefined) ?? {};
