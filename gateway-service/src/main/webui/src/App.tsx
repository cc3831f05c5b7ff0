import { useEffect } from 'react';
import { exact, usdt } from './domain/decimal';
import { ChartPanel } from './live/ChartPanel';
import { Detail } from './live/Detail';
import { Dock } from './live/Dock';
import { Strip } from './live/Strip';
import { SymbolList } from './live/SymbolList';
import { TopBar } from './live/TopBar';
import { useLive } from './store/live';
import { useLink, useSession } from './store/selection';
import { useView } from './store/view';
import './App.css';

export function App() {
  const detail = useView((view) => view.detail);
  const link = useLink();
  useTheme();
  useTitle();
  return (
    <div className={link.name === 'LIVE' ? 'page' : 'page page-stale'}>
      <TopBar />
      <Strip />
      <main className={detail === undefined ? 'body' : 'body body-detail'}>
        <SymbolList />
        <ChartPanel />
        <Dock />
        <Detail />
      </main>
      <Foot />
    </div>
  );
}

function useTheme() {
  const theme = useView((view) => view.theme);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

/** The browser's tab tells paper from live, and a lost connection. */
function useTitle() {
  const session = useSession();
  const link = useLink();
  const equity = session?.account?.equity;
  const trouble = link.name === 'LIVE' ? '' : `${link.name} `;
  const title =
    session === undefined
      ? 'Tapedeck'
      : `${session.mode}${equity === undefined ? '' : ` ${usdt(equity)}`} Tapedeck`;
  useEffect(() => {
    document.title = trouble + title;
  }, [trouble, title]);
}

const COUNTED = ['ticks', 'indicators', 'signals', 'orders', 'fills'] as const;

/** What the gateway has read from the log. */
function Foot() {
  const status = useLive((live) => live.status);
  return (
    <footer className="foot">
      {status && <span>Gateway {status.gatewayId}</span>}
      {status && (
        <span className={status.deadLetters > 0 ? 'tone-bad' : ''}>{status.deadLetters} dead letters</span>
      )}
      {COUNTED.map((topic) => {
        const count = status?.counts[topic];
        return (
          count !== undefined && (
            <span key={topic}>
              {exact(String(count))} {topic}
            </span>
          )
        );
      })}
      <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
        Charts by TradingView Lightweight Charts
      </a>
    </footer>
  );
}
