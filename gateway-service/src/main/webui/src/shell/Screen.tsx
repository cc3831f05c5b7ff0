import type { ReactNode } from 'react';
import { StaleBanner } from '../live/StaleBanner';
import './Screen.css';

interface Props {
  title: string;
  /** What is said and chosen beside the title. */
  bar?: ReactNode;
  children: ReactNode;
  /** Whether the content scrolls by itself, as a table does. */
  fills?: boolean;
}

/** A screen with its title; it greys out and says its age while the gateway is not heard. */
export function Screen({ title, bar, children, fills = false }: Props) {
  return (
    <main className="screen" aria-label={title}>
      <div className="screen-bar">
        <h2>{title}</h2>
        {bar}
      </div>
      <div className={fills ? 'screen-body screen-fills' : 'screen-body'}>
        {children}
        <StaleBanner panel="screen" />
      </div>
    </main>
  );
}

/** A part of a screen with a title of its own. */
export function Card({
  title,
  aside,
  children,
}: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="card">
      <div className="card-head">
        <h3>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** A value with its name, large. */
export function Metric({ name, children, title }: { name: string; children: ReactNode; title?: string }) {
  return (
    <div className="metric" title={title}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
