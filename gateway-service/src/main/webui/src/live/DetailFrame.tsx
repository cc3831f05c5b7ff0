import { useEffect, useRef, type ReactNode } from 'react';
import { show } from '../store/view';
import './DetailFrame.css';

/** The frame of an explanation; the focus goes to its title when it opens. */
export function DetailFrame({ title, children }: { title: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <aside className="detail" aria-labelledby="detail-title">
      <div className="detail-head">
        <h2 id="detail-title" tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <button
          type="button"
          className="button button-icon"
          aria-label="Close"
          onClick={() => show({ detail: undefined })}
        >
          ✕
        </button>
      </div>
      <div className="detail-body">{children}</div>
    </aside>
  );
}

export function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="detail-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [<dt key={`${name} name`}>{name}</dt>, <dd key={name}>{value}</dd>])}
    </dl>
  );
}

export function Id({ id }: { id: string }) {
  return <span className="mono">{id}</span>;
}
