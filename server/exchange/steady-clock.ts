/**
 * A clock that never goes back while the process lives, made of one that may: whoever was told
 * "until now" and asks from there on again misses nothing when the machine's clock is set back.
 */
export function steadyClock(now: () => string): () => string {
  let latest = '';
  return () => {
    const at = now();
    if (at > latest) latest = at;
    return latest;
  };
}
