/** A file that arrives in pieces, over several connections; nobody sees it before it is whole. */
export interface ArrivingFile {
  readonly id: string;
  readonly accountId: string;
  readonly unitId: string;
  /** As the sender calls it. */
  readonly name: string;
  /** Length that was announced, and that is kept room for. */
  readonly bytes: number;
  /** Bytes that are safely there, from the first on. */
  readonly received: number;
  readonly createdAt: string;
  /** When it is given up, unless more comes. */
  readonly expiresAt: string;
  /** Its bytes are in the store under this name, though no item has it yet. */
  readonly sha256: string | null;
  /** An item has it: kept for a while for whoever did not hear the answer and asks again. */
  readonly taken: boolean;
}

/** The part of the port `Catalog` that knows of files which are still arriving. */
export interface ArrivingCatalog {
  /** Throws nothing when its id is there already: it is replaced. */
  addArriving(file: ArrivingFile): Promise<void>;
  /** Null when missing. */
  findArriving(id: string): Promise<ArrivingFile | null>;
  /**
   * Makes `writer` the only one who may go on; whoever wrote before is refused from now on, be it in
   * another process. Null when missing.
   */
  takeArriving(id: string, writer: string): Promise<ArrivingFile | null>;
  /**
   * Says that bytes up to `to` are there. False when another writer took over or the file ends
   * elsewhere than at `from`: nothing changes then.
   */
  advanceArriving(
    id: string,
    writer: string,
    range: { readonly from: number; readonly to: number; readonly expiresAt: string },
  ): Promise<boolean>;
  /** Notes where the bytes of a whole file stand. */
  noteArrived(id: string, sha256: string): Promise<void>;
  /** An item has it; the row stays until `expiresAt`. */
  markTaken(id: string, expiresAt: string): Promise<void>;
  /** Of an account, those that no item has, oldest first; 250 at most. */
  listArriving(accountId: string): Promise<ArrivingFile[]>;
  /** Those given up at `now`, longest since first. */
  expiredArriving(now: string, limit: number): Promise<ArrivingFile[]>;
  /** Bytes that files of these units will take which no item has yet. */
  sumArriving(unitIds: readonly string[]): Promise<number>;
  /** Ignored when missing. */
  removeArriving(id: string): Promise<void>;
}
