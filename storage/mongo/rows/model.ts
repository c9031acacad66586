import { Schema, type Connection, type Model, type SchemaDefinition } from 'mongoose';

type Keys = Record<string, 1 | -1>;
export interface Index {
  readonly keys: Keys;
  readonly unique?: true;
  /** Only of rows that have the field. */
  readonly sparse?: true;
}

export const text = { type: String, required: true } as const;
/** Required, but may be empty: Mongoose takes '' for missing. */
export const words = {
  type: String,
  validate: (value: unknown) => typeof value === 'string',
} as const;
export const number = { type: Number, required: true } as const;
export const texts = { type: [String], required: true } as const;
export const whole = { type: Schema.Types.Mixed, required: true } as const;
export const nullableText = { type: String, default: null } as const;

/** One collection: fields are validated on every write, unknown ones refused. */
export function model<Row>(
  connection: Connection,
  collection: string,
  fields: SchemaDefinition,
  indexes: readonly Index[] = [],
): Model<Row> {
  const schema = new Schema(
    { _id: { type: String, validate: (id: unknown) => typeof id === 'string' }, ...fields },
    {
      collection,
      strict: 'throw',
      strictQuery: 'throw',
      minimize: false,
      versionKey: false,
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
    },
  );
  for (const { keys, unique = false, sparse = false } of indexes)
    schema.index(keys, { unique, sparse });
  return connection.model(collection, schema) as unknown as Model<Row>;
}
