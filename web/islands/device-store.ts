/**
 * A list kept in this browser under one name; newest entries first. Unreadable or refused storage
 * is an empty list.
 */
export const readList = <T>(key: string): T[] => {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(saved) ? (saved as T[]) : [];
  } catch {
    return [];
  }
};

/** False when the browser refuses: a private window, no room left. */
export const writeList = (key: string, list: readonly unknown[]): boolean => {
  try {
    localStorage.setItem(key, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
};
