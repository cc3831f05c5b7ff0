import { Component, type ReactNode } from 'react';

interface Props {
  children: ReactNode;
}

interface State {
  fault?: Error;
}

/** Says that the page is broken and what to do: a page that cannot draw must not look like a page with nothing to show. */
export class Broken extends Component<Props, State> {
  override state: State = {};

  static getDerivedStateFromError(fault: Error): State {
    return { fault };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === undefined) {
      return this.props.children;
    }
    return (
      <main role="alert" className="broken">
        <h1>The dashboard cannot draw what it received</h1>
        <p>
          Trading is not affected. Reload the page; `./tapedeck status` and the REST interface tell what
          happens.
        </p>
        <p className="mono">{fault.message}</p>
        <button
          type="button"
          className="button"
          onClick={() => {
            window.location.reload();
          }}
        >
          Reload
        </button>
      </main>
    );
  }
}
