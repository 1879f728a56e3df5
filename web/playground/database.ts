/** IndexedDB with promises, as far as the project store needs it. */

/** How long, in milliseconds, a browser may take to open a database. */
const PATIENCE = 3000;

/** Open the database `name`; `upgrade` makes its object stores when it is new. */
export async function openDatabase(
  name: string,
  version: number,
  upgrade: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => upgrade(request.result);
  const database = await Promise.race([result(request), patience()]);
  // Another tab with a newer version of the page must be able to upgrade.
  database.onversionchange = () => database.close();
  return database;
}

/** Rejects after a while: some browsers neither open a database nor say why. */
function patience(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("The browser's storage does not answer.")), PATIENCE);
  });
}

export function result<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser's storage gave no reason."));
  });
}
