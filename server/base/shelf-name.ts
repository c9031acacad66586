/** What the shelf is called until its keeper names it. */
export const SHELF_NAME = 'Tủ sách pháp luật điện tử';
/** For the places that hold a dozen characters (the icon on a phone, a browser's list). */
export const SHORT_SHELF_NAME = 'Tủ sách PL';
