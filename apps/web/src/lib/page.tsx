import { useEffect, useRef, type ReactNode } from 'react';
import { Anchor, Text, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';

export interface PageProps {
  readonly title: string;
  /** Shown in the browser's tab instead of the title. */
  readonly tabTitle?: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  readonly children: ReactNode;
  readonly narrow?: boolean;
}

/** Names the tab after the page. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Groundswell`;
  }, [title]);
}

/** A page: its heading takes the focus when the route changes, so that keyboard and screen reader start at the top. */
export function Page({ title, tabTitle, lead, actions, back, children, narrow = false }: PageProps) {
  usePageTitle(tabTitle ?? title);
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const inside = document.activeElement?.closest('[data-keep-focus]') ?? null;
    if (inside === null) heading.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className={narrow ? 'app-page app-page-narrow' : 'app-page'}>
      <header className="app-page-head">
        <div className="app-page-title">
          {back !== undefined && (
            <Anchor component={Link} to={back.to} className="app-back">
              <IconChevronLeft size={14} aria-hidden="true" /> {back.label}
            </Anchor>
          )}
          <Title order={1} ref={heading} tabIndex={-1} className="gs-break">
            {title}
          </Title>
          {lead !== undefined && (
            <Text c="dimmed" component="div" className="gs-break">
              {lead}
            </Text>
          )}
        </div>
        {actions !== undefined && <div className="app-page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A titled part of a page. */
export function Section({
  title,
  children,
  aside,
  id,
}: {
  title: string;
  children: ReactNode;
  aside?: ReactNode;
  id?: string;
}) {
  return (
    <section className="app-section" id={id} aria-label={title}>
      <div className="app-section-head">
        <Title order={2}>{title}</Title>
        {aside}
      </div>
      {children}
    </section>
  );
}
