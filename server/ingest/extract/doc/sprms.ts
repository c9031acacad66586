/** One change of a property: its number and its operand ([MS-DOC] 2.6). */
export interface Sprm {
  readonly code: number;
  readonly operand: Buffer;
}

const TABLE_DEFINITION = 0xd608;
const TABS = 0xc615;
/** Bytes of the operand by the three bits of its size; 6 says its own length. */
const OPERAND = [1, 1, 2, 4, 2, 2, 0, 3] as const;
const OWN_LENGTH = 6;

/** Where the operand begins and how long it is; null when the bytes end before. */
function operandOf(
  bytes: Buffer,
  code: number,
  at: number,
): [start: number, length: number] | null {
  const size = code >> 13;
  if (size !== OWN_LENGTH) return [at, OPERAND[size]!];
  if (at >= bytes.length) return null;
  if (code === TABLE_DEFINITION)
    return at + 2 > bytes.length ? null : [at + 2, bytes.readUInt16LE(at) - 1];
  // A list of tabs too long for its length says how many there are instead; none of it is text.
  if (code === TABS && bytes[at] === 255) return null;
  return [at + 1, bytes[at]!];
}

/** The changes of a list in order; ends where the bytes make no sense. */
export function sprmsOf(bytes: Buffer): Sprm[] {
  const sprms: Sprm[] = [];
  let at = 0;
  while (at + 2 < bytes.length) {
    const code = bytes.readUInt16LE(at);
    const operand = operandOf(bytes, code, at + 2);
    if (operand === null) break;
    const [start, length] = operand;
    if (length < 0 || start + length > bytes.length) break;
    sprms.push({ code, operand: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return sprms;
}

/** The operand as a number without a sign; 0 for an empty one. */
export function numberOf({ operand }: Sprm): number {
  return operand.length === 0 ? 0 : operand.readUIntLE(0, Math.min(4, operand.length));
}
