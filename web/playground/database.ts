/** IndexedDB with promises, as far as the project store needs it. */

/** Open the database `name`; `upgrade` makes its object stores when it is new. */
export function openDatabase(
  name: string,
  version: number,
  upgrade: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => upgrade(request.result);
  return result(request).then((database) => {
    // Another tab with a newer version of the page must be able to upgrade.
    database.onversionchange = () => database.close();
    return database;
  });
}

export function result<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser's storage gave no reason."));
  });
}
