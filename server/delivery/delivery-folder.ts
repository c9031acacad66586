/** Settings that say where packages are made (server/config.ts). */
export interface FolderSettings {
  readonly DATABASE_URL: string;
  readonly DELIVERY_FOLDER: string;
}

/** The folder of all packages: what the setting says, else beside the embedded database. */
export function deliveryFolder({ DATABASE_URL, DELIVERY_FOLDER }: FolderSettings): string {
  if (DELIVERY_FOLDER !== '') return DELIVERY_FOLDER;
  return DATABASE_URL.startsWith('sqlite:')
    ? `${DATABASE_URL.slice('sqlite:'.length)}/deliveries`
    : './deliveries';
}

/** Where a file of a delivery lies, below the folder of all. */
export const deliveryFile = (targetId: string, name: string): string => `${targetId}/${name}`;
