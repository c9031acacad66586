/** Among the facts: when the shelf was first looked after, so that a new one is not overdue at once. */
export const WATCHED_SINCE = 'watched-since';
