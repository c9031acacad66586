/** What is wrong with the chain of the security log, first of all. */
export type ChainFault =
  /** The row does not say what was hashed. */
  | 'changed'
  /** Rows before this one are gone, or were put in. */
  | 'missing'
  /** The newest rows are gone: the head knows of more. */
  | 'cut-off';

export interface ChainState {
  readonly checkedAt: string;
  readonly rows: number;
  /** Sequence of the first row and of the last; 0 for none. */
  readonly first: number;
  readonly last: number;
  /** The hash of the last row. */
  readonly hash: string;
  /** Null while every row is as it was written. `sequence`: the first that is broken or missing. */
  readonly fault: { readonly sequence: number; readonly fault: ChainFault } | null;
}

export const CHAIN_FAULTS: Readonly<Record<ChainFault, string>> = {
  changed: 'bị sửa',
  missing: 'bị mất hoặc bị chèn',
  'cut-off': 'bị mất ở cuối nhật ký',
};

/** Among the facts of the shelf: the last look at the whole chain. */
export const CHAIN_CHECKED = 'security-log-checked';
