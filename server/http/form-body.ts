import { urlencoded, type Request } from 'express';

/**
 * What is too long for a field is refused at that field, so it must arrive: some 460,000 Vietnamese
 * letters of nine bytes, as forms send them.
 */
const MOST_FORM_BYTES = 4 * 1024 ** 2;
const MOST_FIELDS = 5_000;
/** Bytes of one field beside files, for the same reason. */
export const MOST_FIELD_BYTES = 1024 ** 2;

/**
 * Takes a posted form of staff; one that is larger still ends as `form-too-large`, never cut short.
 */
export const staffForm = urlencoded({
  extended: false,
  limit: MOST_FORM_BYTES,
  parameterLimit: MOST_FIELDS,
});

/** The fields of a posted form; none when the request carried no form at all. */
export const formBody = (req: Request): Readonly<Record<string, unknown>> =>
  (req.body as Record<string, unknown> | undefined) ?? {};
