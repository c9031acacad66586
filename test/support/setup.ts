import { afterEach, expect, jest } from '@jest/globals';

// Anything the application says on console.error is a fault: real messages go through the log that
// a test passes in.
const consoleError = jest.spyOn(console, 'error');
afterEach(() => {
  expect(consoleError.mock.calls).toEqual([]);
});
