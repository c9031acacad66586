/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  wrongAddress: 'Địa chỉ phải bắt đầu bằng https:// hoặc http:// và không có dấu cách.',
};
