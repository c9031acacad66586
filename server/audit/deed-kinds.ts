/** Kinds of deeds of items, as a filter writes them; those of the security log stand as they are. */
export const ITEM_DEED = 'tai-lieu:';
