import DataLoader from 'dataloader';
import { requestLoader, type RequestContext } from '@groundswell/platform';

/** A loader of this request over something that is found for many ids at once; null for those that it does not find. */
export function manyLoader<K extends string, V>(
  context: RequestContext,
  key: symbol,
  find: (ids: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): DataLoader<K, V | null> {
  return requestLoader(
    context,
    key,
    () =>
      new DataLoader<K, V | null>(async (ids) => {
        const found = await find(ids);
        return ids.map((id) => found.get(id) ?? null);
      }),
  );
}
