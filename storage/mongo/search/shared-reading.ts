const nothing = (): void => undefined;

/**
 * Callers who come while one reading is on its way share the next, which begins when that one is
 * over: each gets what was there after it asked, however many ask at once. Errors go to all who
 * shared the reading.
 */
export function sharedReading<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<void> | null = null;
  let next: Promise<T> | null = null;
  const begin = (): Promise<T> => {
    const reading = read();
    const over: Promise<void> = reading.then(nothing, nothing).then(() => {
      if (running === over) running = null;
    });
    running = over;
    return reading;
  };
  return () => {
    if (running === null) return begin();
    next ??= running.then(() => {
      next = null;
      return begin();
    });
    return next;
  };
}
