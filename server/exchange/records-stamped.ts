/**
 * The fact that says of which day and form the harvest rows are. A restored or moved shelf has no
 * rows, so it does not take the fact along: all records are stamped anew, and harvesters hear of
 * whatever an older backup brought back.
 */
export const RECORDS_STAMPED = 'records-stamped';
