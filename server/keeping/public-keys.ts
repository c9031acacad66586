/** Keys that backups are encrypted for (age), parted by commas. Throws for what is none. */
export const publicKeys = (value: string): readonly string[] => {
  const keys = value
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  if (keys.some((key) => !/^age1[0-9a-z]{10,3000}$/u.test(key)))
    throw new Error('khóa công khai dạng age1…, cách nhau bằng dấu phẩy');
  return keys;
};
