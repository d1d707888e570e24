import { createContext, useContext, type ReactNode } from 'react';
import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

const MayRead = createContext(true);

/** Tells the names of policy layers below it whether the reader may open them: a link that ends in a refusal helps nobody. */
export function PolicyLinksProvider({ mayRead, children }: { mayRead: boolean; children: ReactNode }) {
  return <MayRead value={mayRead}>{children}</MayRead>;
}

/** The name of a policy layer, with the way to it for those who may go there. */
export function PolicyLink({ layerId, children }: { layerId: string | null | undefined; children: ReactNode }) {
  const mayRead = useContext(MayRead);
  if (layerId == null || !mayRead) return <strong>{children}</strong>;
  return (
    <Anchor component={Link} to={`/policies/${layerId}`} fz="inherit" fw={550}>
      {children}
    </Anchor>
  );
}
