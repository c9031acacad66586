/** What the API says of a question it cannot take. */
export const messages = {
  /** Stands before whose pages and under which terms a viewer shows. */
  attribution: 'Ghi nguồn',
  wrongPixels: (name: string): string => `${name} là số nguyên dương.`,
  portalName: 'Trang của đơn vị nào',
  portalOrigin: 'Địa chỉ trang',
  writePortalName: 'Ghi tên đơn vị có trang này.',
  wrongOrigin:
    'Ghi địa chỉ bắt đầu bằng https:// và chỉ gồm tên miền, ví dụ https://xa-muong-khe.anson.gov.vn. Dấu * chỉ đứng đầu một tên miền của riêng đơn vị, ví dụ https://*.anson.gov.vn; không nhận *.vn, *.gov.vn.',
  knownOrigin: 'Trang này đã có trong danh sách.',
  tooManyPortals: (most: number): string =>
    `Danh sách có tối đa ${most} trang. Hãy gộp các trang của một tỉnh bằng dấu *.`,
  clientName: 'Hệ thống dùng khóa',
  clientUnit: 'Đơn vị chịu trách nhiệm',
  writeClientName: 'Ghi tên hệ thống sẽ dùng khóa.',
  writeClientUnit: 'Ghi đơn vị vận hành hệ thống đó.',
  wrongClientLimit: (least: number, most: number): string =>
    `Số lượt mỗi phút là số từ ${least} đến ${most}.`,
  tooManyClients: (most: number): string => `Tủ sách cấp tối đa ${most} khóa.`,
  wrongLimit: (most: number): string => `limit là số từ 1 đến ${most}.`,
  wrongMoment: 'updatedSince là thời điểm ISO 8601, ví dụ 2026-11-01T00:00:00Z.',
};
