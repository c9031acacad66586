/** Among the facts of the shelf: when `bookshelf backup` succeeded last. */
export const BACKED_UP_AT = 'backed-up-at';
/** When the shelf was first looked after: a new one is not overdue at once. */
export const WATCHED_SINCE = 'watched-since';
