import { useSession } from '../../../lib/session.js';

/** Where a page behind a figure leads back to: the figures, for those who may see them all. */
export function useBack(): { readonly to: string; readonly label: string } {
  const { can } = useSession();
  return can('figures.read') ? { to: '/compounding', label: 'Compounding' } : { to: '/', label: 'Home' };
}
