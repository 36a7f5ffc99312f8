const storageName = 'pinglu.key';

/** The places a key can be in; the browser's own, or a spec's. */
export interface KeyPlaces {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

/**
 * The key of this tab: from `#key=` in the address, which is then taken out of it so that it does not stay in the
 * history, else as it was kept. A fragment is never sent to a server, and the storage ends with the tab.
 */
export function findKey({ location, history, storage }: KeyPlaces): string | null {
  const given = new URLSearchParams(location.hash.replace(/^#/, '')).get('key');
  if (given === null || given === '') return storage.getItem(storageName);
  storage.setItem(storageName, given);
  history.replaceState(null, '', location.pathname + location.search);
  return given;
}

export const keepKey = ({ storage }: Pick<KeyPlaces, 'storage'>, key: string): void =>
  storage.setItem(storageName, key);

export const forgetKey = ({ storage }: Pick<KeyPlaces, 'storage'>): void => storage.removeItem(storageName);
