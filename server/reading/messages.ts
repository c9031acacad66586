/** What a citation says. */
export const messages = {
  page: (page: number | string): string => `tr. ${page}`,
  chapter: (chapter: number): string => `phần ${chapter}`,
  citation: (work: string, shelf: string, address: string, day: string): string =>
    `${work}. ${shelf}. ${address}, truy cập ngày ${day}.`,
};
