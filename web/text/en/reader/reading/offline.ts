import type { Text } from '../../../reader-words.ts';

const SAVE = 'Save for reading offline';
const SAVED_HERE = 'Items saved on this device';
const REMOVED = 'Removed from this device.';

export const offline: Text['offline'] = {
  save: SAVE,
  saveNote: (size) =>
    `Keeps the words and pictures of this item on your device, about ${size}. No account needed; remove it whenever you like.`,
  noScript: 'This browser cannot save by itself. Download the file to read it offline.',
  all: SAVED_HERE,
  saveScript: {
    save: 'Save on this device',
    again: 'Save the new version',
    remove: 'Remove the saved copy',
    saving: 'Saving {da}/{ca}…',
    saved: 'Saved on {ngay}, {co}.',
    old: 'The copy saved on {ngay} ({co}) is older than the one on the shelf.',
    removed: REMOVED,
    failed: 'Not saved: the connection broke off. Please try again.',
    full: 'Not saved: this device has no room left.',
    large: 'This item is too large to be saved.',
    unable: 'This browser cannot save. Download the file to read it offline.',
    summary: SAVE,
    summarySaved: 'Saved for reading offline',
  },
  lostOver: 'No connection',
  lostTitle: 'This device is offline',
  lostText:
    'You can still read the items saved and the pages read lately on this device. Check whether the law is still in force when you are online again.',
  retry: 'Try to connect again',
  savedTitle: SAVED_HERE,
  savedText:
    'The items below open without a connection. The list stays on this device; the bookshelf does not know what you save.',
  savedHeading: 'Saved',
  traces: 'Pages read lately',
  tracesText:
    'The browser keeps up to 60 pages read lately so that they open offline. On a shared device, clear them before you leave.',
  clear: 'Clear the pages read lately',
  listScript: {
    none: 'Nothing saved yet. The page of each item has a part “Save for reading offline”.',
    unable: 'This browser cannot save items.',
    facts: '{co} · saved on {ngay} · {hieuluc}',
    remove: 'Remove',
    removed: REMOVED,
    cleared: 'The pages read lately are cleared.',
    total: '({so} items, {co})',
  },
};
