/** What the API says of a question it cannot take. */
export const messages = {
  /** Stands before whose pages and under which terms a viewer shows. */
  attribution: 'Ghi nguồn',
  wrongLimit: (most: number): string => `limit là số từ 1 đến ${most}.`,
  wrongMoment: 'updatedSince là thời điểm ISO 8601, ví dụ 2026-11-01T00:00:00Z.',
};
